"""How well the digits are read: three figures, the confusions, and the numbers that are read wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from invoice_desk.desktop.learning.confusion import ConfusionPicture, eastern
from invoice_desk.desktop.learning.tile import Tile
from invoice_desk.desktop.learning.wrong_list import WrongList
from invoice_desk.desktop.review.words_label import Words
from invoice_desk.desktop.theme import SPACE, Theme
from invoice_desk.desktop.words.filling import fill, fine_percent_words, number_words, percent_words
from invoice_desk.training.judging import Figures
from invoice_desk.workflow.learning import Evaluated, Gathered


class FiguresView(QWidget):
    """Shows an Evaluated: a person's own numbers or the drawn ones, as chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Evaluated | None = None
        self.own, self.made = QRadioButton(self.tr("Your numbers")), QRadioButton(self.tr("Drawn numbers"))
        self.made.setToolTip(self.tr("The same lines for everybody, so that forgetting is seen"))
        self.own.setToolTip(self.tr("Numbers that you corrected or accepted and that are never learnt from"))
        self.exact = Tile(self.tr("Exact numbers"))
        self.digits = Tile(self.tr("Digits right"))
        self.trust = Tile(self.tr("Confidence off by"))
        self.gathered = Words(is_wrapped=True)
        self.gathered.setProperty("muted", True)
        self.gathered.setText(
            self.tr("Evaluate: numbers whose text is known are read again, and what is read is compared.")
        )
        self.picture, self.wrong = ConfusionPicture(), WrongList()
        self.nothing_wrong = Words()
        group = QButtonGroup(self)
        for button in (self.own, self.made):
            group.addButton(button)
            button.toggled.connect(self._show)
        self.made.setChecked(True)
        self._lay_out()

    def _lay_out(self) -> None:
        choice, tiles, below = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for part in (self.own, self.made):
            choice.addWidget(part)
        choice.addStretch(1)
        tiles.setSpacing(SPACE)
        for tile in (self.exact, self.digits, self.trust):
            tiles.addWidget(tile, 1)
        rows, numbers = QVBoxLayout(), QVBoxLayout()
        rows.addWidget(_heading(self.tr("Printed (rows) and read (columns)")))
        rows.addWidget(self.picture)
        rows.addStretch(1)
        numbers.addWidget(_heading(self.tr("Read wrong")))
        numbers.addWidget(self.nothing_wrong)
        numbers.addWidget(self.wrong, 1)
        below.setSpacing(2 * SPACE)
        below.addLayout(rows)
        below.addLayout(numbers, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, SPACE, 0, 0)
        whole.setSpacing(SPACE)
        whole.addWidget(self.gathered)
        whole.addLayout(choice)
        whole.addLayout(tiles)
        whole.addLayout(below, 1)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.picture.set_theme(theme)
        self.wrong.set_theme(theme)

    def show_gathered(self, found: Gathered) -> None:
        """Say what the desk gives to judge by and to learn from."""
        words = self.tr(
            "On this desk: %1 numbers to learn from, %2 kept apart to judge by, %3 of them corrected. "
            "%4 left out, for their print is not certain."
        )
        counts = (found.learnt, found.checked, found.corrected, found.left_out)
        self.gathered.setText(fill(words, *map(number_words, counts)))

    def show_evaluated(self, evaluated: Evaluated) -> None:
        """Show how a model reads; a person's own numbers first, where there are any."""
        self._shown = evaluated
        self.own.setEnabled(evaluated.own is not None)
        (self.own if evaluated.own is not None else self.made).setChecked(True)
        self._show()

    def _show(self) -> None:
        if self._shown is None:
            return
        own = self._shown.own if self.own.isChecked() else None
        self._show_figures(own or self._shown.made)

    def _show_figures(self, figures: Figures) -> None:
        of = fill(self.tr("%1 of %2"), number_words(figures.exact), number_words(figures.numbers))
        self.exact.show_figure(fine_percent_words(figures.share), of)
        self.digits.show_figure(fine_percent_words(figures.digit_share, 2), self._worst(figures))
        self.trust.show_figure(
            fine_percent_words(figures.calibration_error), self.tr("between how sure and how right")
        )
        self.picture.show_figures(figures)
        self.wrong.show_wrong(figures.wrong)
        self.wrong.setVisible(bool(figures.wrong))
        self.nothing_wrong.setText("" if figures.wrong else self.tr("None: every number is read right."))
        self.nothing_wrong.setVisible(not figures.wrong)

    def _worst(self, figures: Figures) -> str:
        lowest = [(right / many, digit) for digit, (many, right) in figures.digits.items() if many]
        if not lowest or min(lowest)[0] == 1.0:
            return ""
        share, digit = min(lowest)
        return fill(self.tr("worst: %1, %2"), eastern(digit), percent_words(share))


def _heading(words: str) -> Words:
    label = Words()
    label.setText(words)
    label.setProperty("muted", True)
    label.setAlignment(label.alignment() | Qt.AlignmentFlag.AlignVCenter)
    return label
