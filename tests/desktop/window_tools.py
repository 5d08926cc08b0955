"""A window on a desk of its own for the tests, and what they wait for."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot
from small_invoices import draw_invoice, small_template

from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.desktop.panels.invoices import InvoicesPanel
from invoice_desk.desktop.panels.results import ResultsPanel
from invoice_desk.desktop.place.remembered import Remembered
from invoice_desk.desktop.theme import LIGHT
from invoice_desk.invoice.fields import Role
from invoice_desk.invoice.template import Template
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.settings import Settings

WAIT = 60_000  # milliseconds at most for what runs in the background
ROLES = {"number": Role.INVOICE_NUMBER, "date": Role.ISSUE_DATE, "total": Role.TOTAL}


def small(name: str = "small") -> Template:
    """Return the template of the small invoice with its fields' roles."""
    drawn = small_template(name=name)
    fields = [field.model_copy(update={"role": ROLES[field.name]}) for field in drawn.fields]
    return drawn.model_copy(update={"fields": tuple(fields)})


def open_window(folder: Path) -> MainWindow:
    """Return a window on the desk in a folder."""
    desk = Desk.open(folder, Settings(), who="Amal")
    return MainWindow(desk, LIGHT, Remembered(folder / "window.json"))


def draw(folder: Path, name: str = "small-1.png", **values: str) -> Path:
    """Write a small invoice."""
    folder.mkdir(exist_ok=True)
    return draw_invoice(folder / name, **values)


def settled(qtbot: QtBot, *panels: InvoicesPanel | ResultsPanel) -> None:
    """Wait until panels show what the desk answers."""
    qtbot.waitUntil(lambda: not any(panel.model.is_asking for panel in panels), timeout=WAIT)
