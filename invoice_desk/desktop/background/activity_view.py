"""What runs in the background, in full: invoices that are read, that wait, and that failed, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from invoice_desk.desktop.asking import Asking
from invoice_desk.desktop.background.activity import Activity
from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.theme import SPACE, Theme
from invoice_desk.desktop.words.filling import fill, number_words
from invoice_desk.desktop.words.floor_words import remedy_words, what_words
from invoice_desk.errors import Problem, shown
from invoice_desk.invoice.filed import State, Summary
from invoice_desk.store.searching import Filter, find
from invoice_desk.workflow.desk import Desk

_WIDTH, _HEIGHT, _NAME = 420, 420, 240  # pixels; the last of an invoice's name
_BAR = QSize(120, 6)  # of one invoice
_MOST = 50  # failed invoices that are shown
_ROWS = 4  # invoices that are read at once and shown


class ActivityView(QFrame):
    """A small window above the status bar; a click beside it closes it.

    pause_asked, stop_asked: of what runs; read_asked: numbers of invoices that failed; chosen: one of them.
    """

    pause_asked = Signal()
    stop_asked = Signal()
    read_asked = Signal(tuple)
    chosen = Signal(int)
    problem = Signal(object)

    def __init__(self, activity: Activity, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._activity, self._desk, self._theme = activity, desk, theme
        self.setProperty("card", True)
        self.setAccessibleName(self.tr("What runs in the background"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Esc closes it where nothing runs
        self.heading, self.sums = QLabel(), QLabel()
        self.bar = QProgressBar(textVisible=False)
        self.pause, self.stop = QPushButton(), QPushButton(self.tr("Stop"))
        self.again = QPushButton(self.tr("Read all again"))
        self.failed_title = QLabel()
        self.names = [QLabel() for _ in range(_ROWS)]
        self.bars = [QProgressBar(textVisible=False, maximum=100) for _ in range(_ROWS)]
        self.failed: tuple[Summary, ...] = ()
        self._asking = Asking(self)
        self._lay_out()
        self._asking.answered.connect(self._show_failed)
        self._asking.failed.connect(self.problem)
        self.pause.clicked.connect(self.pause_asked)
        self.stop.clicked.connect(self.stop_asked)
        self.again.clicked.connect(self._read_all)
        activity.changed.connect(self._show_going)

    def open_above(self, bar: QWidget) -> None:
        """Open above the status bar, at the side where the language begins."""
        self.resize(_WIDTH, _HEIGHT)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = bar.width() - _WIDTH - SPACE if is_mirrored else SPACE
        self.move(bar.mapToGlobal(QPoint(x, -_HEIGHT - SPACE // 2)))
        self._show_going()
        self.refresh()
        self.show()
        buttons = (self.pause, self.again)
        first = next((one for one in buttons if one.isVisible()), self)
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def refresh(self) -> None:
        """Ask the desk which invoices failed."""
        desk = self._desk

        def ask() -> tuple[Summary, ...]:
            with desk.reading() as connection:
                return tuple(find(connection, Filter(states=frozenset({State.FAILED})), limit=_MOST))

        self._asking.ask(State.FAILED, ask)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self._show_failed(None, self.failed)

    def finish(self) -> None:
        """Wait for what is being asked."""
        self._asking.close()

    def _lay_out(self) -> None:
        self.heading.setStyleSheet("font-weight: 600; font-size: 12pt;")
        for muted in (self.sums, *self.names):
            muted.setProperty("muted", True)
        self.failed_title.setStyleSheet("font-weight: 600;")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        whole.setSpacing(SPACE)
        whole.addLayout(_line(self.heading, None, self.pause, self.stop))
        whole.addWidget(self.sums)
        self.bar.setFixedHeight(_BAR.height())
        whole.addWidget(self.bar)
        for name, bar in zip(self.names, self.bars, strict=True):
            bar.setFixedSize(_BAR)
            whole.addLayout(_line(name, None, bar))
        whole.addLayout(_line(self.failed_title, None, self.again))
        self._list, inside = QWidget(), QScrollArea(widgetResizable=True)
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACE)
        inside.setAccessibleName(self.tr("Invoices that failed"))
        inside.setFrameShape(QFrame.Shape.NoFrame)
        inside.setStyleSheet("background: transparent;")
        inside.setWidget(self._list)
        whole.addWidget(inside, stretch=1)

    def _show_going(self) -> None:
        activity = self._activity
        is_running = bool(activity.words) or activity.is_paused
        self.heading.setText(activity.words or self.tr("Nothing runs"))
        if activity.is_paused:
            self.heading.setText(self.tr("Paused"))
        self.pause.setText(self.tr("Go on") if activity.is_paused else self.tr("Pause"))
        self.pause.setVisible(is_running)
        self.stop.setVisible(bool(activity.words) and not activity.is_paused)
        words = fill(self.tr("%1 of %2"), number_words(activity.done), number_words(activity.total))
        waiting = self.tr("%n invoice(s) wait", "", activity.waiting)
        self.sums.setText(f"{words} · {waiting}" if activity.total else waiting)
        self.sums.setVisible(is_running)
        self.bar.setRange(0, activity.total if activity.total or activity.is_paused else 0)
        self.bar.setValue(activity.done)
        self.bar.setVisible(is_running)
        going = [*activity.going[:_ROWS], *[None] * _ROWS][:_ROWS]
        for one, name, bar in zip(going, self.names, self.bars, strict=True):
            name.setVisible(one is not None)
            bar.setVisible(one is not None)
            if one is not None:
                name.setText(self._fitting(one.name))
                bar.setValue(round(100 * one.share))

    def _fitting(self, name: str) -> str:
        return self.fontMetrics().elidedText(shown(name), Qt.TextElideMode.ElideMiddle, _NAME)

    def _show_failed(self, _asked: object, failed: Sequence[Summary]) -> None:
        self.failed = tuple(failed)
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for one in failed:
            self._rows.addWidget(self._row(one))
        self._rows.addStretch()
        self.failed_title.setText(
            self.tr("%n invoice(s) failed", "", len(failed)) if failed else self.tr("No invoice failed")
        )
        self.again.setVisible(bool(failed))

    def _row(self, one: Summary) -> QWidget:
        """Return what is said of an invoice that failed, with a button to read it again."""
        row = QFrame()
        name, reason, remedy = QLabel(shown(one.name)), QLabel(), QLabel()
        name.setStyleSheet(f"font-weight: 600; color: {self._theme.bad};")
        problem = one.problem or Problem("", "")
        remedy.setProperty("muted", True)
        for label, words in ((reason, what_words(problem)), (remedy, remedy_words(problem))):
            label.setText(words)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setVisible(bool(words))
        again = QToolButton()
        again.setIcon(icon("refresh-cw", self._theme))
        again.setIconSize(QSize(16, 16))
        words = fill(self.tr("Read %1 again"), shown(one.name))
        again.setToolTip(words)
        again.setAccessibleName(words)
        again.clicked.connect(lambda: self.read_asked.emit((one.id,)))
        show = QToolButton()
        show.setIcon(icon("eye", self._theme))
        show.setIconSize(QSize(16, 16))
        words = fill(self.tr("Show %1"), shown(one.name))
        show.setToolTip(words)
        show.setAccessibleName(words)
        show.clicked.connect(lambda: self.chosen.emit(one.id))
        inside = QVBoxLayout(row)
        inside.setContentsMargins(0, 0, SPACE, 0)
        inside.setSpacing(2)
        inside.addLayout(_line(name, None, show, again))
        inside.addWidget(reason)
        inside.addWidget(remedy)
        return row

    def _read_all(self) -> None:
        self.read_asked.emit(tuple(one.id for one in self.failed))


def _line(*parts: QWidget | None) -> QHBoxLayout:
    """Return these beside each other; None is where the room goes."""
    line = QHBoxLayout()
    line.setSpacing(SPACE)
    for part in parts:
        if part is None:
            line.addStretch()
        else:
            line.addWidget(part)
    return line
