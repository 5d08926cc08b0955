"""What reading came to: figures of outcomes that were made up, and a confidence that is learnt."""

from dataclasses import replace
from itertools import islice

import pytest

pytest.importorskip("torch")

from invoice_desk.invoice.fields import FieldKind
from invoice_desk.reading.digits.confidence import confidence
from invoice_desk.reading.digits.decoding import Decoded, Span, Spelling
from invoice_desk.reading.digits.grammar import meant
from invoice_desk.reading.digits.reader import Judged
from invoice_desk.training.calibrating import Outcome, fitted
from invoice_desk.training.dataset import LineMaker, sample_of
from invoice_desk.training.figures import exact_by_kind, figures
from invoice_desk.training.spoiling import PageKind


@pytest.fixture(scope="module")
def line(fonts):
    made = islice(LineMaker(fonts, 2).lines(families="arabic"), 20)
    return next(one for one in made if sample_of(one) is not None)


def outcome(line, printed, read, sure=0.9, kind=PageKind.SCAN):
    decoded = Decoded((Spelling(read, 1.0),), (Span(read[0], 0, 4, 0.9, "x"),))
    judged = Judged(sample_of(line).strip, decoded, (0.0,) * 5)
    return Outcome(replace(line, text=printed, kind=kind, field_kind=FieldKind.AMOUNT), judged, sure)


def test_shares_of_exact_numbers_are_told_by_kind_of_page(line):
    found = [
        outcome(line, "٥٢", "٥٢"),
        outcome(line, "٥٢", "٥٣"),
        outcome(line, "٧", "٧", kind=PageKind.FAX),
        Outcome(replace(line, text="٩", kind=PageKind.FAX, field_kind=FieldKind.AMOUNT), None, 0.0),
    ]

    assert dict(exact_by_kind(found)) == {None: 0.5, PageKind.SCAN: 0.5, PageKind.FAX: 0.5}


def test_wrong_characters_are_counted_and_named(line):
    found = [outcome(line, "٢٢٠٠٠", "٣٢٠٠٠"), outcome(line, "٥٢٥٠٠", "٥٢٥٠٠")]

    text = "\n".join(figures(found))

    assert "characters right 90.00%" in text
    assert "٢/٣ 1" in text
    assert "٢→٣ 1" in text


def test_a_confidence_that_means_what_it_says_has_no_error(line):
    right = [outcome(line, "٥", "٥", sure=0.75) for _ in range(3)]

    assert "calibration error 0.0%" in "\n".join(figures([*right, outcome(line, "٥", "٦", sure=0.75)]))
    assert "calibration error 25.0%" in "\n".join(figures(right))


def test_the_second_readers_word_is_told_apart_by_whether_it_agreed(line):
    def seconded(printed, read, second):
        one = outcome(line, printed, read)
        return replace(one, judged=replace(one.judged, second=second))

    found = [
        seconded("٥", "٥", "٥"),
        seconded("٥", "٥", "٦"),
        seconded("٦", "٥", "٦"),
        seconded("٧", "٧", ""),
        outcome(line, "٥", "٥"),
    ]

    told = "\n".join(figures(found))
    assert (
        "agreed on 1, 100% of them right; read 2 otherwise, of them the first right 50%, the second 50%"
        in told
    )


def test_the_fitted_curve_gives_the_share_that_is_right():
    values = [(1.0,)] * 20 + [(0.0,)] * 20
    right = [True] * 18 + [False] * 2 + [True] * 8 + [False] * 12

    curve = fitted(values, right)

    assert confidence((1.0,), curve.weights, curve.bias) == pytest.approx(0.9, abs=0.03)
    assert confidence((0.0,), curve.weights, curve.bias) == pytest.approx(0.4, abs=0.03)


@pytest.mark.parametrize(
    ("read", "printed", "is_same"),
    [
        ("١٬٢٣٤,٥٠٠", "١٬٢٣٤٫٥٠٠", True),  # another mark than the first parts decimals
        ("١,٢٣٤,٥٠٠", "١٬٢٣٤٫٥٠٠", False),
        ("١,٢٣٤", "١٬٢٣٤", True),
        ("١٫٢٣٤", "١٬٢٣٤", False),
        ("١,٥٠", "١٫٥٠", True),
    ],
)
def test_marks_count_by_what_they_mean(read, printed, is_same):
    assert (meant(read, FieldKind.AMOUNT) == meant(printed, FieldKind.AMOUNT)) is is_same
