"""What the settings do to a window that is open, at its start and at each change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from invoice_desk.desktop.settings.shortcuts import apply_keys
from invoice_desk.desktop.theme import DARK, LIGHT, Theme, system_theme
from invoice_desk.desktop.words.shown_digits import family_in_review, family_in_table
from invoice_desk.workflow.settings import Settings, ShownDigits, ThemeChoice

if TYPE_CHECKING:
    from invoice_desk.desktop.main_window import MainWindow


def begin_with(window: MainWindow, settings: Settings) -> None:
    """Give a new window its keys and digits; it was built in its language and colours."""
    apply_keys(window.actions_, settings.shortcuts)
    _show_digits(window, settings.digits)


def take_effect(window: MainWindow, before: Settings, after: Settings) -> None:
    """Change what is seen; what is read by the settings takes them at the next reading."""
    if after.theme != before.theme:
        window.set_theme(chosen_theme(after.theme))
    if after.digits != before.digits:
        _show_digits(window, after.digits)
    if after.shortcuts != before.shortcuts:
        apply_keys(window.actions_, after.shortcuts)
    if after.language != before.language:
        window.desk_asked.emit(window.session.desk.store.folder.root)


def chosen_theme(choice: ThemeChoice) -> Theme:
    """Return the colours that the person chose, else those of the system."""
    application = QApplication.instance()
    if choice is ThemeChoice.SYSTEM and isinstance(application, QApplication):
        return system_theme(application)
    return DARK if choice is ThemeChoice.DARK else LIGHT


def _show_digits(window: MainWindow, digits: ShownDigits) -> None:
    window.review.set_digit_family(family_in_review(digits))
    window.results.set_digits(family_in_table(digits))
    window.invoices.set_digits(family_in_review(digits))
