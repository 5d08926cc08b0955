"""A service account about to be let in: the file of its key, and the person that it may stand for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from invoice_desk.desktop.dialogs.sources.path_row import PathRow
from invoice_desk.desktop.theme import SPACE


class ServiceAccount(QFrame):
    """Hidden until it is asked for. wanted: the path of a key, and whom it stands for, "" for itself."""

    wanted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = PathRow(self.tr("Key of a service account"), self.tr("JSON files (*.json)"))
        self.subject = QLineEdit()
        self.subject.setPlaceholderText(self.tr("Stands for (e-mail; empty for itself)"))
        self.subject.setAccessibleName(self.tr("E-mail of the person that it stands for"))
        self.add, self.cancel = QPushButton(self.tr("Add the account")), QPushButton(self.tr("Cancel"))
        hint = QLabel(
            self.tr(
                "The JSON file of its key. In a Google Workspace it can stand for a person, where the "
                "administrator allows it (domain-wide delegation)."
            ),
            wordWrap=True,
        )
        hint.setProperty("muted", True)
        buttons, whole = QHBoxLayout(), QVBoxLayout(self)
        buttons.setSpacing(SPACE)
        for button in (self.add, self.cancel):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        for one in (hint, self.key, self.subject):
            whole.addWidget(one)
        whole.addLayout(buttons)
        self.key.changed.connect(self._follow)
        self.add.clicked.connect(self._add)
        self.subject.returnPressed.connect(self._add)
        self.cancel.clicked.connect(self.hide)
        self._follow()
        self.hide()

    def begin(self) -> None:
        """Ask for a key and a person."""
        self.show()
        self.key.choose.setFocus()

    def _follow(self) -> None:
        self.add.setEnabled(self.key.path is not None)

    def _add(self) -> None:
        key: Path | None = self.key.path
        if key is not None:
            self.wanted.emit(key.expanduser(), self.subject.text().strip())
