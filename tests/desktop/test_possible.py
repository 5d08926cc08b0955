"""A command that would do nothing is grey, and no longer as soon as it can be done."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot
from window_tools import WAIT, draw, open_window

from invoice_desk.invoice.geometry import Box

OF_AN_INVOICE = {"read", "accept", "report", "history", "delete", "draw"}


def test_commands_are_grey_while_they_would_do_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(tmp_path / "desk")
    qtbot.addWidget(window)
    window.show()
    actions = window.actions_

    def possible(*names: str) -> set[str]:
        return {name for name in names if actions[name].isEnabled()}

    assert possible(*OF_AN_INVOICE, "undo", "redo") == set()
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        window.commands.add([draw(tmp_path / "in")])
    qtbot.waitUntil(lambda: window.page_view.is_shown, timeout=WAIT)
    assert possible(*OF_AN_INVOICE, "undo", "redo", "not_duplicate") == OF_AN_INVOICE
    window.canvas.region_drawn.emit(Box(230, 128, 620, 178))
    assert possible("undo", "redo") == {"undo"}
    actions["undo"].trigger()
    assert possible("undo", "redo") == {"redo"}
    actions["delete"].trigger()
    qtbot.waitUntil(lambda: window.session.filed is None, timeout=WAIT)
    assert possible(*OF_AN_INVOICE, "undo", "redo") == set()
    window.close()
    window.session.desk.close()
