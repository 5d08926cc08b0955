"""How often a source is asked, when it rests, and how fast it may fetch."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSpinBox, QTimeEdit, QWidget

from invoice_desk.desktop.dialogs.settings.page import OneOf
from invoice_desk.desktop.theme import SPACE, Theme
from invoice_desk.workflow.sync_rhythm import Rhythm

_EVENING, _MORNING = time(22, 0), time(6, 0)


class RhythmForm(QWidget):
    """Two lines: the interval with the limit of speed, and the quiet hours. changed: something is other."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
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
        self.every.setMinimumContentsLength(16)
        self.every.set_theme(theme)
        self.every.setAccessibleName(self.tr("How often"))
        self.bandwidth = QSpinBox(minimum=0, maximum=1_000_000, singleStep=100)
        self.bandwidth.setSpecialValueText(self.tr("No limit of speed"))
        self.bandwidth.setSuffix(self.tr(" KB a second"))
        self.bandwidth.setAccessibleName(self.tr("Kilobytes a second at most"))
        self.is_quiet = QCheckBox(self.tr("Rest from"))
        self.begin, self.end = _hours(_EVENING), _hours(_MORNING)
        self.begin.setAccessibleName(self.tr("Beginning of the quiet hours"))
        self.end.setAccessibleName(self.tr("End of the quiet hours"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for part in (self.every, self.bandwidth, self.is_quiet, self.begin, QLabel(self.tr("to")), self.end):
            layout.addWidget(part)
        layout.addStretch(1)
        self.is_quiet.toggled.connect(self._follow)
        self._follow(is_quiet=False)

    def show_interval(self, seconds: int) -> None:
        """Choose an interval, one that is none of those that are offered as well."""
        self.every.offer(self.tr("every %n second(s)", "", seconds), seconds)
        self.every.choose(seconds)

    def show_rhythm(self, rhythm: Rhythm) -> None:
        """Show a rhythm."""
        self.show_interval(rhythm.interval)
        self.bandwidth.setValue(rhythm.bandwidth or 0)
        self.is_quiet.setChecked(rhythm.quiet is not None)
        if rhythm.quiet is not None:
            for edit, at in zip((self.begin, self.end), rhythm.quiet, strict=True):
                edit.setTime(QTime(at.hour, at.minute))

    def rhythm(self) -> Rhythm:
        """Return what is chosen."""
        hours = (_time_of(self.begin), _time_of(self.end)) if self.is_quiet.isChecked() else None
        seconds = self.every.value
        return Rhythm(
            interval=seconds if isinstance(seconds, int) else 300,
            quiet=hours,
            bandwidth=self.bandwidth.value() or None,
        )

    def _follow(self, is_quiet: bool) -> None:  # noqa: FBT001 - a signal's
        for edit in (self.begin, self.end):
            edit.setEnabled(is_quiet)


def _hours(at: time) -> QTimeEdit:
    edit = QTimeEdit(QTime(at.hour, at.minute))
    edit.setDisplayFormat("HH:mm")
    return edit


def _time_of(edit: QTimeEdit) -> time:
    at = edit.time()
    return time(at.hour(), at.minute())
