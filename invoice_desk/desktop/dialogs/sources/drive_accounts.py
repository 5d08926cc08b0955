"""Whose Google Drive it is: an account that is signed in, another sign-in, a service account, signing out."""

from __future__ import annotations

import webbrowser
from collections.abc import Generator
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from invoice_desk.desktop.dialogs.sources.drive_consent import Consent
from invoice_desk.desktop.dialogs.sources.drive_service import ServiceAccount
from invoice_desk.desktop.dialogs.sources.path_row import PathRow
from invoice_desk.desktop.jobs import Job, Work
from invoice_desk.desktop.sources.secret_words import kept_words
from invoice_desk.desktop.theme import SPACE
from invoice_desk.desktop.words.filling import fill
from invoice_desk.desktop.words.floor_words import problem_line
from invoice_desk.errors import DeskError, Problem, shown
from invoice_desk.intake.drive.account import Account
from invoice_desk.progress import IsStopped
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.drive_accounts import (
    AtConsent,
    OpenBrowser,
    SignedIn,
    add_service_account,
    sign_out,
    user_accounts,
)
from invoice_desk.workflow.drive_sources import ask_again, sign_in_on
from invoice_desk.workflow.sources import user_vault


class DriveAccounts(QWidget):
    """changed: another account is chosen, or none any more. open_browser: shows a page to the person."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self.vault = desk, user_vault()
        self.open_browser: OpenBrowser = webbrowser.open
        self._job: Job | None = None
        self._wanted = ""
        self.choice, self.consent, self.words = QComboBox(), Consent(), QLabel(wordWrap=True)
        self.robot = ServiceAccount()
        self.client = PathRow(self.tr("Client id of Google's console"), self.tr("JSON files (*.json)"))
        self.sign_in = QPushButton(self.tr("Sign in…"))
        self.service = QPushButton(self.tr("Service account…"))
        self.sign_out = QPushButton(self.tr("Sign out"))
        self._hint = QLabel(
            self.tr("Google knows this program by a client id; its JSON file comes from Google's console:"),
            wordWrap=True,
        )
        self._lay_out()
        self.choice.currentIndexChanged.connect(self._follow)
        self.client.changed.connect(self._follow)
        self.sign_in.clicked.connect(self.begin_sign_in)
        self.service.clicked.connect(self.robot.begin)
        self.service.clicked.connect(self._follow)
        self.robot.cancel.clicked.connect(self._follow)
        self.robot.wanted.connect(self.add_service)
        self.sign_out.clicked.connect(self._begin_sign_out)
        self.consent.cancelled.connect(self.end)
        self._show_accounts()

    @property
    def account(self) -> Account | None:
        """The account that is chosen."""
        found: Account | None = self.choice.currentData()
        return found

    def require(self, key: str, email: str) -> None:
        """Hold to an account, as of a source that is there; it may have to sign in again."""
        self._wanted = key
        self._show_accounts()
        if self.account is None:
            self.choice.setPlaceholderText(shown(email))
        self.choice.setEnabled(False)
        self.service.hide()
        self.sign_out.hide()
        self.sign_in.setText(self.tr("Sign in again…"))

    def begin_sign_in(self) -> None:
        """Open Google's page in the browser, and wait for the person."""
        client = self.client.path if self._is_client_asked else None
        desk, vault, browser = self._desk, self.vault, self.open_browser

        def work(is_stopped: IsStopped) -> Generator[object, None, None]:
            return sign_in_on(desk, vault, client, open_browser=browser, is_stopped=is_stopped)

        self.consent.begin()
        self._start(work)

    @Slot()
    def end(self) -> None:
        """Give up what runs; what it finds is no longer heard."""
        if self._job is not None:
            self._job.told.disconnect(self._hear)
            self._job.failed.disconnect(self._fail)
            self._job.ended.disconnect(self._end)
            self._job.cancel()
            self._end()

    @property
    def _is_client_asked(self) -> bool:
        client = self._desk.settings.drive_client
        return client is None or not client.is_file()

    def _lay_out(self) -> None:
        row, whole = QHBoxLayout(), QVBoxLayout(self)
        row.setSpacing(SPACE)
        self.choice.setAccessibleName(self.tr("Google account"))
        self.choice.setPlaceholderText(self.tr("Nobody is signed in"))
        row.addWidget(self.choice, 1)
        for button in (self.sign_in, self.service, self.sign_out):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.service.setToolTip(self.tr("Let a service account in by the JSON file of its key"))
        self.sign_out.setToolTip(self.tr("Forget this account, and let Google take its access back"))
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setProperty("muted", True)
        self._hint.setProperty("muted", True)
        self.setFocusProxy(self.choice)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        whole.addLayout(row)
        for one in (self._hint, self.client, self.consent, self.robot, self.words):
            whole.addWidget(one)
        self.words.hide()

    def _show_accounts(self, key: str = "") -> None:
        """Show who is signed in; choose the account with this key, or the one that is held to."""
        chosen = key or self._wanted or (self.account.key if self.account is not None else "")
        try:
            there = user_accounts(self.vault).all()
        except DeskError as error:
            there = ()
            self._say(problem_line(error.problem))
        self.choice.blockSignals(True)
        self.choice.clear()
        for one in there:
            self.choice.addItem(_called(one), one)
        keys = [one.key for one in there]
        fallback = 0 if keys and not self._wanted else -1
        self.choice.setCurrentIndex(keys.index(chosen) if chosen in keys else fallback)
        self.choice.blockSignals(False)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        is_free = self._job is None
        has_client = not self._is_client_asked or self.client.path is not None
        for one in (self._hint, self.client):  # one file is asked for at a time
            one.setVisible(self._is_client_asked and not self.robot.isVisibleTo(self))
        self.sign_in.setEnabled(is_free and has_client)
        self.service.setEnabled(is_free)
        self.robot.setEnabled(is_free)
        self.sign_out.setEnabled(is_free and self.account is not None)
        self.changed.emit()

    @Slot(object, str)
    def add_service(self, key: Path, subject: str = "") -> None:
        """Let a service account in by the file of its key, in the name of a person where one is given."""
        desk, vault = self._desk, self.vault

        def work(is_stopped: IsStopped) -> Generator[object, None, None]:
            added = add_service_account(key, desk.settings, vault, subject=subject, is_stopped=is_stopped)
            ask_again(desk, added.account)
            yield added

        self._say(self.tr("Trying the key…"))
        self._start(work)

    def _begin_sign_out(self) -> None:
        account = self.account
        if account is None:
            return
        desk, vault = self._desk, self.vault

        def work(is_stopped: IsStopped) -> Generator[object, None, None]:
            yield sign_out(account, desk.settings, vault, is_stopped=is_stopped)

        self._say(self.tr("Signing out…"))
        self._start(work)

    def _start(self, work: Work) -> None:
        self._job = job = Job(work, self)
        job.told.connect(self._hear)
        job.failed.connect(self._fail)
        job.ended.connect(self._end)
        self._follow()
        job.start()

    @Slot(object)
    def _hear(self, told: object) -> None:
        match told:
            case AtConsent():
                self.consent.show_consent(told)
                self._say("")
            case SignedIn():
                self._show_signed_in(told)
            case bool():
                self._show_accounts()
                self._say(_out_words(is_told=told))

    def _show_signed_in(self, signed: SignedIn) -> None:
        self.consent.hide()
        self.robot.hide()
        self._show_accounts(signed.account.key)
        if self._wanted and signed.account.key != self._wanted:
            self._say(
                fill(
                    self.tr("%1 is another account than this source's; sign in with that one."),
                    _called(signed.account),
                )
            )
            self._show_accounts(self._wanted)
            return
        said = fill(self.tr("%1 is signed in."), _called(signed.account))
        self._say(f"{said} {kept_words(signed.place)}")

    @Slot(object)
    def _fail(self, problem: Problem) -> None:
        self._say(problem_line(problem))

    @Slot()
    def _end(self) -> None:
        self._job = None
        self.consent.hide()
        self._follow()

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))


def _called(account: Account) -> str:
    return shown(f"{account.email} · {account.subject}" if account.subject else account.email)


def _out_words(*, is_told: bool) -> str:
    from PySide6.QtCore import QCoreApplication

    if is_told:
        return QCoreApplication.translate("DriveAccounts", "Signed out; Google has taken the access back.")
    return QCoreApplication.translate(
        "DriveAccounts",
        "Signed out, but Google could not be told: remove the access at myaccount.google.com/permissions.",
    )
