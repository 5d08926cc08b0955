"""One source in full: where it asks, how it stands and why, what came of it, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from invoice_desk.desktop.dialogs.sources.journal_view import JournalView
from invoice_desk.desktop.dialogs.sources.log_view import LogView
from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.sources.words import (
    STANDING_COLORS,
    STANDING_ICONS,
    SourceView,
    Standing,
    beside_icon,
    detail_words,
    kind_words,
    standing_words,
    synced_words,
)
from invoice_desk.desktop.theme import SPACE, Theme
from invoice_desk.desktop.words.filling import number_words
from invoice_desk.errors import shown
from invoice_desk.store.sources import ItemState

_COUNTED = (ItemState.TAKEN, ItemState.WAITING, ItemState.SET_ASIDE, ItemState.PASSED_OVER)


class SourceDetails(QWidget):
    """asked: what is to be done with the source: sync, pause, resume, retry, reconnect, edit, remove."""

    asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: SourceView | None = None
        self._name, self._place = QLabel(), QLabel(wordWrap=True)
        self._mark, self.state, self.why = QLabel(), QLabel(), QLabel(wordWrap=True)
        self._bar = QProgressBar(textVisible=False)
        self._counts = {state: QLabel() for state in _COUNTED}
        self._synced = QLabel()
        self.buttons = {
            "sync": self._button("sync", self.tr("Sync now")),
            "pause": self._button("pause", self.tr("Pause")),
            "retry": self._button("retry", self.tr("Retry what was set aside")),
            "reconnect": self._button("reconnect", self.tr("Reconnect…")),
            "edit": self._button("edit", self.tr("Edit…")),
            "remove": self._button("remove", self.tr("Remove…")),
        }
        self.journal, self.log, self.tabs = JournalView(theme), LogView(), QTabWidget()
        self._lay_out()
        self.set_theme(theme)

    def show_source(self, view: SourceView) -> None:
        """Show how a source stands."""
        self._view = view
        status = view.status
        self._name.setText(shown(status.name))
        self._place.setText(f"{kind_words(status.kind)} · {shown(status.place)}")
        color = getattr(self._theme, STANDING_COLORS[view.standing])
        mark = icon(STANDING_ICONS[view.standing], self._theme, color=color)
        self._mark.setPixmap(mark.pixmap(16, 16))
        self.state.setText(standing_words(view))
        self.state.setStyleSheet(f"color: {color}; font-weight: 600;")
        why = detail_words(view)
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self._show_progress(view)
        for state, label in self._counts.items():
            label.setText(number_words(view.many(state)))
        self._synced.setText(synced_words(status.synced))
        self._follow(view)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for name, drawn in (
            ("sync", "refresh-cw"),
            ("retry", "rotate-cw"),
            ("edit", "pencil"),
            ("remove", "trash-2"),
        ):
            self.buttons[name].setIcon(icon(drawn, theme))
        self.buttons["reconnect"].setIcon(icon("link", theme, color=theme.on_accent))
        self.journal.set_theme(theme)
        if self._view is not None:
            self.show_source(self._view)

    def _show_progress(self, view: SourceView) -> None:
        self._bar.setVisible(view.standing is Standing.SYNCING)
        if view.progress is not None:
            self._bar.setRange(0, view.progress.total)  # 0, 0 shows that something runs
            self._bar.setValue(view.progress.done)

    def _follow(self, view: SourceView) -> None:
        """Offer what can be done."""
        is_active = view.status.is_active
        pause = self.buttons["pause"]
        words = self.tr("Pause") if is_active else self.tr("Resume")
        pause.setText(beside_icon(words))
        pause.setAccessibleName(words)
        pause.setIcon(icon("pause" if is_active else "play", self._theme))
        self.buttons["sync"].setEnabled(is_active and view.standing is not Standing.SYNCING)
        self.buttons["retry"].setEnabled(view.many(ItemState.SET_ASIDE) > 0)
        self.buttons["reconnect"].setVisible(view.needs_sign_in)

    def _button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(beside_icon(words))
        button.setAccessibleName(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.setProperty("primary", name == "reconnect")
        button.clicked.connect(lambda: self._ask(name))
        return button

    def _ask(self, name: str) -> None:
        if name == "pause" and self._view is not None and not self._view.status.is_active:
            name = "resume"
        self.asked.emit(name)

    def _lay_out(self) -> None:
        self._name.setProperty("heading", True)
        self._place.setProperty("muted", True)
        for label in (self._name, self._place, self.state, self.why):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setMinimumWidth(1)
        for label in (self._place, self.why):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setFixedHeight(6)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        whole.addWidget(self._name)
        whole.addWidget(self._place)
        state = QHBoxLayout()
        state.setSpacing(6)
        state.addWidget(self._mark)
        state.addWidget(self.state, 1)
        whole.addLayout(state)
        whole.addWidget(self.why)
        whole.addWidget(self._bar)
        whole.addLayout(self._facts())
        whole.addLayout(self._row_of_buttons())
        self.tabs.addTab(self.journal, self.tr("Files"))
        self.tabs.addTab(self.log, self.tr("Log"))
        whole.addWidget(self.tabs, 1)

    def _facts(self) -> QGridLayout:
        """Lay out the counts and the time of the last sync, each below its title."""
        facts = QGridLayout()
        facts.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        facts.setHorizontalSpacing(3 * SPACE)
        facts.setVerticalSpacing(0)
        titles = (
            self.tr("On the desk"),
            self.tr("Waiting"),
            self.tr("Set aside"),
            self.tr("Passed over"),
            self.tr("Last sync"),
        )
        for column, (title, label) in enumerate(zip(titles, self._fact_labels(), strict=True)):
            above = QLabel(title)
            above.setProperty("muted", True)
            label.setStyleSheet("font-size: 13pt; font-weight: 600;")
            label.setAccessibleName(title)
            facts.addWidget(label, 0, column)
            facts.addWidget(above, 1, column)
        facts.setColumnStretch(len(titles), 1)
        return facts

    def _fact_labels(self) -> tuple[QLabel, ...]:
        return (*self._counts.values(), self._synced)

    def _row_of_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for name in ("reconnect", "sync", "pause", "retry", "edit"):
            row.addWidget(self.buttons[name])
        row.addStretch(1)
        row.addWidget(self.buttons["remove"])
        for button in self.buttons.values():
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        return row
