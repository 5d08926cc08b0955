"""The chosen value, opened: its crop, its glyphs, its editor, why it is doubted, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.review.crop_view import CropView
from invoice_desk.desktop.review.editor import ValueEditor, is_rtl
from invoice_desk.desktop.review.glyph_strip import GlyphStrip
from invoice_desk.desktop.review.runner_up import keys_of, places_of, swapped
from invoice_desk.desktop.review.value_list import ICONS, color_of
from invoice_desk.desktop.review.values import Mark
from invoice_desk.desktop.review.words import in_family, meaning_of, name_of_mark
from invoice_desk.desktop.review.words_label import Words
from invoice_desk.desktop.theme import LIGHT, SPACE, Theme
from invoice_desk.desktop.words.filling import fill, isolated
from invoice_desk.desktop.words.floor_words import remedy_words, what_words
from invoice_desk.errors import Problem
from invoice_desk.invoice.reading import Glyph
from invoice_desk.invoice.record import Entry
from invoice_desk.store.corrections import Spot
from invoice_desk.values.digits import DigitFamily


@dataclass(frozen=True, slots=True)
class Opened:
    """All that the card shows of a value.

    text: what stands in the editor; crop: null where the page is not there yet, then `crop_words` says so;
    glyphs: with a picture each; doubts: why to look, in words; notes: what else is known.
    """

    spot: Spot
    entry: Entry
    mark: Mark
    text: str
    is_open: bool
    crop: QImage
    crop_words: str
    glyphs: Sequence[Glyph]
    glyph_images: Sequence[QImage]
    doubts: Sequence[str] = ()
    notes: Sequence[str] = ()
    second: str = ""
    problem: Problem | None = None
    family: DigitFamily | None = None


class ValueCard(QFrame):
    """Shows one value and says what the person does with it. resized: it needs another height."""

    edited = Signal(str)
    confirm_asked = Signal()
    withdraw_asked = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._opened: Opened | None = None
        self.setObjectName("value_card")
        self.title, self.mark_icon, self.mark_words = Words(), QLabel(), QLabel()
        self.crop, self.glyphs, self.editor = CropView(), GlyphStrip(), ValueEditor()
        self.meaning, self.doubts, self.notes, self.problem = (Words(is_wrapped=True) for _ in range(4))
        self.second = QPushButton()
        self.confirm = QPushButton(self.tr("Confirm"))
        self.withdraw = QPushButton(self.tr("Withdraw"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.mark_icon)
        head.addWidget(self.mark_words)
        foot.addWidget(self.confirm)
        foot.addWidget(self.withdraw)
        foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * SPACE, SPACE + 4, 2 * SPACE, SPACE + 6)
        whole.setSpacing(SPACE)
        whole.addLayout(head)
        for one in (self.crop, self.glyphs, self.editor, self.problem, self.meaning, self.doubts, self.notes):
            whole.addWidget(one)
        whole.addWidget(self.second, 0, Qt.AlignmentFlag.AlignLeading)
        whole.addLayout(foot)

    def _connect(self) -> None:
        self.title.setStyleSheet("font-weight: 600;")
        self.title.setMinimumWidth(60)  # a long name is cut, not the panel widened
        for button in (self.second, self.confirm, self.withdraw):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # each has its key; the editor keeps the rest
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.confirm.setToolTip(self.tr("The reading is right (Enter)"))
        self.withdraw.setToolTip(self.tr("Take your word back: the reading stands again (Alt+W)"))
        self.second.setToolTip(self.tr("Take what the second reader read (Alt+0)"))
        self.editor.edited.connect(self._note_edit)
        self.confirm.clicked.connect(self.confirm_asked)
        self.withdraw.clicked.connect(self.withdraw_asked)
        self.second.clicked.connect(self.take_second)
        self.glyphs.glyph_clicked.connect(self.swap)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self.crop.set_theme(theme)
        self.glyphs.set_theme(theme)
        self.setStyleSheet(
            f"QFrame#value_card {{ background: {theme.surface}; border: none;"
            f" border-top: 2px solid {theme.accent}; border-bottom: 1px solid {theme.border}; }}"
        )
        for label, color in ((self.problem, theme.bad), (self.doubts, theme.doubt)):
            label.setStyleSheet(f"color: {color};")
        for label in (self.meaning, self.notes):
            label.setStyleSheet(f"color: {theme.muted};")
        if self._opened is not None:
            self._show_mark(self._opened.mark)

    def forget(self) -> None:
        """Forget the value, since another invoice comes."""
        self._opened = None

    def show_value(self, opened: Opened) -> None:
        """Show a value; what the editor holds already is not typed over by the same."""
        is_same = self._opened is not None and self._opened.spot == opened.spot
        self._opened = opened
        entry = opened.entry
        self.title.setText(entry.field.title)
        self._show_mark(opened.mark)
        if not is_same or self.editor.text() != opened.text:
            self.editor.show_text(opened.text, entry.field.kind, entry.field.title)
        self.editor.set_open(is_open=opened.is_open)
        self.crop.show_crop(opened.crop, opened.crop_words, is_rtl=is_rtl(entry.shown_text))
        glyph_text = "".join(glyph.char for glyph in opened.glyphs)
        keys = keys_of(opened.glyphs)
        self.glyphs.show_glyphs(opened.glyphs, opened.glyph_images, keys, is_rtl=is_rtl(glyph_text))
        self.glyphs.setVisible(bool(opened.glyphs))
        _fill(self.doubts, opened.doubts)
        _fill(self.notes, opened.notes)
        self._show_choices(opened)
        self._show_meaning(opened.text)
        self.show_problem(opened.problem)

    def take_second(self) -> None:
        """Put in the editor what the second reader read."""
        opened = self._opened
        if opened is not None and opened.second and opened.is_open:
            self.editor.set_text(in_family(opened.second, opened.family), is_edit=True)
            self.editor.start()

    def swap_by_key(self, key: int) -> None:
        """Do as `swap` with the glyph that a key, 1 to 9, stands for."""
        index = keys_of(self._opened.glyphs).get(key) if self._opened is not None else None
        if index is not None:
            self.swap(index)

    def swap(self, index: int) -> None:
        """Put a glyph's runner-up in its place in the editor, or the glyph back."""
        opened = self._opened
        if opened is None or not opened.is_open:
            return
        text = swapped(self.editor.text(), opened.glyphs, index)
        if text is not None:
            self.editor.set_text(in_family(text, opened.family), is_edit=True)
            self.editor.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, problem: Problem | None) -> None:
        """Say why what was typed is not kept, and what to do."""
        said = [what_words(problem), remedy_words(problem)] if problem is not None else []
        _fill(self.problem, [_ended(words) for words in said if words], joint=" ")
        self.meaning.setVisible(problem is None and bool(self.meaning.text()))
        self.resized.emit()

    def _show_choices(self, opened: Opened) -> None:
        entry = opened.entry
        self.confirm.setVisible(opened.is_open and entry.is_open)
        self.withdraw.setVisible(opened.is_open and entry.is_settled)
        self.second.setVisible(bool(opened.second) and opened.is_open)
        self.second.setText(fill(self.tr("Second reader: %1   Alt+0"), isolated(opened.second)))

    def _show_mark(self, mark: Mark) -> None:
        color = color_of(mark, self._theme)
        self.mark_icon.setPixmap(icon(ICONS[mark], self._theme, color=color).pixmap(16, 16))
        self.mark_words.setText(name_of_mark(mark))
        dress = f"color: {color};"
        if self.mark_words.styleSheet() != dress:  # to parse one takes longer than all else here
            self.mark_words.setStyleSheet(dress)

    def _note_edit(self, text: str) -> None:
        self.edited.emit(text)
        self._show_meaning(text)

    def _show_meaning(self, text: str) -> None:
        if self._opened is None:
            return
        _fill(self.meaning, [meaning_of(text, self._opened.entry)] if text.strip() else [])
        places = places_of(text, self._opened.glyphs)
        self.glyphs.show_text([text[at] if at is not None else None for at in places])
        self.resized.emit()


def _fill(label: QLabel, sentences: Sequence[str], joint: str = "\n") -> None:
    said = [words for words in sentences if words]
    label.setText(joint.join(said))
    label.setVisible(bool(said))


def _ended(words: str) -> str:
    capital = words[:1].upper() + words[1:]
    return capital if capital.endswith((".", "!", "?")) else f"{capital}."
