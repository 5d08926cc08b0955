"""What is seen of the review lane: head, values with the opened one, foot, or why there are no values."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from invoice_desk.desktop.review.card import ValueCard
from invoice_desk.desktop.review.footer import Footer
from invoice_desk.desktop.review.header import Header
from invoice_desk.desktop.review.lane import Lane
from invoice_desk.desktop.review.lines import line_of, lines_of
from invoice_desk.desktop.review.no_values import NoValues
from invoice_desk.desktop.review.opening import open_value
from invoice_desk.desktop.review.value_list import ValueList
from invoice_desk.desktop.theme import Theme
from invoice_desk.values.digits import DigitFamily


class LaneView(QWidget):
    """Draws a lane as it is told to. family: the digits to show, None for as they are printed."""

    def __init__(self, lane: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self.family: DigitFamily | None = None
        self.header, self.footer, self.empty = Header(), Footer(), NoValues()
        self.card = ValueCard()
        self.list = ValueList(self.card)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.list)
        self._middle.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self._middle, 1)
        whole.addWidget(self.footer)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        for part in (self.header, self.footer, self.empty, self.card, self.list):
            part.set_theme(theme)

    def show_lane(self, pages: Mapping[int, QImage]) -> None:
        """Show all of it anew. pages: those that are there, by their index."""
        lane = self._lane
        self.header.setVisible(lane.filed is not None)
        self.footer.setVisible(lane.filed is not None)
        if lane.filed is not None:
            self.header.show_invoice(lane.filed, lane.record, lane.left)
            self.footer.show_state(lane.filed.state, lane.left, is_read=lane.record is not None)
        self._middle.setCurrentWidget(self.list if lane.values else self.empty)
        if not lane.values:
            self.empty.show_why(lane.filed)
        self.show_card(pages)

    def show_card(self, pages: Mapping[int, QImage]) -> None:
        """Show the chosen value anew, and the list around it."""
        value = self._lane.value_at(self._lane.chosen)
        if value is not None:
            self.card.show_value(open_value(self._lane, value, pages, self.family))
        self.show_lines()

    def show_typed(self) -> None:
        """Show what is typed in the line of the chosen value; all others stay."""
        value = self._lane.value_at(self._lane.chosen)
        if value is not None:
            self.list.show_line(line_of(self._lane, value, self.family))

    def show_lines(self) -> None:
        """Show the list anew; the card keeps what it holds."""
        self.list.show_lines(lines_of(self._lane, self.family), self._lane.chosen)
