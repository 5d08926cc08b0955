"""Questions asked beside the window: the latest counts, and nothing is told to who is gone."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from invoice_desk.desktop.asking import Asking
from invoice_desk.errors import BadDesk


def heard(asking: Asking) -> list[tuple[object, object]]:
    """Return a list that fills with what is answered."""
    told: list[tuple[object, object]] = []
    asking.answered.connect(lambda subject, answer: told.append((subject, answer)))
    return told


def test_the_answer_to_an_earlier_question_on_another_subject_is_void(qtbot: QtBot) -> None:
    asking, go_on = Asking(), threading.Event()
    told = heard(asking)
    asking.ask("first", lambda: go_on.wait(10))
    asking.ask("second", lambda: 2)
    asking.ask("third", lambda: 3)
    go_on.set()
    with qtbot.waitSignal(asking.rested):
        pass
    assert told == [("third", 3)]


def test_an_earlier_answer_on_the_same_subject_is_shown(qtbot: QtBot) -> None:
    asking, go_on = Asking(), threading.Event()
    told = heard(asking)
    asking.ask("list", lambda: go_on.wait(10))
    asking.ask("list", lambda: 2)
    go_on.set()
    with qtbot.waitSignal(asking.rested):
        pass
    assert told == [("list", True), ("list", 2)]


def test_it_is_asked_off_the_screens_thread(qtbot: QtBot) -> None:
    asking = Asking()
    told = heard(asking)
    with qtbot.waitSignal(asking.rested):
        asking.ask("thread", threading.get_ident)
    assert told[0][1] != threading.get_ident()


def test_what_goes_wrong_is_told_and_the_next_question_is_asked(qtbot: QtBot) -> None:
    asking = Asking()
    told = heard(asking)

    def fail() -> object:
        raise BadDesk("is broken")

    with qtbot.waitSignal(asking.failed) as failed:
        asking.ask("desk", fail)
    assert failed.args[0].what == "is broken"
    asking.ask("desk", lambda: 1)
    qtbot.waitUntil(lambda: told == [("desk", 1)])


def test_nothing_is_told_after_the_end(qtbot: QtBot) -> None:
    asking, go_on = Asking(), threading.Event()
    told = heard(asking)
    asking.ask("list", lambda: go_on.wait(0.2))
    asking.ask("list", lambda: 2)
    asking.close()
    asking.ask("list", lambda: 3)
    qtbot.wait(50)
    assert told == []
    assert not asking.is_open


def test_one_that_is_forgotten_while_it_asks_ends_nothing(qtbot: QtBot) -> None:
    go_on, is_asked = threading.Event(), threading.Event()

    def slow() -> object:
        is_asked.set()
        return go_on.wait(10)

    asking = Asking()
    asking.ask("list", slow)
    qtbot.waitUntil(is_asked.is_set)
    del asking  # its thread would end the whole program if it went with it
    go_on.set()
    qtbot.wait(100)
