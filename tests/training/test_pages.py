"""Lines as pages hold them: one font, one kind of page, one light."""

from itertools import islice
from statistics import median

from invoice_desk.training.dataset import LineMaker, sample_of


def pages(fonts, seed, **more):
    return list(islice(LineMaker(fonts, seed, **more).pages(8, families="arabic"), 6))


def test_the_lines_of_a_page_share_its_font_and_kind_and_mostly_its_size(fonts):
    for page in pages(fonts, 5):
        heights = [one.patch.digit_height for one in page]
        usual = median(heights)

        assert len(page) > 4
        assert len({(one.family, one.kind) for one in page}) == 1
        assert sum(abs(height - usual) < 0.01 for height in heights) >= len(page) / 2


def test_lines_for_judging_are_of_the_fonts_that_were_given_and_of_no_invented_family(fonts):
    given = {one.family for one in fonts}
    plain = {line.family for page in pages(fonts, 6, with_shapes=False) for line in page}
    shaped = {line.family for line in islice(LineMaker(fonts, 6).lines(families="arabic"), 40)}

    assert plain <= given
    assert any(family.startswith("invented") for family in shaped - given)


def test_a_zero_alone_comes_small_where_its_page_tells_how_high_digits_are(fonts):
    lines = islice(LineMaker(fonts, 9).lines(families="arabic"), 400)
    zeros = [one for one in lines if set(one.text) == {"٠"}]
    scales = [
        (known.strip.scale * one.patch.digit_height, guessed.strip.scale * one.patch.digit_height)
        for one in zeros
        if (known := sample_of(one)) and (guessed := sample_of(one, is_hinted=False))
    ]

    assert len(scales) >= 3
    assert sum(abs(known - 20) for known, _ in scales) <= sum(abs(guessed - 20) for _, guessed in scales)
