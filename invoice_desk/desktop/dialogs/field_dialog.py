"""Names a region and says what it holds: right after it was drawn, or later."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from invoice_desk.desktop.regions.usual_fields import LANGUAGES, USUAL
from invoice_desk.desktop.words.closed_sets import kind_words, language_words, role_words
from invoice_desk.desktop.words.floor_words import told
from invoice_desk.invoice.fields import Field, FieldKind, Role

_EDITABLE = [kind for kind in FieldKind if kind is not FieldKind.TABLE]


class FieldDialog(QDialog):
    """Asks for name, kind, role, languages and whether the field must be there."""

    def __init__(self, field: Field, taken: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Field"))
        self._field, self._taken = field, set(taken) - {field.name}
        self._title = QLineEdit(field.label or ("" if field.name.startswith("field") else field.name))
        self._kind, self._role = QComboBox(), QComboBox()
        self._languages = [QCheckBox(language_words(one)) for one in LANGUAGES]
        self._required = QCheckBox(self.tr("Must be there"))
        self._problem = QLabel()
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._fill()
        self._lay_out()
        self._title.textEdited.connect(self._follow_name)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._title.setFocus()
        self._title.selectAll()

    def field(self) -> Field:
        """Return the field as it was typed."""
        title = self._title.text().strip()
        names = {words.casefold(): one.name for one in USUAL for words in (one.title, str(one.words))}
        wanted = names.get(title.casefold(), title) or self._field.name
        name, number = wanted, 1
        while name in self._taken:
            number += 1
            name = f"{wanted}_{number}"
        spoken = tuple(one for one, box in zip(LANGUAGES, self._languages, strict=True) if box.isChecked())
        others = tuple(one for one in self._field.languages if one not in LANGUAGES)
        changes = {
            "name": name,
            "label": title,
            "kind": self._kind.currentData(),
            "role": self._role.currentData(),
            "languages": (*spoken, *others) or self._field.languages,
            "required": self._required.isChecked(),
        }
        data = self._field.model_dump(exclude_defaults=False) | changes
        return Field.model_validate(data)

    def accept(self) -> None:
        """Close where what was typed is a field, else say why it is none."""
        try:
            self.field()
        except ValidationError as error:
            reason = error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
            self._problem.setText(told(reason))
            return
        super().accept()

    def _fill(self) -> None:
        kinds = [self._field.kind] if self._field.kind is FieldKind.TABLE else _EDITABLE
        for kind in kinds:
            self._kind.addItem(kind_words(kind), kind)
        for role in Role:
            self._role.addItem(role_words(role), role)
        self._kind.setCurrentIndex(self._kind.findData(self._field.kind))
        self._role.setCurrentIndex(self._role.findData(self._field.role))
        for language, box in zip(LANGUAGES, self._languages, strict=True):
            box.setChecked(language in self._field.languages)
        self._required.setChecked(self._field.required)
        completer = QCompleter([one.title for one in USUAL], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._title.setCompleter(completer)
        self._title.setPlaceholderText(self.tr("Total, invoice number, ..."))

    def _lay_out(self) -> None:
        languages = QHBoxLayout()
        for box in self._languages:
            languages.addWidget(box)
        languages.addStretch()
        form = QFormLayout()
        form.setSpacing(10)
        form.addRow(self.tr("&Name"), self._title)
        form.addRow(self.tr("&Kind"), self._kind)
        form.addRow(self.tr("&Role"), self._role)
        form.addRow(self.tr("Languages"), languages)
        form.addRow("", self._required)
        self._problem.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addLayout(form)
        layout.addWidget(self._problem)
        layout.addWidget(self._buttons)
        self.setMinimumWidth(380)

    def _follow_name(self, title: str) -> None:
        """Take kind and role of a usual field whose name is typed."""
        typed = title.strip().casefold()
        usual = next(
            (one for one in USUAL if typed in {one.title.casefold(), str(one.words).casefold()}), None
        )
        if usual is not None and self._field.kind is not FieldKind.TABLE:
            self._kind.setCurrentIndex(self._kind.findData(usual.kind))
            self._role.setCurrentIndex(self._role.findData(usual.role))
