"""Figures say what was read: exact numbers, digits, what was taken for what, and what confidence is worth."""

from __future__ import annotations

from dataclasses import replace

import pytest

from invoice_desk.invoice.fields import FieldKind
from invoice_desk.reading.digits.decoding import Decoded, Spelling
from invoice_desk.training.judging import NOTHING, judging, known_of, pairs
from invoice_desk.training.shipped_lines import read_lines
from invoice_desk.workflow.digit_models import SHIPPED_FOLDER


class Saying:
    """Reads what it is told to, as sure as it is told."""

    def __init__(self, *said: tuple[str, float]) -> None:
        self.said = list(said)

    def judge(self, regions):
        return [_Judged(text) if text else None for text, _ in self.said[: len(regions)]]

    def sure(self, judged) -> float:
        return dict(self.said)[judged.decoded.text]


class _Judged:
    def __init__(self, text: str) -> None:
        self.decoded = Decoded((Spelling(text, 1.0),), ())


def figures_of(*told: tuple[str, str, float]):
    line = read_lines(SHIPPED_FOLDER).judged[0][0]
    page = [replace(known_of(line), text=wanted, kind=FieldKind.IDENTIFIER) for wanted, _, _ in told]
    steps = judging(Saying(*((read, sure) for _, read, sure in told)), [page])
    assert next(steps) == len(told)
    with pytest.raises(StopIteration) as end:
        next(steps)
    return end.value.value


def test_figures_of_a_known_set() -> None:
    found = figures_of(("١٢٣", "١٢٢", 0.9), ("٤٥", "٤٥", 0.95), ("٧٠", "٧", 0.3), ("٩", "", 0.0))

    assert (found.numbers, found.exact, found.share) == (4, 1, 0.25)
    assert found.digits["3"] == (1, 0)
    assert found.digits["7"] == (1, 1)
    assert found.confusions == {("3", "2"): 1, ("0", NOTHING): 1, ("9", NOTHING): 1}
    assert found.digit_share == 5 / 8
    assert [(one.many, one.right) for one in found.bins] == [(1, 0), (1, 0), (2, 1)]
    assert found.calibration_error == pytest.approx((0.0 + 0.3 + (1.85 - 1)) / 4)


def test_the_wrong_ones_are_kept_with_their_pictures() -> None:
    found = figures_of(("١٢٣", "١٢٢", 0.9), ("٤٥", "٤٥", 0.95))

    (wrong,) = found.wrong
    assert (wrong.text, wrong.read, wrong.sure) == ("١٢٣", "١٢٢", 0.9)
    assert wrong.picture.startswith(b"\x89PNG")


def test_the_other_family_of_digits_is_the_same_number() -> None:
    assert figures_of(("١٢٣", "123", 0.9)).exact == 1


@pytest.mark.parametrize(
    ("wanted", "seen", "expected"),
    [
        ("123", "123", [("1", "1"), ("2", "2"), ("3", "3")]),
        ("123", "13", [("1", "1"), ("2", NOTHING), ("3", "3")]),
        ("12", "172", [("1", "1"), (NOTHING, "7"), ("2", "2")]),
        ("12", "", [("1", NOTHING), ("2", NOTHING)]),
    ],
)
def test_texts_stand_side_by_side(wanted, seen, expected) -> None:
    assert pairs(wanted, seen) == expected
