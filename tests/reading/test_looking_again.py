"""Numbers that one look does not settle: which looks follow, and what they believe together."""

import numpy as np
import pytest
from drawn_pages import page_of, paper, region_of

from invoice_desk.imaging.bands import Band
from invoice_desk.imaging.strips import PrintedLine, Strip
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.geometry import Box
from invoice_desk.reading.digits import reader as module
from invoice_desk.reading.digits.decoding import Decoded, Span, Spelling
from invoice_desk.reading.digits.reader import DigitReader, Seen, judge

STRIP = Strip(np.zeros((32, 64), np.uint8), 0.0, 0.0, 1.0)


def decoded(*spellings: tuple[str, float], weakest: float = 1.0, pitch: int = 8) -> Decoded:
    text = spellings[0][0]
    spans = tuple(Span(char, at * pitch, at * pitch + 4, weakest, "١") for at, char in enumerate(text))
    return Decoded(tuple(Spelling(*one) for one in spellings), spans)


def seen(*spellings, **more) -> Seen:
    return Seen(STRIP, decoded(*spellings, **more))


def test_what_two_looks_half_believe_outweighs_what_a_third_believes_alone():
    looks = [
        seen(("٢٣", 0.5), ("٢٢", 0.45)),
        seen(("٢٢", 0.6), ("٢٣", 0.3)),
        seen(("٢٢", 0.5), ("٢٣", 0.45)),
    ]
    alone = [seen(("٣٣", 0.7), ("٢٢", 0.25)), *looks[1:]]

    assert judge(looks).decoded is looks[1].decoded  # of those that read it the surest
    assert judge(alone).decoded.text == "٢٢"


def test_a_look_counts_as_much_as_its_weakest_glyph_is_sure():
    looks = [seen(("٢٣", 0.9), weakest=0.3), seen(("٢٢", 0.6), weakest=0.9)]

    assert judge(looks).decoded.text == "٢٢"


def test_looks_that_show_nothing_count_for_nothing():
    one = seen(("٥", 0.4))

    assert judge([Seen(STRIP, None), one]).decoded is one.decoded
    assert judge([Seen(STRIP, None)]) is None
    assert judge([]) is None


@pytest.mark.parametrize(
    ("looks", "stretches"),
    [
        ([("٢٣", 0.99, 8)], [1.0]),  # clear
        ([("٢٣", 0.6, 8), ("٢٣", 0.6, 8)], [1.0, 1.0]),  # not clear, but alike
        ([("٢٣", 0.6, 8), ("٢٢", 0.6, 8), ("٢٢", 0.6, 8)], [1.0, 1.0, 0.85]),
        ([("٢٣", 0.6, 8), None, ("٢٢", 0.6, 8)], [1.0, 1.0, 0.85]),
        ([("٢٣", 0.6, 4), ("٢٢", 0.6, 4), ("٢٢", 0.6, 4)], [1.0, 1.0, 1.625]),  # condensed: widened
    ],
)
def test_a_third_look_is_taken_where_two_read_otherwise(monkeypatch, looks, stretches):
    page = page_of(paper(200, 60))
    line = PrintedLine(np.zeros((60, 200), np.uint8), 0, 0, Band(30.0, 20.0, 20.0, are_dots=False))
    monkeypatch.setattr(module, "lines_of", lambda regions, bands: [line for _ in regions])
    told = iter([one and decoded((one[0], one[1]), weakest=0.99, pitch=one[2]) for one in looks])
    shown: list[float] = []

    def next_decoded(region, strip, scores):
        shown.append(strip.stretch)
        return next(told)

    monkeypatch.setattr(module, "_decoded", next_decoded)

    DigitReader(Silent()).judge([region_of(page, Box(20, 10, 180, 50), FieldKind.AMOUNT, ("ara",))])

    assert shown == pytest.approx(stretches)


class Silent:
    """A model whose scores nobody looks at."""

    def scores(self, strips):
        return [np.zeros((2, 1, 1), np.float32) for _ in strips]
