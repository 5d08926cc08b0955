"""How often a source is asked, when it rests, and how fast it may fetch."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QLocale, QTime
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from invoice_desk.desktop.dialogs.settings.page import OneOf
from invoice_desk.desktop.theme import SPACE
from invoice_desk.desktop.words.filling import fill, number_words
from invoice_desk.workflow.sync_rhythm import Rhythm

_EVENING, _MORNING = time(22, 0), time(6, 0)
_SPEEDS = (100, 250, 500, 1000, 5000)  # kilobytes a second


class RhythmForm(QWidget):
    """Two lines: the interval with the limit of speed, and the quiet hours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.every = OneOf(
            [
                (self.tr("every 15 seconds"), 15),
                (self.tr("every minute"), 60),
                (self.tr("every 5 minutes"), 300),
                (self.tr("every 15 minutes"), 900),
                (self.tr("every hour"), 3600),
                (self.tr("every day"), 24 * 3600),
            ]
        )
        self.every.setAccessibleName(self.tr("How often"))
        speeds: list[tuple[str, object]] = [(self.tr("No limit of speed"), None)]
        self.bandwidth = OneOf(speeds + [(self._speed(many), many) for many in _SPEEDS])
        self.bandwidth.setAccessibleName(self.tr("Kilobytes a second at most"))
        self.is_quiet = QCheckBox(self.tr("Rest from"))
        self.begin, self.end = _hours(_EVENING), _hours(_MORNING)
        self.begin.setAccessibleName(self.tr("Beginning of the quiet hours"))
        self.end.setAccessibleName(self.tr("End of the quiet hours"))
        for choice, width in ((self.every, 16), (self.bandwidth, 18), (self.begin, 7), (self.end, 7)):
            choice.setMinimumContentsLength(width)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        whole.addLayout(_row(self.every, self.bandwidth))
        whole.addLayout(_row(self.is_quiet, self.begin, QLabel(self.tr("to")), self.end))
        self.is_quiet.toggled.connect(self._follow)
        self._follow(is_quiet=False)

    def show_interval(self, seconds: int) -> None:
        """Choose an interval, one that is none of those that are offered as well."""
        self.every.offer(self.tr("every %n second(s)", "", seconds), seconds)
        self.every.choose(seconds)

    def show_rhythm(self, rhythm: Rhythm) -> None:
        """Show a rhythm."""
        self.show_interval(rhythm.interval)
        if rhythm.bandwidth is not None:
            self.bandwidth.offer(self._speed(rhythm.bandwidth), rhythm.bandwidth)
        self.bandwidth.choose(rhythm.bandwidth)
        self.is_quiet.setChecked(rhythm.quiet is not None)
        if rhythm.quiet is not None:
            for choice, at in zip((self.begin, self.end), rhythm.quiet, strict=True):
                choice.offer(_clock(at), at)
                choice.choose(at)

    def rhythm(self) -> Rhythm:
        """Return what is chosen."""
        hours = (self.begin.value, self.end.value) if self.is_quiet.isChecked() else None
        chosen = {"interval": self.every.value, "quiet": hours, "bandwidth": self.bandwidth.value}
        return Rhythm.model_validate(chosen)

    def _speed(self, kilobytes: int) -> str:
        return fill(self.tr("%1 KB a second"), number_words(kilobytes))

    def _follow(self, is_quiet: bool) -> None:  # noqa: FBT001 - a signal's
        for choice in (self.begin, self.end):
            choice.setEnabled(is_quiet)


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SPACE)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return row


def _hours(usual: time) -> OneOf:
    """Return a choice of the hours of a day."""
    choice = OneOf([(_clock(at), at) for at in map(time, range(24))])
    choice.choose(usual)
    return choice


def _clock(at: time) -> str:
    return str(QLocale().toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat))
