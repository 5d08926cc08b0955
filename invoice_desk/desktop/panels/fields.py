"""The open invoice's template: which one, its name and version; its fields, to choose, name and remove."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from invoice_desk.desktop.templates.choice import TemplateChoice
from invoice_desk.desktop.theme import SPACE, Theme
from invoice_desk.desktop.words.closed_sets import kind_words
from invoice_desk.desktop.words.filling import fill, number_words
from invoice_desk.errors import shown
from invoice_desk.invoice.fields import Field
from invoice_desk.invoice.template import Template

_DOT = 10  # pixels
_NAME = Qt.ItemDataRole.UserRole


class FieldsPanel(QWidget):
    """Shows a template. field_chosen: a name; edit_asked: a name; delete_asked: names; renamed: the template;
    read_asked: read the invoice by it; draw_asked: draw one more region; template_chosen: the name of the
    one by which the invoice is to be read; library_asked: all templates.
    """

    field_chosen = Signal(str)
    edit_asked = Signal(str)
    delete_asked = Signal(object)
    renamed = Signal(str)
    read_asked = Signal()
    draw_asked = Signal()
    template_chosen = Signal(str)
    library_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._template: Template | None = None
        self._choice = TemplateChoice(theme)
        self._version = QLabel(wordWrap=True)
        self._version.setProperty("muted", True)
        self._name = QLineEdit(placeholderText=self.tr("Name of the template"))
        self._name.setAccessibleName(self.tr("Name of the template"))
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Fields of the template"))
        self._hint = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._hint.setProperty("muted", True)
        self._draw = QPushButton(self.tr("Draw a region"))
        self._read = QPushButton(self.tr("Read this invoice"))
        self._read.setProperty("primary", True)
        self._lay_out()
        self._connect()
        self.show_template(None)

    def show_template(self, template: Template | None) -> None:
        """Show a template's fields, keeping the chosen one chosen."""
        chosen = self._chosen()
        self._template = template
        self._choice.show_name(template.name if template is not None else "")
        fields = template.fields if template is not None else ()
        self._list.blockSignals(True)
        self._list.clear()
        for field in fields:
            self._list.addItem(self._item(field))
        self._list.blockSignals(False)
        self.choose(chosen)
        if not (self._name.hasFocus() and self._name.isModified()):
            self._name.setText(template.name if template is not None else "")
        self._name.setEnabled(template is not None)
        self._list.setVisible(bool(fields))
        self._hint.setVisible(not fields)
        self._hint.setText(self.tr("Draw a box around each value that is to be read, and name it."))
        self._read.setEnabled(bool(fields))

    def show_names(self, names: Sequence[str]) -> None:
        """Offer these templates to be chosen for the invoice."""
        self._choice.show_names(names)

    def show_standing(
        self, version: int | None, *, is_edited: bool, read_by: int | None = None, read_name: str = ""
    ) -> None:
        """Say which version is shown, None for one that is not kept yet, and whether it was changed.

        read_by: the version that read the invoice, None where it is this one; read_name: of that template,
        where it is another one.
        """
        if self._template is None:
            words = ""
        elif version is None:
            words = self.tr("A new template, kept when it reads its first invoice")
        elif is_edited:
            words = self.tr("Version %1, changed and not kept yet: reading keeps it as a new version")
        else:
            words = self.tr("Version %1")
        words = fill(words, number_words(version or 0))
        if words and read_by is not None:
            said = (
                self.tr("This invoice was read by version %1")
                if not read_name
                else self.tr("This invoice was read by version %1 of “%2”")
            )
            words = f"{words}\n{fill(said, number_words(read_by), shown(read_name))}"
        self._version.setText(words)
        self._version.setVisible(bool(words))

    def edit_name(self) -> None:
        """Let the template's name be typed."""
        self._name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._name.selectAll()

    @property
    def standing(self) -> str:
        """What is said of the version."""
        return self._version.text()

    def choose(self, name: str) -> None:
        """Mark a field as the chosen one, without saying so."""
        self._list.blockSignals(True)
        for row in range(self._list.count()):
            if self._list.item(row).data(_NAME) == name:
                self._list.setCurrentRow(row)
        self._list.blockSignals(False)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._choice.set_theme(theme)
        self.show_template(self._template)

    def _item(self, field: Field) -> QListWidgetItem:
        must = self.tr(" · must be there") if field.required else ""
        item = QListWidgetItem(
            _dot(self._theme.kinds[field.kind]), f"{field.title}\n{kind_words(field.kind)}{must}"
        )
        item.setData(_NAME, field.name)
        item.setSizeHint(QSize(0, 46))
        return item

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._draw)
        buttons.addWidget(self._read)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addLayout(self._heading())
        layout.addWidget(self._list, 1)
        layout.addWidget(self._hint, 1)
        layout.addLayout(buttons)

    def _heading(self) -> QFormLayout:
        """Return the rows that say which template it is."""
        rows = QFormLayout()
        rows.setSpacing(SPACE)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, part in ((self.tr("Read by"), self._choice), (self.tr("Name"), self._name)):
            label = QLabel(words)
            label.setProperty("muted", True)
            label.setBuddy(part)
            rows.addRow(label, part)
        rows.addRow(self._version)
        return rows

    def _connect(self) -> None:
        self._list.currentItemChanged.connect(self._say_chosen)
        self._list.itemActivated.connect(lambda item: self.edit_asked.emit(item.data(_NAME)))
        self._name.editingFinished.connect(self._say_name)
        self._draw.clicked.connect(self.draw_asked)
        self._read.clicked.connect(self.read_asked)
        self._choice.chosen.connect(self.template_chosen)
        self._choice.library_asked.connect(self.library_asked)

    def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001, N802 - Qt's
        """Delete takes the chosen field out."""
        if event.key() == Qt.Key.Key_Delete and self._chosen():
            self.delete_asked.emit((self._chosen(),))
            return
        super().keyPressEvent(event)

    def _chosen(self) -> str:
        item = self._list.currentItem()
        return str(item.data(_NAME)) if item is not None else ""

    def _say_chosen(self) -> None:
        if self._chosen():
            self.field_chosen.emit(self._chosen())

    def _say_name(self) -> None:
        """Say what was typed; who hears it shows the template again, under the name that it has then."""
        typed = self._name.text().strip()
        self._name.setModified(False)
        if self._template is None:
            return
        if typed in {"", self._template.name}:
            self._name.setText(self._template.name)
        else:
            self.renamed.emit(typed)


def _dot(color: str) -> QIcon:
    """Return a round mark in a colour."""
    pixmap = QPixmap(_DOT, _DOT)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawEllipse(0, 0, _DOT, _DOT)
    painter.end()
    mark = QIcon(pixmap)
    mark.addPixmap(pixmap, QIcon.Mode.Selected)  # else the colour, which says the kind, is tinted
    return mark
