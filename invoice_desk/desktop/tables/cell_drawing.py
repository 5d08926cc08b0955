"""What Qt is told of a cell of the results table: text, icon, colour, alignment, tooltip."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QBrush, QColor, QIcon

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.tables.cell_look import LOOK_ICONS, Cell, Look
from invoice_desk.desktop.tables.cell_text import cell_text, edited_text
from invoice_desk.desktop.tables.columns import Column, Fixed
from invoice_desk.desktop.tables.results_rows import Lines, ResultsRow
from invoice_desk.desktop.theme import Theme
from invoice_desk.desktop.words.counting import Counts
from invoice_desk.desktop.words.filling import fill, isolated
from invoice_desk.desktop.words.floor_words import problem_line
from invoice_desk.desktop.words.states import STATE_ICONS, state_word
from invoice_desk.errors import shown
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.filed import Summary
from invoice_desk.values.digits import DigitFamily

_ROLE = Qt.ItemDataRole
_TINT = 28  # of 255: how much of its colour lies behind a value that needs a look
_ENDS = frozenset({FieldKind.AMOUNT, FieldKind.NUMBER})  # aligned by their last digit


class CellDrawing:
    """Cells in the colours of a theme, with the digits of a family (None: as printed)."""

    roles = frozenset(
        {
            *(_ROLE.DisplayRole, _ROLE.EditRole, _ROLE.DecorationRole, _ROLE.BackgroundRole),
            *(_ROLE.ForegroundRole, _ROLE.TextAlignmentRole, _ROLE.ToolTipRole, _ROLE.AccessibleTextRole),
        }
    )

    def __init__(self, theme: Theme, family: DigitFamily | None = DigitFamily.LATIN) -> None:
        self.family = family
        self._theme = theme
        self._icons = {
            look: icon(name, theme, color=getattr(theme, look)) for look, name in LOOK_ICONS.items()
        }
        self._states = {
            state: icon(name, theme, color=theme.states[state]) for state, name in STATE_ICONS.items()
        }
        self._grounds = {look: self._tinted(look) for look in (Look.DOUBT, Look.BAD)}

    def heading(self, column: Column, role: int) -> Any:  # noqa: ANN401 - as Qt has it
        """Return what the heading of a column shows."""
        if role == _ROLE.DisplayRole:
            return isolated(column.title)
        if role == _ROLE.ToolTipRole and column.order is None:
            return fill(QCoreApplication.translate("Cell", "%1: cannot be sorted"), column.title)
        if role == _ROLE.TextAlignmentRole:
            return _alignment(column.kind)
        return None

    def data(self, row: ResultsRow, column: Column, role: int) -> Any:  # noqa: ANN401
        """Return what a cell shows."""
        if column.fixed is not None:
            return self._fixed(row.summary, column.fixed, role)
        cell = row.cells.get(column.key)
        if cell is not None:
            return self._value(cell, role)
        return self._lines(row.lines.get(column.key), role)

    def _fixed(self, one: Summary, which: Fixed, role: int) -> Any:  # noqa: ANN401
        match role:
            case _ROLE.DisplayRole | _ROLE.AccessibleTextRole:
                return _fixed_text(one, which)
            case _ROLE.ForegroundRole:
                return QBrush(
                    QColor(self._theme.states[one.state] if which is Fixed.STATE else self._theme.muted)
                )
            case _ROLE.DecorationRole if which is Fixed.STATE:
                return self._states[one.state]
            case _ROLE.ToolTipRole:
                return problem_line(one.problem) if one.problem is not None else _fixed_text(one, which)
        return None

    def _value(self, cell: Cell, role: int) -> Any:  # noqa: ANN401
        match role:
            case _ROLE.DisplayRole:
                return cell_text(cell.entry, self.family)
            case _ROLE.AccessibleTextRole:
                return f"{cell_text(cell.entry, self.family)}\n{cell.words}"
            case _ROLE.EditRole:
                return edited_text(cell.entry)
            case _ROLE.ToolTipRole:
                return cell.words
            case _ROLE.TextAlignmentRole:
                return _alignment(cell.entry.field.kind)
        return self._looking(cell.look, role)

    def _looking(self, look: Look, role: int) -> QBrush | QIcon | None:
        match role:
            case _ROLE.DecorationRole:
                return self._icons.get(look)
            case _ROLE.BackgroundRole:
                return self._grounds.get(look)
            case _ROLE.ForegroundRole if look is not Look.CONFIRMED:
                return QBrush(self._theme.color(look.value))
        return None

    def _lines(self, lines: Lines | None, role: int) -> Any:  # noqa: ANN401
        """Return what a table of lines shows, which is edited elsewhere."""
        if lines is None:
            return None
        if role in {_ROLE.DisplayRole, _ROLE.AccessibleTextRole}:
            return Counts().lines(lines.many)
        if lines.doubtful:
            if role == _ROLE.ToolTipRole:
                return Counts().values_to_look_at(lines.doubtful)
            return self._looking(Look.DOUBT, role)
        return QBrush(self._theme.color("muted")) if role == _ROLE.ForegroundRole else None

    def _tinted(self, look: Look) -> QBrush:
        color = self._theme.color(look.value)
        color.setAlpha(_TINT)
        return QBrush(color)


def _fixed_text(one: Summary, which: Fixed) -> str:
    match which:
        case Fixed.ID:
            return str(one.id)
        case Fixed.FILE:
            return shown(one.name)
        case Fixed.STATE:
            return state_word(one.state)
    return shown(one.template)


def _alignment(kind: FieldKind) -> int:
    side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
    start = side if kind in _ENDS else Qt.AlignmentFlag.AlignLeading
    return int(start | Qt.AlignmentFlag.AlignVCenter)
