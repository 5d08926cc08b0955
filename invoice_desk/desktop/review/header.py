"""The head of the lane: which invoice this is, how it stands, and what is wrong with it as a whole."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from invoice_desk.desktop.review.words import check_words, left_words, name_of_state, sentence
from invoice_desk.desktop.review.words_label import Words
from invoice_desk.desktop.theme import LIGHT, SPACE, Theme
from invoice_desk.desktop.words.floor_words import duplicate_words
from invoice_desk.errors import shown
from invoice_desk.invoice.filed import Filed, State
from invoice_desk.invoice.record import Record

translate = QCoreApplication.translate  # lupdate finds texts by this name


class Header(QFrame):
    """Says all that concerns the whole invoice.

    link_followed: the id of the invoice that this one repeats; check_chosen: the name of a field.
    """

    link_followed = Signal(int)
    check_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._filed: Filed | None = None
        self._record: Record | None = None
        self._left = 0
        self.setObjectName("review_head")
        self.name, self.state, self.template = Words(), QLabel(), Words()
        self.left, self.duplicate, self.checks = QLabel(), Words(is_wrapped=True), Words(is_wrapped=True)
        self.state.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for label in (self.name, self.template):
            label.setMinimumWidth(60)
        for label in (self.duplicate, self.checks):
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.LinksAccessibleByMouse
                | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            )
            label.linkActivated.connect(self._follow)
        self._lay_out()

    def _lay_out(self) -> None:
        top, under = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(SPACE)
        top.addWidget(self.name, 1)
        top.addWidget(self.state)
        under.addWidget(self.template, 1)
        under.addWidget(self.left)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * SPACE, SPACE + 4, 2 * SPACE, SPACE + 4)
        whole.setSpacing(6)
        for part in (top, under):
            whole.addLayout(part)
        for label in (self.duplicate, self.checks):
            whole.addWidget(label)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self.setStyleSheet(
            f"QFrame#review_head {{ background: {theme.surface}; border: none;"
            f" border-bottom: 1px solid {theme.border}; }}"
        )
        self.name.setStyleSheet("font-size: 12pt; font-weight: 600;")
        self.template.setStyleSheet(f"color: {theme.muted};")
        if self._filed is not None:
            self.show_invoice(self._filed, self._record, self._left)

    def show_invoice(self, filed: Filed, record: Record | None, left: int) -> None:
        """Show an invoice. left: how many of its values are to be looked at."""
        self._filed, self._record, self._left = filed, record, left
        theme = self._theme
        self.name.setToolTip(shown(filed.document.name))
        self.state.setText(name_of_state(filed.state))
        color = theme.states[filed.state]
        self.state.setStyleSheet(
            f"color: {color}; border: 1px solid {color}; border-radius: 9px; padding: 1px 9px;"
            " font-weight: 600; font-size: 9pt;"
        )
        is_asked = filed.state is State.REVIEW
        self.left.setText(left_words(left) if is_asked else "")
        self.left.setStyleSheet(f"color: {theme.doubt if left else theme.sure}; font-weight: 600;")
        self._show_duplicate(filed)
        self._show_checks(record)
        self._fit_names()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Shorten the names to the width."""
        super().resizeEvent(event)
        self._fit_names()

    def _fit_names(self) -> None:
        if self._filed is None:
            return
        room = self.width() - 5 * SPACE
        name = shown(self._filed.document.name)
        template = self._filed.template or translate("review", "No template")
        names = (self.name, name, self.state), (self.template, template, self.left)
        for label, words, beside in names:
            wide = max(60, room - beside.sizeHint().width())
            mode = Qt.TextElideMode.ElideMiddle if label is self.name else Qt.TextElideMode.ElideRight
            label.setText(label.fontMetrics().elidedText(words, mode, wide))

    def _show_duplicate(self, filed: Filed) -> None:
        self.duplicate.setVisible(filed.duplicate is not None)
        if filed.duplicate is not None:
            words = escape(sentence(duplicate_words(filed.duplicate)))
            first = translate("review", "Show the first one")
            link = self._link(f"invoice:{filed.duplicate.of}", first, self._theme.accent)
            self.duplicate.setText(f"{words}. {link}")

    def _show_checks(self, record: Record | None) -> None:
        failed = [check for check in record.checks if not check.ok] if record is not None else []
        self.checks.setVisible(bool(failed))
        lines = []
        for check in failed:
            words = check_words(check)
            fields = check.fields
            lines.append(
                self._link(f"field:{fields[0]}", words, self._theme.bad) if fields else self._plain(words)
            )
        self.checks.setText("<br>".join(lines))

    def _plain(self, words: str) -> str:
        return f'<span style="color: {self._theme.bad}">{escape(words)}</span>'

    def _link(self, target: str, words: str, color: str) -> str:
        return f'<a href="{escape(target)}" style="color: {color}; text-decoration: none">{escape(words)}</a>'

    def _follow(self, target: str) -> None:
        kind, _, rest = target.partition(":")
        if kind == "invoice":
            self.link_followed.emit(int(rest))
        else:
            self.check_chosen.emit(rest)
