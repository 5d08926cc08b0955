"""The sources in the window: added, synced, paused, retried and removed by real clicks."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from http_server import Fault, Server, serving
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot
from source_tools import (
    adding,
    answer,
    invoices,
    keep,
    many,
    open_sources,
    press,
    source_of,
    wait_read,
    window_on,
)
from window_tools import WAIT, draw

from invoice_desk.desktop.dialogs.sources.container_form import ContainerForm
from invoice_desk.desktop.dialogs.sources.folder_form import FolderForm
from invoice_desk.desktop.dialogs.sources.links_form import LinksForm
from invoice_desk.desktop.dialogs.sources.sources_dialog import SourcesDialog
from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.desktop.sources.words import Standing, synced_words
from invoice_desk.store.reading_lock import reading_lock
from invoice_desk.store.sources import ItemState
from invoice_desk.workflow import sources as kept
from invoice_desk.workflow.source_drafts import add_draft, container_draft, folder_draft, links_draft
from invoice_desk.workflow.sources import statuses
from invoice_desk.workflow.sync_rhythm import Rhythm

pytestmark = pytest.mark.usefixtures("tessdata")
KEY = "sv=1&sig=TOPSECRETSIGNATURE"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with window_on(qtbot, tmp_path / "desk") as opened:
        yield opened


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as served:
        yield served


def tick(qtbot: QtBot, button: QAbstractButton) -> None:
    """Click where a tick or a dot stands."""
    x = button.width() - 8 if button.isRightToLeft() else 8
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(x, button.height() // 2))
    assert button.isChecked()


def watch(qtbot: QtBot, window: MainWindow, folder: Path) -> SourcesDialog:
    """Add a watched folder by the dialog."""
    folder.mkdir(exist_ok=True)
    dialog = open_sources(qtbot, window)
    asked = adding(qtbot, window, dialog, "Watched folder")
    assert isinstance(asked.form, FolderForm)
    qtbot.keyClicks(asked.form.folder.line, str(folder))
    keep(qtbot, asked)
    qtbot.waitUntil(lambda: window.sources.syncing.is_running, timeout=WAIT)
    return dialog


def state_shown(dialog: SourcesDialog) -> Standing | None:
    view = dialog.chosen_view()
    return view.standing if view is not None else None


def wait_standing(qtbot: QtBot, dialog: SourcesDialog, standing: Standing) -> None:
    qtbot.waitUntil(lambda: state_shown(dialog) is standing, timeout=WAIT)


def test_a_file_that_is_put_into_a_watched_folder_comes_in_and_is_read(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = watch(qtbot, window, tmp_path / "Scans")
    assert source_of(window, "Scans").place == str(tmp_path / "Scans")
    wait_standing(qtbot, dialog, Standing.RESTING)
    draw(tmp_path / "Scans")
    wait_read(qtbot, window, 1)
    assert invoices(window)[0].document.name == "small-1.png"
    qtbot.waitUntil(lambda: window.invoices.model.rowCount() == 1, timeout=WAIT)
    journal = dialog.details.journal.model
    qtbot.waitUntil(lambda: journal.rowCount() == 1, timeout=WAIT)
    assert [journal.index(0, column).data() for column in range(4)] == ["small-1.png", "On the desk", "", ""]


def test_links_come_once_and_their_queries_are_seen_nowhere(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, server: Server
) -> None:
    server.served.files["/small-1.png"] = draw(tmp_path / "in").read_bytes()
    dialog = open_sources(qtbot, window)
    asked = adding(qtbot, window, dialog, "Links")
    form = asked.form
    assert isinstance(form, LinksForm)
    assert not asked.keep.isEnabled()
    qtbot.keyClicks(form.links, f"{server.base}/small-1.png?{KEY}")
    tick(qtbot, form.has_http)
    tick(qtbot, form.has_private)
    keep(qtbot, asked)
    assert "only you can read" in dialog.notice.words
    wait_read(qtbot, window, 1)
    assert "TOPSECRET" not in texts_in(dialog, tmp_path / "desk")


def texts_in(dialog: SourcesDialog, desk: Path) -> str:
    """Return what stands on the dialog, in its log, and in the files of the desk."""
    dialog.details.tabs.setCurrentWidget(dialog.details.log)
    shown = [dialog.details.log.lines.toPlainText(), dialog.details.why.text()]
    shown += [one.text() for one in dialog.findChildren(QLineEdit)]
    kept_files = [one.read_bytes().decode("latin-1") for one in desk.rglob("*") if one.is_file()]
    return "\n".join(shown + kept_files)


def test_a_container_asks_for_its_sas_again_and_goes_on(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, server: Server
) -> None:
    server.served.sas = KEY
    server.served.put("small-1.png", draw(tmp_path / "in").read_bytes())
    dialog = open_sources(qtbot, window)
    asked = adding(qtbot, window, dialog, "Azure container")
    form = asked.form
    assert isinstance(form, ContainerForm)
    form.url.setFocus()
    QGuiApplication.clipboard().setText(f"{server.container}?sig=WRONG")
    qtbot.keyClick(form.url, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert form.url.text() == server.container
    assert form.sas.text() == "sig=WRONG"
    assert "WRONG" not in form.sas.displayText()
    tick(qtbot, form.has_http)
    tick(qtbot, form.has_private)
    keep(qtbot, asked)
    wait_standing(qtbot, dialog, Standing.TROUBLE)
    reconnect = dialog.details.buttons["reconnect"]
    assert dialog.details.why.text()
    assert window.sources.sign.toolTip().startswith("invoices: ")
    press(qtbot, reconnect)
    assert window.sources.deeds is not None
    again = window.sources.deeds.source_dialog
    assert again is not None
    assert isinstance(again.form, ContainerForm)
    assert again.form.url.isReadOnly()
    assert again.form.sas.text() == ""
    qtbot.keyClicks(again.form.sas, KEY)
    keep(qtbot, again)
    wait_read(qtbot, window, 1)
    wait_standing(qtbot, dialog, Standing.RESTING)
    assert not reconnect.isVisible()
    assert "TOPSECRET" not in texts_in(dialog, tmp_path / "desk")


def test_a_form_says_what_is_wrong_and_a_try_shows_what_would_come(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = open_sources(qtbot, window)
    asked = adding(qtbot, window, dialog, "Watched folder")
    assert isinstance(asked.form, FolderForm)
    assert asked.wrong.text() == ""
    qtbot.keyClicks(asked.form.folder.line, str(tmp_path / "nowhere"))
    qtbot.waitUntil(lambda: "is no folder" in asked.wrong.text(), timeout=WAIT)
    assert not asked.keep.isEnabled()
    draw(tmp_path / "Scans")
    (tmp_path / "Scans" / "note.txt").write_text("no invoice")
    asked.form.folder.line.clear()
    qtbot.keyClicks(asked.form.folder.line, str(tmp_path / "Scans"))
    qtbot.waitUntil(asked.trying.button.isEnabled, timeout=WAIT)
    assert asked.name.text() == "Scans"
    press(qtbot, asked.trying.button)
    qtbot.waitUntil(lambda: asked.trying.files.count() == 1, timeout=WAIT)
    assert asked.trying.files.item(0).text() == "small-1.png"
    assert not invoices(window)
    assert not kept.statuses(window.session.desk)
    press(qtbot, asked.cancel)


def test_a_broken_file_is_set_aside_and_comes_once_it_is_mended_and_retried(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, server: Server
) -> None:
    server.served.files["/small-1.png"] = draw(tmp_path / "in").read_bytes()
    server.served.fail("/small-1.png", Fault.WEB_PAGE)
    link, vault = f"{server.base}/small-1.png", window.sources.syncing.vault
    allowed = {"is_http_allowed": True, "is_private_allowed": True}
    add_draft(window.session.desk, vault, "box", links_draft(link, Rhythm(), **allowed))
    dialog = open_sources(qtbot, window)
    qtbot.waitUntil(lambda: many(window, "box", ItemState.SET_ASIDE) == 1, timeout=WAIT)
    journal = dialog.details.journal
    journal.filter.setFocus()
    while journal.filter.value is not ItemState.SET_ASIDE:
        qtbot.keyClick(journal.filter, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: journal.model.rowCount() == 1, timeout=WAIT)
    assert journal.model.index(0, 3).data()
    click_row(qtbot, dialog, 0)
    server.served.faults.clear()
    press(qtbot, journal.retry)
    wait_read(qtbot, window, 1)
    qtbot.waitUntil(lambda: journal.model.rowCount() == 0, timeout=WAIT)


def click_row(qtbot: QtBot, dialog: SourcesDialog, row: int) -> None:
    table = dialog.details.journal.table
    place = table.visualRect(table.model().index(row, 0, QModelIndex())).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def add_container(window: MainWindow, server: Server, *, name: str = "box") -> None:
    add_draft(
        window.session.desk,
        window.sources.syncing.vault,
        name,
        container_draft(server.container, Rhythm(), is_http_allowed=True, is_private_allowed=True),
    )
    window.sources.syncing.look()


def test_an_invoice_is_opened_from_the_files_of_its_source(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = watch(qtbot, window, tmp_path / "Scans")
    draw(tmp_path / "Scans")
    draw(tmp_path / "Scans", "small-2.png", number="77")
    wait_read(qtbot, window, 2)
    journal = dialog.details.journal
    qtbot.waitUntil(lambda: journal.model.rowCount() == 2, timeout=WAIT)
    for row in (0, 1):
        name = journal.model.index(row, 0).data()
        click_row(qtbot, dialog, row)
        press(qtbot, journal.open)
        assert window.session.filed is not None
        assert window.session.filed.document.name == name


def test_a_paused_source_brings_nothing_until_it_is_resumed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = watch(qtbot, window, tmp_path / "Scans")
    wait_standing(qtbot, dialog, Standing.RESTING)
    pause = dialog.details.buttons["pause"]
    press(qtbot, pause)
    wait_standing(qtbot, dialog, Standing.PAUSED)
    qtbot.waitUntil(lambda: not window.sources.syncing.is_running, timeout=WAIT)
    draw(tmp_path / "Scans")
    qtbot.wait(3000)
    assert not invoices(window)
    assert pause.accessibleName() == "Resume"
    press(qtbot, pause)
    wait_read(qtbot, window, 1)


def test_a_source_is_removed_after_a_question_and_its_invoices_stay(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = watch(qtbot, window, tmp_path / "Scans")
    draw(tmp_path / "Scans")
    wait_read(qtbot, window, 1)
    press(qtbot, dialog.details.buttons["remove"])
    answer(qtbot, "Keep it")
    assert [one.name for one in kept.statuses(window.session.desk)] == ["Scans"]
    press(qtbot, dialog.details.buttons["remove"])
    answer(qtbot, "Remove")
    qtbot.waitUntil(lambda: not kept.statuses(window.session.desk), timeout=WAIT)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 0, timeout=WAIT)
    assert len(invoices(window)) == 1
    assert window.sources.sign.isHidden()


def test_sync_now_asks_at_once_whatever_the_interval_says(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, server: Server
) -> None:
    add_container(window, server)
    dialog = open_sources(qtbot, window)
    wait_standing(qtbot, dialog, Standing.RESTING)
    asked = len(server.served.asked("comp=list"))
    server.served.put("small-1.png", draw(tmp_path / "in").read_bytes())
    press(qtbot, dialog.details.buttons["sync"])
    wait_read(qtbot, window, 1)
    assert len(server.served.asked("comp=list")) == asked + 1


def test_what_is_edited_is_kept_and_its_journal_stays(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = watch(qtbot, window, tmp_path / "Scans")
    draw(tmp_path / "Scans")
    wait_read(qtbot, window, 1)
    press(qtbot, dialog.details.buttons["edit"])
    assert window.sources.deeds is not None
    asked = window.sources.deeds.source_dialog
    assert asked is not None
    assert isinstance(asked.form, FolderForm)
    (tmp_path / "taken").mkdir()
    tick(qtbot, asked.form.move_away)
    qtbot.keyClicks(asked.form.target.line, str(tmp_path / "taken"))
    keep(qtbot, asked)
    draw(tmp_path / "Scans", "small-2.png", number="77")
    qtbot.waitUntil((tmp_path / "taken" / "small-2.png").is_file, timeout=WAIT)
    wait_read(qtbot, window, 2)
    assert source_of(window, "Scans").arrived == 2


def test_a_source_is_given_another_name_and_its_invoices_with_it(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = watch(qtbot, window, tmp_path / "Scans")
    draw(tmp_path / "Scans")
    wait_read(qtbot, window, 1)
    press(qtbot, dialog.details.buttons["edit"])
    assert window.sources.deeds is not None
    asked = window.sources.deeds.source_dialog
    assert asked is not None
    asked.name.selectAll()
    qtbot.keyClick(asked.name, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "needs a name" in asked.wrong.text(), timeout=WAIT)
    assert not asked.keep.isEnabled()
    qtbot.keyClicks(asked.name, "Front desk")
    keep(qtbot, asked)
    qtbot.waitUntil(
        lambda: [one.name for one in statuses(window.session.desk)] == ["Front desk"], timeout=WAIT
    )
    draw(tmp_path / "Scans", "small-2.png", number="77")
    wait_read(qtbot, window, 2)
    assert source_of(window, "Front desk").arrived == 2
    assert {one.document.origin for one in invoices(window)} == {"Front desk"}


def test_a_window_that_closes_ends_the_sync_within_a_second(qtbot: QtBot, tmp_path: Path) -> None:
    before = set(threading.enumerate())
    with window_on(qtbot, tmp_path / "desk") as window:
        watch(qtbot, window, tmp_path / "Scans")
        wait_standing(qtbot, open_sources(qtbot, window), Standing.RESTING)
        syncing = window.sources.syncing
        begin = time.monotonic()
        syncing.close()
        assert time.monotonic() - begin < 1
        assert not syncing.is_running
        with reading_lock(window.session.desk.store.folder.sync_lock, done="tried"):
            pass
    assert not [one for one in set(threading.enumerate()) - before if one.name == "watching"]


def test_where_a_service_syncs_the_desk_the_window_says_so_and_takes_over_later(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    syncing = window.sources.syncing
    with reading_lock(window.session.desk.store.folder.sync_lock, done="its sources are being synced"):
        (tmp_path / "Scans").mkdir()
        add_draft(
            window.session.desk,
            kept.user_vault(),
            "Scans",
            folder_draft(window.session.desk, tmp_path / "Scans", Rhythm(interval=5)),
        )
        dialog = open_sources(qtbot, window)
        syncing.look()
        qtbot.waitUntil(lambda: syncing.is_elsewhere and not syncing.is_running, timeout=WAIT)
        qtbot.waitUntil(lambda: "Another program" in dialog.standing.words, timeout=WAIT)
        assert window.notices.words == ""
        assert "Another program" in window.sources.sign.toolTip()
    draw(tmp_path / "Scans")
    press(qtbot, dialog.details.buttons["sync"])
    wait_read(qtbot, window, 1)
    qtbot.waitUntil(lambda: dialog.standing.words == "", timeout=WAIT)


def test_a_sync_goes_on_at_the_next_start(qtbot: QtBot, tmp_path: Path) -> None:
    with window_on(qtbot, tmp_path / "desk") as window:
        watch(qtbot, window, tmp_path / "Scans")
    draw(tmp_path / "Scans")
    with window_on(qtbot, tmp_path / "desk") as window:
        wait_read(qtbot, window, 1)


def test_the_last_sync_is_said_as_one_would_say_it() -> None:
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert synced_words(None, now) == "never"
    assert synced_words(now - timedelta(seconds=59), now) == "just now"
    assert synced_words(now - timedelta(seconds=60), now).startswith("1 minute")
    assert synced_words(now - timedelta(minutes=59), now).startswith("59 minute")
    assert synced_words(now - timedelta(hours=2), now).startswith("2 hour")
    assert "26" in synced_words(now - timedelta(days=2), now)
