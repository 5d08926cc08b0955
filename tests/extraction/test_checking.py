"""Checks and the status: what a person is sent to look at, and what not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from small_invoices import field

from invoice_desk.extraction.checking import MAX_CHECKED, check, status_of
from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.fields import Field
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.reading import Reading
from invoice_desk.invoice.record import Check, Correction, Entry, Status

BOX = Box(0, 0, 100, 20)
FAILED = Check("sum", False, "the sum is wrong")


def entry(text: str, *reasons: Doubt, correction: str | None = None, **more: object) -> Entry:
    reading = Reading(text, 0.99, "tesseract", 0, BOX) if text else None
    mended = None if correction is None else Correction(correction, correction, "me", datetime.now(UTC))
    doubts = tuple(Reason(doubt) for doubt in reasons)
    return Entry(of(**more), reading, text or None, box=BOX, reasons=doubts, correction=mended)


def of(**more: object) -> Field:
    return field(BOX, "number", **more)


def test_a_required_field_that_was_read_passes() -> None:
    (checked,), checks = check([entry("INV-1", required=True)])
    assert checks == (Check("required: number", True, "", ("number",)),)
    assert checked.reasons == ()


def test_a_required_field_that_is_blank_fails_by_its_label_and_is_doubted() -> None:
    (checked,), (failed,) = check([entry("", Doubt.NOTHING_FOUND, required=True, label="Invoice no.")])
    assert failed == Check(
        "required: number", False, "Invoice no. is required and nothing was read", ("number",)
    )
    assert [one.doubt for one in checked.reasons] == [Doubt.NOTHING_FOUND, Doubt.REQUIRED]


@pytest.mark.parametrize(("text", "is_ok"), [("INV-2045", True), ("INV-204", False), ("xINV-2045", False)])
def test_a_pattern_must_match_all_of_the_text(text: str, is_ok: bool) -> None:  # noqa: FBT001
    (checked,), (one,) = check([entry(text, pattern=r"INV-\d{4}")])
    assert (one.name, one.ok) == ("pattern: number", is_ok)
    assert bool(one.message) is not is_ok
    assert [reason.doubt for reason in checked.reasons] == ([] if is_ok else [Doubt.PATTERN])
    if not is_ok:
        assert one.message == f"number: {text!r} does not match 'INV-\\\\d{{4}}'"


def test_an_arabic_pattern_matches_arabic_text() -> None:
    _, (one,) = check([entry("فاتورة ١٢٣", pattern=r"فاتورة \d+")])
    assert one.ok


def test_a_blank_optional_field_is_not_held_against_its_pattern() -> None:
    (checked,), checks = check([entry("", Doubt.NOTHING_FOUND, pattern="INV")])
    assert checks == ()
    assert [one.doubt for one in checked.reasons] == [Doubt.NOTHING_FOUND]


def test_a_correction_is_what_is_checked() -> None:
    (checked,), checks = check([entry("1NV", correction="INV-2045", pattern=r"INV-\d{4}", required=True)])
    assert all(one.ok for one in checks)
    assert checked.reasons == ()


@pytest.mark.timeout(60)  # unbounded, each would take years
@pytest.mark.parametrize("pattern", ["(a*)*b", "(a|aa)+$b", r"(\w+\s?)*:", "(.*)*x(.*)*y"])
def test_a_pattern_built_to_hang_ends_and_does_not_match(pattern: str) -> None:
    _, (one,) = check([entry("a" * MAX_CHECKED, pattern=pattern)])
    assert not one.ok


def test_a_text_longer_than_any_field_matches_no_pattern() -> None:
    _, (one,) = check([entry("a" * (MAX_CHECKED + 1), pattern=f"a{{{MAX_CHECKED}}}")])
    assert not one.ok


def test_sure_values_and_passed_checks_are_ok() -> None:
    assert status_of([entry("INV-1", required=True)], {}, [Check("required: number", True, "")]) is Status.OK


def test_an_optional_field_may_be_blank() -> None:
    assert status_of([entry("", Doubt.NOTHING_FOUND)], {}, []) is Status.OK


def test_a_required_field_may_not_be_blank() -> None:
    assert status_of([entry("", Doubt.NOTHING_FOUND, required=True)], {}, []) is Status.REVIEW


@pytest.mark.parametrize("doubt", [one for one in Doubt if one is not Doubt.NOTHING_FOUND])
def test_any_other_doubt_calls_for_a_look(doubt: Doubt) -> None:
    assert status_of([entry("x", doubt)], {}, []) is Status.REVIEW
    assert status_of([], {"lines": [{"price": entry("x", doubt)}]}, []) is Status.REVIEW


def test_a_blank_cell_of_a_table_is_no_doubt() -> None:
    row = {"price": entry("", Doubt.NOTHING_FOUND), "item": entry("Rope")}
    assert status_of([], {"lines": [row]}, []) is Status.OK


def test_a_failed_check_calls_for_a_look() -> None:
    assert status_of([entry("x")], {}, [FAILED]) is Status.REVIEW
