"""How the window comes back as it was left, and how it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from invoice_desk.desktop.settings.effects import begin_with
from invoice_desk.workflow.settings import Settings

if TYPE_CHECKING:
    from invoice_desk.desktop.main_window import MainWindow

_SIZE = QSize(1440, 900)


def come_back(window: MainWindow, settings: Settings) -> None:
    """Put everything where it was; on a new desk, where it usually stands."""
    if not window.remembered.restore_window(window):
        window.resize(_SIZE)
        window.docks.arrange()
    elif window.remembered.is_of_other_direction(window):
        window.docks.mirror(window.remembered.widths())
    window.actions_["theme"].setChecked(window.theme.is_dark)
    window.results.restore(window.remembered.get("results", {}))
    window.invoices.restore(window.remembered.get("invoices", {}))
    window.template_editor.keep_drafts()
    window.templates.refresh_names()
    key = window.remembered.get("invoice")
    if isinstance(key, int):
        window.session.open_invoice(key)
    window.whereabouts.find_list()
    if isinstance(key, int):
        window.invoices.select(key)
    window.open_first()
    begin_with(window, settings)
    window.first_steps.begin()
    window.whereabouts.find_place()
    window.whereabouts.begin()
    if window.focusWidget() is None:
        window.invoices.view.setFocus()


def leave(window: MainWindow) -> None:
    """Keep what is not kept yet, stop what runs, and remember how the window was left."""
    window.results.finish()
    window.commands.keep_template()
    window.training.close()
    window.sources.close()
    window.work.close()
    models = (window.invoices.model, window.results.model)
    for asking in (*models, window.activity_view, window.templates, window.first_steps):
        asking.finish()
    window.page_view.close()
    window.strip.finish()
    window.invoices.finish()
    window.whereabouts.finish()
    window.remembered.set("invoices", window.invoices.state())
    window.remembered.finish()
