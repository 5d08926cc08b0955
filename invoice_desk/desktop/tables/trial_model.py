"""What was tried of a template: a row an invoice, a column a field, each value beside what is kept now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QIcon

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.review.words import check_words, sentence
from invoice_desk.desktop.theme import Theme
from invoice_desk.desktop.words.filling import fill, isolated
from invoice_desk.desktop.words.floor_words import doubt_words, problem_line
from invoice_desk.errors import shown
from invoice_desk.invoice.fields import Field
from invoice_desk.workflow.template_trial import TriedInvoice, TriedValue, Verdict

Index = QModelIndex | QPersistentModelIndex
_MAX_SHOWN = 200  # characters of a value
VERDICT_ICONS: Mapping[Verdict, tuple[str, str]] = {
    Verdict.BETTER: ("circle-check", "sure"),
    Verdict.WORSE: ("triangle-alert", "bad"),
    Verdict.DIFFERENT: ("refresh-cw", "doubt"),
    Verdict.NEW: ("plus", "muted"),
}
"""The icon of a verdict and its colour's name in the theme; what stayed the same has none."""


class TrialRole(IntEnum):
    """What a cell gives beside Qt's own roles."""

    INVOICE = Qt.ItemDataRole.UserRole + 1
    FIELD = Qt.ItemDataRole.UserRole + 2


class TrialModel(QAbstractTableModel):
    """The first column is the invoice."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fields: Sequence[Field] = ()
        self._rows: list[TriedInvoice] = []
        self._icons = {
            verdict: icon(name, theme, color=getattr(theme, color))
            for verdict, (name, color) in VERDICT_ICONS.items()
        }

    @property
    def rows(self) -> Sequence[TriedInvoice]:
        """What was tried so far."""
        return self._rows

    def begin(self, fields: Sequence[Field]) -> None:
        """Empty the table and take its columns."""
        self.beginResetModel()
        self._fields, self._rows = fields, []
        self.endResetModel()

    def add(self, tried: TriedInvoice) -> None:
        """Add a row."""
        at = len(self._rows)
        self.beginInsertRows(QModelIndex(), at, at)
        self._rows.append(tried)
        self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802 - Qt's name
        """Return how many invoices were tried."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._fields) + 1

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401, N802
        """Return a heading: the field's title."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole or way is not Qt.Orientation.Horizontal:
            return None
        if not section:
            return QCoreApplication.translate("TrialModel", "Invoice")
        return shown(self._fields[section - 1].title)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """Return what a cell shows."""
        if not index.isValid():
            return None
        tried = self._rows[index.row()]
        if role == TrialRole.INVOICE:
            return tried.id
        if not index.column():
            return self._of_invoice(tried, role)
        if role == TrialRole.FIELD:
            return self._fields[index.column() - 1].name
        value = next(
            (one for one in tried.values if one.field == self._fields[index.column() - 1].name), None
        )
        return self._of_value(value, role) if value is not None else None

    def _of_invoice(self, tried: TriedInvoice, role: int) -> Any:  # noqa: ANN401
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shown(tried.name)
            case Qt.ItemDataRole.ToolTipRole:
                return problem_line(tried.problem) if tried.problem is not None else shown(tried.name)
            case Qt.ItemDataRole.ForegroundRole:
                return self._theme.color("bad" if tried.problem is not None else "text")
            case Qt.ItemDataRole.DecorationRole if tried.problem is not None:
                return self._icons[Verdict.WORSE]
        return None

    def _of_value(self, value: TriedValue, role: int) -> QIcon | str | Any:  # noqa: ANN401
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _line(value.now)
            case Qt.ItemDataRole.DecorationRole:
                return self._icons.get(value.verdict)
            case Qt.ItemDataRole.ForegroundRole:
                return self._theme.color("bad" if value.failed else "text" if value.is_sure else "doubt")
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return value_words(value)
        return None


def value_words(value: TriedValue) -> str:
    """Say in lines what would be read, what is kept, what a person said, and why it would be doubted."""
    lines = [_verdict_words(value)]
    lines += [sentence(doubt_words(reason)) for reason in value.doubts]
    lines += [sentence(shown(check_words(check))) for check in value.failed]
    if value.person is not None and value.is_right is not None:
        right = QCoreApplication.translate("TrialModel", "A person said %1: it agrees")
        wrong = QCoreApplication.translate("TrialModel", "A person said %1: it does not agree")
        lines.append(fill(right if value.is_right else wrong, _quoted(value.person)))
    return "\n".join(lines)


def _verdict_words(value: TriedValue) -> str:
    words = {
        Verdict.SAME: QCoreApplication.translate("TrialModel", "As it is kept now: %1"),
        Verdict.BETTER: QCoreApplication.translate("TrialModel", "Better: %1, until now %2"),
        Verdict.WORSE: QCoreApplication.translate("TrialModel", "Worse: %1, until now %2"),
        Verdict.DIFFERENT: QCoreApplication.translate("TrialModel", "Different: %1, until now %2"),
        Verdict.NEW: QCoreApplication.translate("TrialModel", "New: %1"),
    }[value.verdict]
    return fill(words, _quoted(value.now), _quoted(value.before))


def _quoted(text: str) -> str:
    return isolated(_line(text)) if text else QCoreApplication.translate("TrialModel", "nothing")


def _line(text: str) -> str:
    return shown(" ".join(text[:_MAX_SHOWN].split()))
