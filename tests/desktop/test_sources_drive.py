"""Google Drive in the window: signing in by a browser, picking a folder, signing in again and out."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QTreeWidgetItem
from pytestqt.qtbot import QtBot
from source_tools import adding, invoices, keep, many, open_sources, press, source_of, wait_read, window_on
from window_tools import WAIT, draw

from invoice_desk.desktop.dialogs.sources.drive_form import DriveForm
from invoice_desk.desktop.dialogs.sources.source_dialog import SourceDialog
from invoice_desk.desktop.dialogs.sources.sources_dialog import SourcesDialog
from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.desktop.sources.words import Standing
from invoice_desk.store.sources import ItemState
from invoice_desk.workflow.drive_accounts import user_accounts
from invoice_desk.workflow.settings import change_settings, settings_path
from invoice_desk.workflow.sources import user_vault
from tests.intake.drive.browser import visit
from tests.intake.drive.keys import ROBOT, make_key
from tests.intake.drive.server import DriveServer, serving
from tests.intake.drive.tokens import CLIENT, CLIENT_SECRET

pytestmark = pytest.mark.usefixtures("tessdata")
EMAIL = "booker@example.com"


@pytest.fixture
def drive() -> Iterator[DriveServer]:
    with serving() as server:
        yield server


@pytest.fixture
def client(tmp_path: Path) -> Path:
    path = tmp_path / "client.json"
    path.write_text(json.dumps({"installed": {"client_id": CLIENT, "client_secret": CLIENT_SECRET}}))
    return path


@pytest.fixture
def window(drive: DriveServer, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    at = drive.endpoints
    addresses = {"auth": at.auth, "token": at.token, "revoke": at.revoke, "api": at.api}
    settings = change_settings(settings_path(), {f"drive_{name}": one for name, one in addresses.items()})
    with window_on(qtbot, tmp_path / "desk") as opened:
        opened.session.desk.take_settings(settings)
        yield opened


class Browser:
    """A person's browser. agrees: it goes where Google sends it; else the person closes the page."""

    def __init__(self, *, agrees: bool = True) -> None:
        self.agrees, self.pages, self._threads = agrees, list[str](), list[threading.Thread]()

    def open(self, address: str) -> bool:
        self.pages.append(address)
        if self.agrees:
            self._threads.append(thread := threading.Thread(target=self._go, args=(address,)))
            thread.start()
        return True

    def _go(self, address: str) -> None:
        with suppress(OSError):
            visit(address)

    def close(self) -> None:
        for one in self._threads:
            one.join()


@pytest.fixture
def browser() -> Iterator[Browser]:
    made = Browser()
    yield made
    made.close()


def look(widget: SourceDialog | SourcesDialog, name: str) -> None:
    """Save a picture of a dialog, where whoever runs this asks for it."""
    if folder := os.environ.get("DRIVE_PICTURES"):
        widget.grab().save(f"{folder}/{name}.png")


def drive_form(
    qtbot: QtBot, window: MainWindow, browser: Browser
) -> tuple[SourcesDialog, SourceDialog, DriveForm]:
    dialog = open_sources(qtbot, window)
    asked = adding(qtbot, window, dialog, "Google Drive")
    form = asked.form
    assert isinstance(form, DriveForm)
    form.accounts.open_browser = browser.open
    return dialog, asked, form


def sign_in(qtbot: QtBot, form: DriveForm, client: Path) -> None:
    qtbot.keyClicks(form.accounts.client.line, str(client))
    press(qtbot, form.accounts.sign_in)
    qtbot.waitUntil(lambda: form.accounts.account is not None, timeout=WAIT)
    qtbot.waitUntil(form.accounts.sign_in.isEnabled, timeout=WAIT)


def children(item: QTreeWidgetItem) -> list[str]:
    return [item.child(row).text(0) for row in range(item.childCount())]


def open_item(qtbot: QtBot, form: DriveForm, item: QTreeWidgetItem) -> None:
    """Open an item of the tree by the key, and wait for what lies in it."""
    form.folders.setCurrentItem(item)
    form.folders.setFocus()
    if not item.isExpanded():
        qtbot.keyClick(form.folders, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: item.childCount() > 0, timeout=WAIT)


def top(form: DriveForm, row: int) -> QTreeWidgetItem:
    item = form.folders.topLevelItem(row)
    assert item is not None
    return item


def test_signing_in_and_picking_a_folder_brings_its_invoices(
    window: MainWindow, qtbot: QtBot, drive: DriveServer, browser: Browser, client: Path, tmp_path: Path
) -> None:
    outer = drive.shelf.folder("Papers")
    folder = drive.shelf.folder("Invoices", outer)
    drive.shelf.put("small-1.png", draw(tmp_path / "in").read_bytes(), folder, "image/png")
    _dialog, asked, form = drive_form(qtbot, window, browser)
    look(asked, "1-empty")
    assert not form.accounts.sign_in.isEnabled()
    assert not form.folders.isVisible()
    sign_in(qtbot, form, client)
    assert form.accounts.choice.currentText() == EMAIL
    assert "only you can read" in form.accounts.words.text()
    assert window.session.desk.settings.drive_client == client
    assert not form.accounts.client.isVisible()
    qtbot.waitUntil(lambda: children(top(form, 0)) == ["Papers"], timeout=WAIT)
    assert not asked.keep.isEnabled()
    papers = top(form, 0).child(0)
    assert papers is not None
    open_item(qtbot, form, papers)
    inner = papers.child(0)
    assert inner is not None
    qtbot.mouseClick(
        form.folders.viewport(),
        Qt.MouseButton.LeftButton,
        pos=form.folders.visualItemRect(inner).center(),
    )
    assert form.chosen.text() == "Chosen: Invoices"
    assert asked.name.text() == "Invoices"
    look(asked, "2-picked")
    keep(qtbot, asked)
    wait_read(qtbot, window, 1)
    assert invoices(window)[0].document.name == "small-1.png"
    assert source_of(window, "Invoices").place == f"{EMAIL}: Invoices"


def test_a_link_subfolders_and_kinds_are_as_chosen(
    window: MainWindow, qtbot: QtBot, drive: DriveServer, browser: Browser, client: Path, tmp_path: Path
) -> None:
    folder = drive.shelf.folder("Invoices")
    inner = drive.shelf.folder("2026", folder)
    drive.shelf.put("small-1.png", draw(tmp_path / "in").read_bytes(), folder, "image/png")
    drive.shelf.put("deep.png", draw(tmp_path / "in", number="N-2").read_bytes(), inner, "image/png")
    _dialog, asked, form = drive_form(qtbot, window, browser)
    sign_in(qtbot, form, client)
    qtbot.keyClicks(form.link, "nothing of that kind")
    qtbot.waitUntil(lambda: "is no link to a folder" in form.chosen.text(), timeout=WAIT)
    form.link.selectAll()
    qtbot.keyClicks(form.link, f"https://drive.google.com/drive/folders/{folder}")
    qtbot.waitUntil(lambda: form.chosen.text() == "Chosen: Invoices", timeout=WAIT)
    for box in (form.with_subfolders, *form.kinds.values()):
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
        assert not box.isChecked()
    qtbot.waitUntil(lambda: "no kind of files is chosen" in asked.wrong.text(), timeout=WAIT)
    assert not asked.keep.isEnabled()
    images = next(box for kind, box in form.kinds.items() if kind.value == "image")
    qtbot.mouseClick(images, Qt.MouseButton.LeftButton, pos=QPoint(8, images.height() // 2))
    keep(qtbot, asked)
    wait_read(qtbot, window, 1)
    assert many(window, "Invoices", ItemState.TAKEN) == 1


def test_a_page_that_was_closed_is_opened_again_copied_and_given_up(
    window: MainWindow, qtbot: QtBot, drive: DriveServer, browser: Browser, client: Path
) -> None:
    browser.agrees = False
    _dialog, asked, form = drive_form(qtbot, window, browser)
    accounts, consent = form.accounts, form.accounts.consent
    qtbot.keyClicks(accounts.client.line, str(client))
    press(qtbot, accounts.sign_in)
    qtbot.waitUntil(consent.again.isEnabled, timeout=WAIT)
    look(asked, "3-waiting")
    press(qtbot, consent.copy)
    assert QGuiApplication.clipboard().text() == consent.address.text() == browser.pages[0]
    press(qtbot, consent.cancel)
    assert not consent.isVisible()
    assert accounts.account is None
    press(qtbot, accounts.sign_in)
    qtbot.waitUntil(consent.again.isEnabled, timeout=WAIT)
    browser.agrees = True
    press(qtbot, consent.again)
    qtbot.waitUntil(lambda: accounts.account is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: not consent.isVisible(), timeout=WAIT)
    assert len(browser.pages) == 3


def test_who_refuses_is_told_so(
    window: MainWindow, qtbot: QtBot, drive: DriveServer, browser: Browser, client: Path
) -> None:
    drive.tokens.is_denied = True
    _dialog, _asked, form = drive_form(qtbot, window, browser)
    qtbot.keyClicks(form.accounts.client.line, str(client))
    press(qtbot, form.accounts.sign_in)
    qtbot.waitUntil(lambda: "refused in the browser" in form.accounts.words.text(), timeout=WAIT)
    assert form.accounts.account is None
    assert window.session.desk.settings.drive_client is None


def test_a_sign_in_that_holds_no_longer_is_made_anew_by_reconnect(
    window: MainWindow, qtbot: QtBot, drive: DriveServer, browser: Browser, client: Path, tmp_path: Path
) -> None:
    folder = drive.shelf.folder("Invoices")
    drive.shelf.put("small-1.png", draw(tmp_path / "in").read_bytes(), folder, "image/png")
    dialog, asked, form = drive_form(qtbot, window, browser)
    sign_in(qtbot, form, client)
    qtbot.keyClicks(form.link, folder)
    qtbot.waitUntil(lambda: form.chosen.text() == "Chosen: Invoices", timeout=WAIT)
    keep(qtbot, asked)
    wait_read(qtbot, window, 1)
    drive.tokens.end_consent()
    content = draw(tmp_path / "in", "small-2.png", number="N-2").read_bytes()
    drive.shelf.put("small-2.png", content, folder, "image/png")
    press(qtbot, dialog.details.buttons["sync"])

    def is_in_trouble() -> bool:
        view = dialog.chosen_view()
        return view is not None and view.standing is Standing.TROUBLE and view.needs_sign_in

    qtbot.waitUntil(is_in_trouble, timeout=WAIT)
    look(dialog, "4-trouble")
    import webbrowser

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(webbrowser, "open", browser.open)
        press(qtbot, dialog.details.buttons["reconnect"])
        assert window.sources.deeds is not None
        again = window.sources.deeds.source_dialog
        assert again is not None
        form = again.form
        assert isinstance(form, DriveForm)
        qtbot.waitUntil(lambda: f"{EMAIL} is signed in." in form.accounts.words.text(), timeout=WAIT)
    look(again, "5-again")
    keep(qtbot, again)
    wait_read(qtbot, window, 2)
    assert len(user_accounts(user_vault()).all()) == 1


def test_a_service_account_is_let_in_by_its_key_and_signed_out(
    window: MainWindow, qtbot: QtBot, drive: DriveServer, browser: Browser, tmp_path: Path
) -> None:
    key = make_key(drive, tmp_path / "key.json")
    drive.shelf.shared_drive("Office")
    _dialog, _asked, form = drive_form(qtbot, window, browser)
    robot = form.accounts.robot
    press(qtbot, form.accounts.service)
    assert not robot.add.isEnabled()
    qtbot.keyClicks(robot.key.line, str(tmp_path / "nowhere.json"))
    press(qtbot, robot.add)
    qtbot.waitUntil(lambda: "cannot be read" in form.accounts.words.text(), timeout=WAIT)
    qtbot.waitUntil(robot.isEnabled, timeout=WAIT)
    robot.key.line.selectAll()
    qtbot.keyClicks(robot.key.line, str(key))
    press(qtbot, robot.add)
    qtbot.waitUntil(lambda: form.accounts.choice.currentText() == ROBOT, timeout=WAIT)
    assert not robot.isVisible()
    qtbot.waitUntil(form.accounts.sign_out.isEnabled, timeout=WAIT)
    open_item(qtbot, form, top(form, 2))
    assert children(top(form, 2)) == ["Office"]
    press(qtbot, form.accounts.sign_out)
    qtbot.waitUntil(lambda: form.accounts.account is None, timeout=WAIT)
    assert "Signed out" in form.accounts.words.text()
    qtbot.waitUntil(lambda: form.folders.topLevelItemCount() == 0, timeout=WAIT)
    assert user_accounts(user_vault()).all() == ()


def test_a_service_account_stands_for_the_person_that_is_named(
    window: MainWindow, qtbot: QtBot, drive: DriveServer, browser: Browser, tmp_path: Path
) -> None:
    key = make_key(drive, tmp_path / "key.json")
    _dialog, asked, form = drive_form(qtbot, window, browser)
    robot = form.accounts.robot
    press(qtbot, form.accounts.service)
    qtbot.keyClicks(robot.key.line, str(key))
    press(qtbot, robot.add)
    qtbot.waitUntil(lambda: form.accounts.choice.currentText() == ROBOT, timeout=WAIT)
    qtbot.waitUntil(robot.isEnabled, timeout=WAIT)
    drive.tokens.subjects.add("boss@example.com")
    press(qtbot, form.accounts.service)
    qtbot.keyClicks(robot.subject, "boss@example.com")
    look(asked, "6-service")
    qtbot.keyClick(robot.subject, Qt.Key.Key_Return)
    both = f"{ROBOT} · boss@example.com"
    qtbot.waitUntil(lambda: form.accounts.choice.currentText() == both, timeout=WAIT)
    assert form.accounts.account is not None
    assert form.accounts.account.subject == "boss@example.com"
    asked_for = [claims.get("sub") for claims in drive.tokens.claims]  # the one before may ask once more
    assert "boss@example.com" in asked_for
    assert form.accounts.choice.count() == 2


def test_no_token_is_shown_or_kept_but_in_the_vault(
    window: MainWindow, qtbot: QtBot, drive: DriveServer, browser: Browser, client: Path, tmp_path: Path
) -> None:
    _dialog, asked, form = drive_form(qtbot, window, browser)
    sign_in(qtbot, form, client)
    secrets = {CLIENT_SECRET, *drive.tokens.given}
    seen = [one.text() for one in asked.findChildren(QLineEdit)] + [form.accounts.words.text()]
    assert not [one for one in secrets if one in "\n".join(seen)]
    vault = settings_path().with_name("secrets.json")
    for path in (*(tmp_path / "desk").rglob("*"), *vault.parent.rglob("*")):
        if path.is_file() and path != vault:
            content = path.read_bytes()
            assert not [one for one in secrets if one.encode() in content], path
