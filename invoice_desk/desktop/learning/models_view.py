"""The models of a desk: which one reads, how each reads, and the ways to another and back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.learning.comparison import model_words
from invoice_desk.desktop.review.words_label import Words
from invoice_desk.desktop.theme import SPACE, Theme
from invoice_desk.desktop.words.filling import fill, fine_percent_words
from invoice_desk.desktop.words.floor_words import what_words
from invoice_desk.workflow.digit_models import SHIPPED, DigitModelFile

_NAME = Qt.ItemDataRole.UserRole


class ModelsView(QWidget):
    """A list with three buttons. use_asked, delete_asked: a model's name; back_asked: to the one before."""

    use_asked = Signal(str)
    delete_asked = Signal(str)
    back_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._models: dict[str, DigitModelFile] = {}
        self._has_before = self._is_busy = False
        self.list = QListWidget()
        self.list.setStyleSheet("QListWidget::item { padding: 8px 6px; }")
        self.list.setAccessibleName(self.tr("Models of digits"))
        self.use = QPushButton(self.tr("&Take into use"))
        self.back = QPushButton(self.tr("&Back to the one before"))
        self.delete = QPushButton(self.tr("&Delete"))
        words = Words(is_wrapped=True)
        words.setText(self.tr("The model in use reads all invoices of this desk that are read from now on."))
        words.setProperty("muted", True)
        buttons = QHBoxLayout()
        for button in (self.use, self.back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.delete)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(words)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        self.list.currentItemChanged.connect(self._enable)
        self.use.clicked.connect(self._ask_use)
        self.back.clicked.connect(self.back_asked)
        self.delete.clicked.connect(self._ask_delete)
        for button in (self.use, self.back, self.delete):
            button.setAutoDefault(False)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self._fill(self._chosen())

    def show_models(self, models: Sequence[DigitModelFile], *, before: str | None) -> None:
        """Show the models. before: the one that read before, None where there was none."""
        self._models = {model.name: model for model in models}
        self._has_before = before is not None
        to = model_words(before) if before is not None else ""
        self.back.setToolTip(fill(self.tr("Back to: %1"), to) if to else "")
        in_use = next((model.name for model in models if model.is_in_use), SHIPPED)
        self._fill(in_use)

    def set_busy(self, *, is_busy: bool) -> None:
        """Let nothing be changed while a model learns."""
        self._is_busy = is_busy
        self._enable()

    def _fill(self, chosen: str) -> None:
        self.list.clear()
        for name, model in self._models.items():
            item = QListWidgetItem(f"{self._title(model)}\n{self._told(model)}")
            item.setData(_NAME, name)
            bad = model.problem is not None
            sign, color = ("triangle-alert", "bad") if bad else ("circle-check", "sure")
            if model.is_in_use or bad:
                item.setIcon(icon(sign, self._theme, color=getattr(self._theme, color)))
            else:
                item.setIcon(icon("layers", self._theme, color=self._theme.muted))
            self.list.addItem(item)
            if name == chosen:
                self.list.setCurrentItem(item)
        self._enable()

    def _title(self, model: DigitModelFile) -> str:
        name = model_words(model.name)
        return fill(self.tr("%1 (in use)"), name) if model.is_in_use else name

    def _told(self, model: DigitModelFile) -> str:
        """Return a line of what is known of a model."""
        if model.problem is not None:
            return fill(self.tr("Cannot be used: %1"), what_words(model.problem))
        if model.name == SHIPPED:
            return self.tr("Came with the program.")
        words = self.tr(
            "Made %1 of %2 of your numbers; yours exact %3 before, %4 after; drawn %5 before, %6 after"
        )
        before, after = model.facts.get("before"), model.facts.get("after")
        numbers = model.facts.get("numbers")
        if not (isinstance(before, dict) and isinstance(after, dict) and isinstance(numbers, dict)):
            return fill(self.tr("Made %1"), model.made)
        told = (
            *(model.made, numbers.get("learnt", "?"), _share(before, "own"), _share(after, "own")),
            *(_share(before, "shipped"), _share(after, "shipped")),
        )
        return fill(words, *told)

    def _chosen(self) -> str:
        item = self.list.currentItem()
        return str(item.data(_NAME)) if item is not None else SHIPPED

    def _enable(self) -> None:
        model = self._models.get(self._chosen())
        is_free = not self._is_busy and model is not None
        can_use = is_free and model is not None and not model.is_in_use and model.problem is None
        self.use.setEnabled(can_use)
        self.back.setEnabled(self._has_before and not self._is_busy)
        self.delete.setEnabled(is_free and model is not None and model.name != SHIPPED)

    def _ask_use(self) -> None:
        self.use_asked.emit(self._chosen())

    def _ask_delete(self) -> None:
        self.delete_asked.emit(self._chosen())


def _share(figures: dict[str, object], name: str) -> str:
    found = figures.get(name)
    if not (isinstance(found, list) and len(found) == 2 and all(isinstance(one, int) for one in found)):
        return "?"
    exact, numbers = found
    return fine_percent_words(exact / numbers) if numbers else "–"
