"""How many invoices a threshold would send to review: the sum, and a slider that says it in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from invoice_desk.desktop.review.values import values_of
from invoice_desk.desktop.review.words_label import Words
from invoice_desk.desktop.theme import LIGHT, SPACE, Theme
from invoice_desk.desktop.words.filling import fill, number_words, percent_words
from invoice_desk.invoice.doubts import Doubt
from invoice_desk.invoice.record import Entry, Record

_PARTS = 100  # steps of the slider from 0 to 1
_LOWEST = 50  # of them: below it no one would book anything


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides whether an invoice goes to review.

    lowest: the confidence, 0..1, of its least sure value that no person settled, 1 where there is none;
    is_doubted: whether it goes there anyway, for a failed check or another doubt than a low confidence.
    """

    lowest: float
    is_doubted: bool


def standing_of(record: Record) -> Standing:
    """Return how an invoice stands towards any threshold."""
    entries = [value.entry for value in values_of(record) if not value.entry.is_settled]
    read = [entry.reading.confidence for entry in entries if entry.reading is not None]
    has_failed = any(not check.ok for check in record.checks)
    is_doubted = has_failed or record.problem is not None or any(map(_is_doubted, entries))
    return Standing(min(read, default=1.0), is_doubted)


def sent_to_review(standings: Sequence[Standing], threshold: float) -> int:
    """Return how many of these invoices a threshold, 0..1, sends to review."""
    return sum(one.is_doubted or one.lowest < threshold for one in standings)


def _is_doubted(entry: Entry) -> bool:
    return entry.is_open and any(
        one.doubt is not Doubt.LOW_CONFIDENCE
        and (entry.field.required or one.doubt is not Doubt.NOTHING_FOUND)
        for one in entry.reasons
    )


class ThresholdStrip(QWidget):
    """A slider for the threshold. threshold_changed: it was moved, 0..1."""

    threshold_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standings: tuple[Standing, ...] = ()
        self.title, self.words = QLabel(self.tr("Threshold")), Words(is_wrapped=True)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(_LOWEST, _PARTS)
        self.slider.setPageStep(5)
        self.slider.setAccessibleName(self.tr("Values less sure than this go to review"))
        line = QHBoxLayout()
        line.setSpacing(2 * SPACE)
        line.addWidget(self.title)
        line.addWidget(self.slider, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        whole.setSpacing(SPACE // 2)
        whole.addLayout(line)
        whole.addWidget(self.words)
        self.slider.valueChanged.connect(self._move)
        self.set_theme(LIGHT)
        self.set_threshold(0.9)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.title.setStyleSheet("font-weight: 600;")
        self.words.setStyleSheet(f"color: {theme.muted};")
        self.slider.setStyleSheet(
            f"QSlider::groove:horizontal {{ height: 4px; background: {theme.border}; border-radius: 2px; }}"
            f"QSlider::sub-page:horizontal {{ background: {theme.accent}; border-radius: 2px; }}"
            f"QSlider::handle:horizontal {{ width: 16px; height: 16px; margin: -6px 0; border-radius: 8px;"
            f" background: {theme.accent}; border: 2px solid {theme.surface}; }}"
        )

    def show_standings(self, standings: Sequence[Standing]) -> None:
        """Take the invoices that it is asked about."""
        self._standings = tuple(standings)
        self._say()

    def set_threshold(self, threshold: float) -> None:
        """Put the slider to a threshold, 0..1, without a signal."""
        self.slider.blockSignals(True)
        self.slider.setValue(round(threshold * _PARTS))
        self.slider.blockSignals(False)
        self._say()

    @property
    def threshold(self) -> float:
        """Where the slider stands, 0..1."""
        return self.slider.value() / _PARTS

    def _move(self, value: int) -> None:
        self._say()
        self.threshold_changed.emit(value / _PARTS)

    def _say(self) -> None:
        if not self._standings:
            self.words.setText(self.tr("No invoice is read yet."))
            return
        sent = sent_to_review(self._standings, self.threshold)
        words = self.tr("At %1: %2 of %3 invoices would go to review.")
        threshold = percent_words(self.threshold)
        self.words.setText(fill(words, threshold, number_words(sent), number_words(len(self._standings))))
