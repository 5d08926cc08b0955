"""The group view: the doubtful glyphs of one class of a batch side by side; the odd one stands out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from invoice_desk.desktop.review.glyph_grid import GlyphGrid
from invoice_desk.desktop.review.glyph_groups import GroupedGlyph, MarkedGlyph, groups_of
from invoice_desk.desktop.review.words_label import Words
from invoice_desk.desktop.theme import LIGHT, SPACE, Theme
from invoice_desk.desktop.words.filling import fill, isolated, number_words
from invoice_desk.values.digits import DigitFamily


class GlyphsPanel(QWidget):
    """Shows the classes of doubtful glyphs, one at a time.

    marked: a tuple of MarkedGlyph, what the person says is another character.
    """

    marked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: dict[str, tuple[GroupedGlyph, ...]] = {}
        self._char = ""
        self.words = Words(is_wrapped=True)
        self.grid = GlyphGrid()
        self.becomes = QComboBox()
        self.mark = QPushButton()
        self.mark.setProperty("primary", True)
        self.classes = QButtonGroup(self)
        self._row = QHBoxLayout()
        self.empty = QLabel(self.tr("No glyph of these invoices is in doubt."))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self.classes.buttonClicked.connect(self._choose_button)
        self.becomes.currentIndexChanged.connect(self._choose_class)
        self.grid.toggled.connect(self._count)
        self.mark.clicked.connect(self._tell)
        self.set_theme(LIGHT)
        self.show_glyphs(())

    def _lay_out(self) -> None:
        holder, strip = QWidget(), QScrollArea()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addStretch(1)
        holder.setLayout(self._row)
        strip.setWidget(holder)
        strip.setWidgetResizable(True)
        strip.setFixedHeight(54)
        strip.setFrameShape(QScrollArea.Shape.NoFrame)
        strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        strip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._strip = strip
        foot = QHBoxLayout()
        self._foot_words = Words()
        self._foot_words.setText(self.tr("The marked ones are"))
        self.becomes.setAccessibleName(self.tr("What the marked ones are"))
        for one in (self._foot_words, self.becomes):
            foot.addWidget(one)
        foot.addStretch(1)
        foot.addWidget(self.mark)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * SPACE, SPACE + 4, 2 * SPACE, SPACE + 4)
        whole.setSpacing(SPACE)
        for part in (strip, self.words, self.grid, self.empty):
            whole.addWidget(part)
        whole.setStretchFactor(self.grid, 1)
        whole.setStretchFactor(self.empty, 1)
        whole.addLayout(foot)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.grid.set_theme(theme)
        for label in (self.words, self.empty, self._foot_words):
            label.setStyleSheet(f"color: {theme.muted};")
        self._strip.setStyleSheet(
            "QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }"
            f"QToolButton {{ border: 1px solid {theme.border}; border-radius: 8px; padding: 4px 10px;"
            f" font-size: 12pt; background: {theme.surface}; color: {theme.text}; }}"
            f"QToolButton:checked {{ background: {theme.accent}; color: {theme.on_accent};"
            f" border-color: {theme.accent}; }}"
        )

    def show_glyphs(self, glyphs: Sequence[GroupedGlyph]) -> None:
        """Show the doubtful glyphs of a batch; the class that was shown stays where it is still there."""
        self._groups = groups_of(glyphs)
        self._fill_classes()
        has_any = bool(self._groups)
        shown = (self._strip, self.words, self.grid, self._foot_words, self.becomes, self.mark)
        for part in shown:
            part.setVisible(has_any)
        self.empty.setVisible(not has_any)
        self._choose(self._char if self._char in self._groups else next(iter(self._groups), ""))

    def _fill_classes(self) -> None:
        for button in self.classes.buttons():
            self.classes.removeButton(button)
            self._row.removeWidget(button)
            button.setParent(None)
            button.deleteLater()
        for at, (char, glyphs) in enumerate(self._groups.items()):
            button = QToolButton()
            button.setText(f"{isolated(char)}  × {number_words(len(glyphs))}")
            button.setProperty("char", char)
            button.setCheckable(True)
            button.setAccessibleName(f"{char}: {number_words(len(glyphs))}")
            self.classes.addButton(button)
            self._row.insertWidget(at, button)

    def _choose_button(self, button: QToolButton) -> None:
        self._choose(str(button.property("char")))

    def _choose(self, char: str) -> None:
        self._char = char
        for button in self.classes.buttons():
            button.setChecked(button.property("char") == char)
        glyphs = self._groups.get(char, ())
        self.grid.show_glyphs(glyphs)
        self.words.setText(
            fill(self.tr("Read as “%1”. Click those that are none; the least sure come first."), char)
        )
        self._fill_becomes(char, glyphs)
        self._count()

    def _fill_becomes(self, char: str, glyphs: Sequence[GroupedGlyph]) -> None:
        """Offer each one's runner-up, then the runners-up that there are, then the digits of the family."""
        runners = dict.fromkeys(one.runner_up for one in glyphs if one.runner_up)
        family = next((one for one in DigitFamily if char in one.value), "")
        offered = dict.fromkeys([*runners, *family])
        offered.pop(char, None)
        self.becomes.blockSignals(True)
        self.becomes.clear()
        self.becomes.addItem(self.tr("their runner-up"), "")
        for other in offered:
            self.becomes.addItem(other, other)
        self.becomes.blockSignals(False)
        self.grid.choose_class("")

    def _choose_class(self, at: int) -> None:
        self.grid.choose_class(str(self.becomes.itemData(at) or ""))
        self._count()

    def _marked(self) -> tuple[MarkedGlyph, ...]:
        model = self.grid.glyphs
        glyphs = [model.glyphs[row] for row in sorted(model.marked)]
        return tuple(
            MarkedGlyph(one.invoice, one.spot, one.index, one.char, self.grid.becomes(one))
            for one in glyphs
            if self.grid.becomes(one)
        )

    def _count(self) -> None:
        marked = len(self._marked())
        self.mark.setEnabled(bool(marked))
        self.mark.setText(self.tr("Correct %n value(s)", "", marked) if marked else self.tr("None is marked"))

    def _tell(self) -> None:
        marked = self._marked()
        if marked:
            self.marked.emit(marked)
