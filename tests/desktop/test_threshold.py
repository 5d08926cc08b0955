"""The threshold: how many invoices it sends to review, in numbers and in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from reviewed_invoices import LOW, entry_of, record_of

from invoice_desk.desktop.review.threshold import Standing, ThresholdStrip, sent_to_review, standing_of
from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.record import Check, Correction

BATCH = (Standing(0.99, False), Standing(0.85, False), Standing(0.95, True), Standing(0.7, False))


@pytest.mark.parametrize(("threshold", "sent"), [(0.5, 1), (0.8, 2), (0.9, 3), (0.99, 3), (1.0, 4)])
def test_a_threshold_sends_what_lies_below_it_and_what_is_doubted_anyway(threshold: float, sent: int) -> None:
    assert sent_to_review(BATCH, threshold) == sent


def test_the_least_sure_value_counts_and_what_a_person_settled_does_not() -> None:
    low = entry_of("total", FieldKind.AMOUNT, "1.00", LOW, confidence=0.63)
    fair = entry_of("number", FieldKind.IDENTIFIER, "X-1", confidence=0.9)
    assert standing_of(record_of(low, fair)) == Standing(0.63, False)
    said = replace(low, correction=Correction("2.00", None, "Amal", datetime.now(UTC)))
    assert standing_of(record_of(said, fair)) == Standing(0.9, False)


def test_a_failed_check_or_another_doubt_goes_to_review_at_any_threshold() -> None:
    one = entry_of("total", FieldKind.AMOUNT, "1.00", Reason(Doubt.SEVERAL_VALUES, "1"))
    assert standing_of(record_of(one)).is_doubted
    sure = entry_of("total", FieldKind.AMOUNT, "1.00")
    assert standing_of(record_of(sure, checks=[Check("sum", ok=False, message="no")])).is_doubted
    blank = replace(entry_of("due", FieldKind.DATE, "1.1.2026"), reading=None, value=None)
    assert standing_of(record_of(replace(blank, reasons=(Reason(Doubt.NOTHING_FOUND),)))) == Standing(
        1, False
    )


def test_the_slider_says_it_in_words(qtbot: QtBot) -> None:
    strip = ThresholdStrip()
    qtbot.addWidget(strip)
    assert strip.words.text() == "No invoice is read yet."
    strip.show_standings(BATCH)
    assert strip.words.text() == "At 90%: 3 of 4 invoices would go to review."
    with qtbot.waitSignal(strip.threshold_changed) as moved:
        QTest.keyClick(strip.slider, Qt.Key.Key_PageDown)
    assert moved.args == [0.85]
    assert strip.words.text() == "At 85%: 2 of 4 invoices would go to review."
