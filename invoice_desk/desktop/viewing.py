"""What the actions do that change only what is seen. Methods are named as the actions are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from invoice_desk.desktop.canvas.look import Tool
from invoice_desk.desktop.dialogs.about import show_about
from invoice_desk.desktop.dialogs.palette import CommandPalette

if TYPE_CHECKING:
    from invoice_desk.desktop.main_window import MainWindow


class Viewing(QObject):
    """Acts on the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def undo(self) -> None:
        """Take the last step back, of regions or of values, wherever the person is."""
        self._window.undo.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self._window.undo.redo()

    def find(self) -> None:
        """Go to the search field."""
        self._window.invoices.focus_search()

    def draw(self) -> None:
        """Draw regions, or choose them."""
        is_drawing = self._window.actions_["draw"].isChecked()
        self._window.canvas.set_tool(Tool.DRAW if is_drawing else Tool.SELECT)

    def zoom_in(self) -> None:
        """Show the page larger."""
        self._window.canvas.zoom_in()

    def zoom_out(self) -> None:
        """Show the page smaller."""
        self._window.canvas.zoom_out()

    def fit_page(self) -> None:
        """Show the whole page."""
        self._window.canvas.fit_page()

    def fit_width(self) -> None:
        """Show the page as wide as there is room."""
        self._window.canvas.fit_width()

    def rotate(self) -> None:
        """Turn the page on the screen; the file and its boxes stay as they are."""
        self._window.canvas.rotate_view(1)

    def previous_page(self) -> None:
        """Go a page back."""
        self._window.page_view.turn_page(-1)

    def next_page(self) -> None:
        """Go a page on."""
        self._window.page_view.turn_page(1)

    def next_invoice(self) -> None:
        """Go to the invoice below."""
        self._window.invoices.step(1)

    def previous_invoice(self) -> None:
        """Go to the invoice above."""
        self._window.invoices.step(-1)

    def glyphs(self) -> None:
        """Show the doubtful glyphs of all invoices in review."""
        from invoice_desk.desktop.glyph_review import (
            GlyphReview,  # what it needs is loaded when it is asked for
        )

        window = self._window
        GlyphReview(window.session, window.value_editor, window.theme, window).open()

    def activity(self) -> None:
        """Show what runs in the background, what waits and what failed."""
        self._window.activity_view.open_above(self._window.status)

    def palette(self) -> None:
        """List all that can be done."""
        actions = [one for one in self._window.actions_.values() if one.isEnabled()]
        CommandPalette(actions, self._window).open()

    def about(self) -> None:
        """Say what program this is."""
        show_about(self._window)

    def quit(self) -> None:
        """Close the window, for good."""
        self._window.sources.end()
        self._window.close()
