"""The dialog of all settings: written at once on OK or Apply, all or none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from invoice_desk.desktop.dialogs.settings.general import GeneralPage
from invoice_desk.desktop.dialogs.settings.page import Page
from invoice_desk.desktop.dialogs.settings.reading import ReadingPage
from invoice_desk.desktop.dialogs.settings.shortcuts import ShortcutsPage
from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.notices import Notices
from invoice_desk.desktop.settings.effects import chosen_theme
from invoice_desk.desktop.settings.preferences import Preferences, differences
from invoice_desk.desktop.theme import SPACE, Theme
from invoice_desk.errors import DeskError, Problem
from invoice_desk.workflow.settings import Settings

_Button = QDialogButtonBox.StandardButton
_ICONS = ("contrast", "scan", "keyboard")


class SettingsDialog(QDialog):
    """Pages on one side, what they hold on the other. desk_asked: the person wants another desk."""

    desk_asked = Signal()

    def __init__(
        self,
        preferences: Preferences,
        actions: Mapping[str, QAction],
        folder: Path,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Settings"))
        self._preferences = preferences
        self.general, self.reading = GeneralPage(folder), ReadingPage()
        self.shortcuts = ShortcutsPage(actions)
        self.notices = Notices(theme)
        self.names, self._pages = QListWidget(), QStackedWidget()
        titles = (self.tr("General"), self.tr("Reading"), self.tr("Shortcuts"))
        for title, page in zip(titles, self.pages, strict=True):
            self._add(page, title)
        self._dress(theme)
        self.buttons = QDialogButtonBox(_Button.Ok | _Button.Cancel | _Button.Apply | _Button.RestoreDefaults)
        self._lay_out()
        self._connect()
        self._show(preferences.settings)
        self.names.setCurrentRow(0)

    @property
    def pages(self) -> tuple[Page, ...]:
        """All pages, in their order."""
        return self.general, self.reading, self.shortcuts

    def apply(self) -> bool:
        """Write what was changed; where that cannot be, say why and return False. Then nothing is changed."""
        words = next((page.problem() for page in self.pages if page.problem()), "")
        if words:
            self.notices.show_problem(Problem("BadSetting", words))
            return False
        before = self._preferences.settings
        chosen = {name: value for page in self.pages for name, value in page.chosen().items()}
        try:
            self._preferences.change(differences(before, before.model_copy(update=chosen)))
        except DeskError as error:
            self.notices.show_problem(error.problem)
            return False
        self.notices.hide()
        return True

    def accept(self) -> None:
        """Close where all is written."""
        if self.apply():
            super().accept()

    def _show(self, settings: Settings) -> None:
        for page in self.pages:
            page.show_settings(settings)

    def _add(self, page: Page, title: str) -> None:
        self.names.addItem(QListWidgetItem(title))
        if page is self.shortcuts:
            self._pages.addWidget(page)  # its table scrolls by itself
            return
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setStyleSheet(
            "QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }"
        )
        area.setWidget(page)
        area.setAccessibleName(title)
        self._pages.addWidget(area)

    def _lay_out(self) -> None:
        self.names.setAccessibleName(self.tr("Pages of the settings"))
        self.names.setFixedWidth(170)
        self.names.setIconSize(QSize(18, 18))
        self.names.setStyleSheet(
            "QListWidget { border-radius: 8px; padding: 4px; } QListWidget::item { padding: 8px; }"
        )
        self.buttons.button(_Button.RestoreDefaults).setText(self.tr("Reset to defaults"))
        self.buttons.button(_Button.RestoreDefaults).setToolTip(
            self.tr("Show the defaults on all pages; nothing is written before OK or Apply")
        )
        middle = QHBoxLayout()
        middle.setSpacing(SPACE)
        middle.addWidget(self.names)
        middle.addWidget(self._pages, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        whole.setSpacing(2 * SPACE)
        whole.addLayout(middle, 1)
        whole.addWidget(self.notices)
        whole.addWidget(self.buttons)
        self.resize(800, 620)

    def _connect(self) -> None:
        self.names.currentRowChanged.connect(self._pages.setCurrentIndex)
        self.general.desk_asked.connect(self._ask_desk)
        self._preferences.changed.connect(self._take)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.buttons.button(_Button.Apply).clicked.connect(self.apply)
        self.buttons.button(_Button.RestoreDefaults).clicked.connect(self._show_defaults)

    def _dress(self, theme: Theme) -> None:
        self.notices.set_theme(theme)
        for page in self.pages:
            page.set_theme(theme)
        for row, name in enumerate(_ICONS):
            self.names.item(row).setIcon(icon(name, theme))

    def _take(self, _before: Settings, after: Settings) -> None:
        self._dress(chosen_theme(after.theme))

    def _show_defaults(self) -> None:
        self._show(Settings())

    def _ask_desk(self) -> None:
        self.reject()
        self.desk_asked.emit()
