"""A sign-in that waits for a person's browser: the page's address, to be opened again or copied."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from invoice_desk.desktop.theme import SPACE
from invoice_desk.workflow.drive_accounts import AtConsent


class Consent(QFrame):
    """Hidden but while it is waited for. cancelled: the person no longer wants to sign in."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._consent: AtConsent | None = None
        self.words, self.address = QLabel(wordWrap=True), QLineEdit()
        self.address.setReadOnly(True)
        self.address.setAccessibleName(self.tr("Address of the sign-in page"))
        self.again = QPushButton(self.tr("Open the browser again"))
        self.copy = QPushButton(self.tr("Copy the address"))
        self.cancel = QPushButton(self.tr("Cancel the sign-in"))
        buttons, whole = QHBoxLayout(), QVBoxLayout(self)
        buttons.setSpacing(SPACE)
        for button in (self.again, self.copy, self.cancel):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        whole.addWidget(self.words)
        whole.addWidget(self.address)
        whole.addLayout(buttons)
        self.again.clicked.connect(self._open_again)
        self.copy.clicked.connect(self._copy)
        self.cancel.clicked.connect(self.cancelled)
        self.hide()

    def begin(self) -> None:
        """Show that the page is about to be opened."""
        self._consent = None
        self.address.clear()
        for button in (self.again, self.copy):
            button.setEnabled(False)
        self.words.setText(self.tr("Opening Google's page…"))
        self.show()

    def show_consent(self, consent: AtConsent) -> None:
        """Show that the person is to agree now."""
        self._consent = consent
        self.address.setText(consent.address)
        self.address.setCursorPosition(0)
        for button in (self.again, self.copy):
            button.setEnabled(True)
        self._say(is_open=consent.is_open)

    def _say(self, *, is_open: bool) -> None:
        if is_open:
            self.words.setText(self.tr("Waiting until you have agreed in your browser…"))
        else:
            self.words.setText(
                self.tr("No browser could be opened. Open this address in a browser of this computer:")
            )

    def _open_again(self) -> None:
        if self._consent is not None:
            self._say(is_open=self._consent.open_again())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.address.text())
        self.words.setText(self.tr("Copied. Open the address in a browser of this computer."))
        self.address.setFocus(Qt.FocusReason.OtherFocusReason)
