"""A new model beside the one before it: in figures, and in a sentence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from invoice_desk.desktop.review.words_label import Words
from invoice_desk.desktop.theme import LIGHT, SPACE, Theme
from invoice_desk.desktop.words.filling import fill, fine_percent_words, number_words
from invoice_desk.training.judging import Figures
from invoice_desk.workflow.digit_models import SHIPPED
from invoice_desk.workflow.learning import Learnt, Verdict


class Comparison(QWidget):
    """Three rows of figures, before and after, and what they come to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self.verdict = Words(is_wrapped=True)
        self._cells: list[Words] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4 * SPACE)
        self._grid.setVerticalSpacing(SPACE // 2)
        self._grid.setColumnStretch(3, 1)
        self._grid.addWidget(self.verdict, 0, 0, 1, 4)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme

    def clear(self) -> None:
        """Show nothing."""
        for cell in self._cells:
            cell.deleteLater()
        self._cells = []
        self.hide()

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """What stands in the table, row by row."""
        texts = [cell.text() for cell in self._cells]
        return [tuple(texts[at : at + 3]) for at in range(0, len(texts), 3)]

    def show_learnt(self, learnt: Learnt) -> None:
        """Show what learning came to."""
        self.clear()
        self.verdict.setText(self._said(learnt))
        self.verdict.setStyleSheet("font-weight: 600;")
        before, after = learnt.before, learnt.after
        self._add("", model_words(before.model), model_words(after.model), is_head=True)
        if before.own is not None and after.own is not None:
            self._add(self.tr("Your numbers, exact"), exact_words(before.own), exact_words(after.own))
            digits = fine_percent_words(before.own.digit_share), fine_percent_words(after.own.digit_share)
            self._add(self.tr("Your numbers, digits right"), *digits)
        self._add(self.tr("Drawn numbers, exact"), exact_words(before.made), exact_words(after.made))
        off = [fine_percent_words(one.made.calibration_error) for one in (before, after)]
        self._add(self.tr("Drawn numbers, confidence off by"), *off)
        self.show()

    def _add(self, name: str, before: str, after: str, *, is_head: bool = False) -> None:
        row = len(self._cells) // 3 + 1
        for column, words in enumerate((name, before, after)):
            cell = Words()
            cell.setText(words)
            cell.setProperty("muted", is_head or column == 0)
            self._grid.addWidget(cell, row, column)
            self._cells.append(cell)

    def _said(self, learnt: Learnt) -> str:
        if learnt.verdict is Verdict.BETTER:
            return self.tr("The new model reads your numbers better. It is in use from the next invoice on.")
        if learnt.verdict is Verdict.FORGETS:
            return self.tr(
                "The new model reads the drawn numbers worse than before: it has forgotten something. "
                "It is kept aside, and the one before stays in use."
            )
        return self.tr(
            "The new model reads your numbers no better. It is kept aside, and the one before stays in use."
        )


def exact_words(figures: Figures) -> str:
    """Return how many numbers are exact."""
    words = QCoreApplication.translate("Comparison", "%1 (%2 of %3)")
    exact, numbers = number_words(figures.exact), number_words(figures.numbers)
    return fill(words, fine_percent_words(figures.share), exact, numbers)


def model_words(name: str) -> str:
    """Return what a model is called: the one that came with the program, or your first, second, ..."""
    if name == SHIPPED:
        return QCoreApplication.translate("Comparison", "Shipped model")
    return fill(QCoreApplication.translate("Comparison", "Your model %1"), name.rpartition("-")[2])
