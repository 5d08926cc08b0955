"""How well the digits are read, learning from one's own corrections, and the models: one dialog."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from invoice_desk.desktop.learning.comparison import Comparison
from invoice_desk.desktop.learning.curves import Curves
from invoice_desk.desktop.learning.figures_view import FiguresView
from invoice_desk.desktop.learning.models_view import ModelsView
from invoice_desk.desktop.review.words_label import Words
from invoice_desk.desktop.theme import SPACE, Theme


class TrainingDialog(QDialog):
    """Three tabs and a foot that says what runs. Does nothing by itself.

    evaluate_asked, learn_asked, stop_asked: by its buttons.
    """

    evaluate_asked = Signal()
    learn_asked = Signal()
    stop_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Digits: how well they are read"))
        self.figures, self.curves, self.comparison = FiguresView(), Curves(), Comparison()
        self.models = ModelsView(theme)
        self.evaluate = QPushButton(self.tr("&Evaluate"))
        self.learn = QPushButton(self.tr("&Learn from my corrections"))
        self.stop = QPushButton(self.tr("&Stop"))
        self.close_button = QPushButton(self.tr("&Close"))
        self.words = Words(is_wrapped=True)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.tabs = QTabWidget()
        self.tabs.addTab(self._evaluating(), self.tr("How they are read"))
        self.tabs.addTab(self._learning(), self.tr("Learning"))
        self.tabs.addTab(self.models, self.tr("Models"))
        self.tabs.setAccessibleName(self.windowTitle())
        self._lay_out()
        self.set_theme(theme)
        self.show_rest()
        self.resize(940, 700)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        for part in (self.figures, self.curves, self.comparison, self.models):
            part.set_theme(theme)

    def show_running(self, words: str, done: int, total: int) -> None:
        """Say what runs and how far it is; 0 of 0 where that is not known."""
        self.words.setText(words)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self._set_running(is_running=True)

    def show_rest(self, words: str = "") -> None:
        """Say that nothing runs, and what came of it."""
        self.words.setText(words)
        self._set_running(is_running=False)

    def refuse(self, words: str) -> None:
        """Say why nothing can be evaluated or learnt here."""
        self.show_rest(words)
        self.evaluate.setEnabled(False)
        self.learn.setEnabled(False)

    def _set_running(self, *, is_running: bool) -> None:
        self.bar.setVisible(is_running)
        self.stop.setVisible(is_running)
        self.evaluate.setEnabled(not is_running)
        self.learn.setEnabled(not is_running)
        self.models.set_busy(is_busy=is_running)

    def _evaluating(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.addWidget(self.figures, 1)
        layout.addLayout(_row(self.evaluate))
        return page

    def _learning(self) -> QWidget:
        page, words = QWidget(), Words(is_wrapped=True)
        words.setText(
            self.tr(
                "The model in use goes on learning from the numbers that you corrected, confirmed or "
                "accepted, and rehearses drawn ones so that it forgets nothing. It takes minutes and can "
                "be stopped; invoices are read meanwhile, more slowly. A quarter of your invoices is never "
                "learnt from: by them the new model is judged, and it is taken into use only if it is better."
            )
        )
        words.setProperty("muted", True)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 2 * SPACE, 0, 0)
        layout.setSpacing(2 * SPACE)
        layout.addWidget(words)
        layout.addWidget(self.curves, 1)
        layout.addWidget(self.comparison)
        layout.addLayout(_row(self.learn))
        return page

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addWidget(self.words, 1)
        self.bar.setFixedWidth(220)
        foot.addWidget(self.bar)
        foot.addWidget(self.stop)
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(2 * SPACE)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(foot)
        self.learn.setProperty("primary", True)
        for button in (self.evaluate, self.learn, self.stop, self.close_button):
            button.setAutoDefault(False)
        self.evaluate.clicked.connect(self.evaluate_asked)
        self.learn.clicked.connect(self.learn_asked)
        self.stop.clicked.connect(self.stop_asked)
        self.close_button.clicked.connect(self.reject)


def _row(button: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(button)
    return row
