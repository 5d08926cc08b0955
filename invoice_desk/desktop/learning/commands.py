"""What the action of digits does. Methods are named as the actions are (actions.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from invoice_desk.desktop.theme import DARK, LIGHT, Theme

if TYPE_CHECKING:
    from invoice_desk.desktop.learning.digit_training import DigitTraining
    from invoice_desk.desktop.main_window import MainWindow


class TrainingCommands(QObject):
    """Opens the dialog of digits, once."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.open_one: DigitTraining | None = None

    def training(self) -> None:
        """Show how well the digits are read, and let them be learnt."""
        if self.open_one is not None:
            self.open_one.dialog.raise_()
            self.open_one.dialog.activateWindow()
            return
        from invoice_desk.desktop.learning.digit_training import DigitTraining  # with all that learns

        theme = DARK if self._window.actions_["theme"].isChecked() else LIGHT
        self.open_one = DigitTraining(self._window.session, theme, self._window)
        self.open_one.destroyed.connect(self._forget)
        self.open_one.open()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        if self.open_one is not None:
            self.open_one.dialog.set_theme(theme)

    def close(self) -> None:
        """Close the dialog with the window, and stop what runs in it."""
        if self.open_one is not None:
            self.open_one.dialog.reject()

    def _forget(self) -> None:
        self.open_one = None
