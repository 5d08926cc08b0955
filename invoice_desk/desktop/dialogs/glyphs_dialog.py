"""The doubtful glyphs of all invoices in review side by side, and how many a threshold would send there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from invoice_desk.desktop.panels.glyphs import GlyphsPanel
from invoice_desk.desktop.review.glyph_groups import GroupedGlyph
from invoice_desk.desktop.review.threshold import Standing, ThresholdStrip
from invoice_desk.desktop.review.words_label import Words
from invoice_desk.desktop.theme import SPACE, Theme
from invoice_desk.desktop.words.filling import fill, number_words
from invoice_desk.errors import shown


class GlyphsDialog(QDialog):
    """Waits while glyphs are gathered, then shows them; `panel.marked` says what a person marked.

    threshold: that of the settings, 0..1, where the slider begins.
    """

    def __init__(self, theme: Theme, threshold: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Doubtful glyphs"))
        self.panel, self.strip = GlyphsPanel(), ThresholdStrip()
        self.words = Words(is_wrapped=True)
        self._name, self._bar = QLabel(), QProgressBar(textVisible=False)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._waiting())
        self._middle.addWidget(self.panel)
        self.panel.set_theme(theme)
        self.strip.set_theme(theme)
        self.strip.set_threshold(threshold)
        self.words.setContentsMargins(2 * SPACE, 0, 2 * SPACE, 0)
        self.words.hide()
        self._lay_out()
        self.resize(760, 600)

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.setContentsMargins(2 * SPACE, 0, 2 * SPACE, 0)
        for button in buttons.buttons():
            button.setAutoDefault(False)  # type: ignore[attr-defined]  # Enter never closes it
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, SPACE, 0, 2 * SPACE)
        whole.setSpacing(SPACE)
        whole.addWidget(self.strip)
        whole.addWidget(self._middle, 1)
        whole.addWidget(self.words)
        whole.addWidget(buttons)

    def _waiting(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.addStretch(1)
        self._bar.setFixedWidth(320)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._name.setText(self.tr("Looking through the invoices in review…"))
        for part in (self._name, self._bar):
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        return page

    def go_on(self, name: str, done: int, total: int) -> None:
        """Say how far the gathering is: `done` of `total` invoices, and which one is looked through."""
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        share = fill(self.tr("%1 of %2"), number_words(done + 1), number_words(total))
        self._name.setText(f"{share}   {shown(name)}")

    def show_gathered(self, glyphs: Sequence[GroupedGlyph], standings: Sequence[Standing]) -> None:
        """Show the glyphs that are in doubt, and take the invoices that the threshold is asked about."""
        self.strip.setVisible(bool(standings))
        self.strip.show_standings(standings)
        if not standings:
            self.panel.empty.setText(self.tr("No invoice waits for review."))
        self.panel.show_glyphs(glyphs)
        self._middle.setCurrentWidget(self.panel)

    def say(self, words: str) -> None:
        """Say what was done, or what is not shown."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
