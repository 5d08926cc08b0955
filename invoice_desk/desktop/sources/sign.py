"""The sign of the sources in the status bar: calm while all is well, another colour where one is not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QToolButton, QWidget

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.sources.words import SourceView, Standing, detail_words, standing_words
from invoice_desk.desktop.theme import Theme
from invoice_desk.desktop.words.filling import fill
from invoice_desk.errors import shown

_ICON = QSize(15, 15)


class SourceSign(QToolButton):
    """A click shows the sources. It is hidden where the desk has none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._views: Sequence[SourceView] = ()
        self._elsewhere = self._is_held = False
        self.setIconSize(_ICON)
        self.setAutoRaise(True)
        self.setAccessibleName(self.tr("Sources"))
        self.hide()

    def show_sources(
        self, views: Sequence[SourceView], *, is_elsewhere: bool = False, is_held: bool = False
    ) -> None:
        """Show how all of them stand together."""
        self._views, self._elsewhere, self._is_held = views, is_elsewhere, is_held
        self.setVisible(bool(views))
        name, color, words = self._sign()
        self.setIcon(icon(name, self._theme, color=getattr(self._theme, color)))
        self.setToolTip(words)
        self.setAccessibleDescription(words)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.show_sources(self._views, is_elsewhere=self._elsewhere, is_held=self._is_held)

    def _sign(self) -> tuple[str, str, str]:
        """Return an icon, a colour and words: what needs a person first, then what runs."""
        troubled = [one for one in self._views if one.standing is Standing.TROUBLE]
        if troubled:
            return "triangle-alert", "doubt", "\n".join(_line(one) for one in troubled)
        running = [one for one in self._views if one.standing is Standing.SYNCING]
        if running:
            return "refresh-cw", "accent", _line(running[0])
        if self._elsewhere:
            return "cloud", "muted", self.tr("Another program syncs the sources of this desk.")
        if self._is_held or not any(one.status.is_active for one in self._views):
            return "pause", "muted", self.tr("The sources are paused.")
        return "cloud", "muted", self.tr("Sources: all up to date")


def _line(view: SourceView) -> str:
    """Return what is said of one source."""
    words = fill("%1: %2", shown(view.status.name), standing_words(view))
    detail = detail_words(view)
    return f"{words}\n{detail}" if detail else words
