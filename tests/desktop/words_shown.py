"""Everything that a person reads in a window: walked for texts that no translation could reach."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QCoreApplication, QObject, Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDockWidget,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QTabBar,
    QTableView,
    QWidget,
)

OPEN, CLOSE = "⟦", "⟧"


class Marking(QTranslator):
    """Puts every text that the files of words know between two marks, and Qt's own but the names of keys.

    What is asked for in a context that lupdate did not find it in stays without: on a person's screen it
    would stay in English.
    """

    def __init__(self, known: set[tuple[str, str]], parent: QObject) -> None:
        super().__init__(parent)
        self._known = known

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's
        return False

    def translate(self, context: str, source: str, _note: str | None = None, _many: int = -1) -> str | None:
        is_known = (context, source) in self._known or (context[:1] == "Q" and context != "QShortcut")
        return f"{OPEN}{source}{CLOSE}" if is_known else None


def known_texts(words: ET.ElementTree[ET.Element]) -> set[tuple[str, str]]:
    """Return the context and the English text of each message of a file of words."""
    return {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in words.iter("context")
        for message in context.iter("message")
    }


def unmarked(texts: Iterator[tuple[str, str]], data: set[str]) -> list[tuple[str, str]]:
    """Return where a text with a letter stands that is not between the marks, and is none of `data`."""
    return [(where, text) for where, text in texts if _has_words(_rest(text, data))]


def _rest(text: str, data: set[str]) -> str:
    """Return what of a text is outside the marks and not from the desk."""
    rest, depth = "", 0
    for char in text:
        depth += char == OPEN
        rest += char if not depth else ""
        depth -= char == CLOSE
    for known in sorted(data, key=len, reverse=True):
        rest = rest.replace(known, "")
    return rest


def _has_words(text: str) -> bool:
    return any(char.isalpha() for char in text)


def texts_of(root: QWidget) -> Iterator[tuple[str, str]]:
    """Give every text of a window with where it stands: of widgets, actions, headings and lists."""
    for widget in [root, *root.findChildren(QWidget)]:
        name = f"{type(widget).__name__} {widget.objectName()}".strip()
        yield from ((f"{name}: {what}", text) for what, text in _texts_of_widget(widget) if text)
    for action in root.findChildren(QAction):
        if not action.isSeparator():
            where = f"action {action.objectName()}"
            yield from (
                (where, text) for text in (action.text(), action.toolTip(), action.iconText()) if text
            )


def _texts_of_widget(widget: QWidget) -> Iterator[tuple[str, str]]:
    yield "tooltip", widget.toolTip()
    yield "name", widget.accessibleName()
    yield "description", widget.accessibleDescription()
    yield "title", widget.windowTitle() if widget.isWindow() or isinstance(widget, QDockWidget) else ""
    match widget:
        case QLabel() | QAbstractButton():
            yield "text", widget.text()
        case QLineEdit():
            yield "placeholder", widget.placeholderText()
        case QGroupBox() | QMenu():
            yield "title", widget.title()
        case QComboBox():
            yield from (("item", widget.itemText(at)) for at in range(widget.count()))
        case QTabBar():
            yield from (("tab", widget.tabText(at)) for at in range(widget.count()))
        case QHeaderView():
            pass
        case QTableView():
            yield from _headings(widget.model())
        case QListWidget():
            yield from (("item", widget.item(at).text()) for at in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and not isinstance(widget, (QHeaderView, QListWidget)):
        yield from _cells(widget.model())


def _headings(model: QAbstractItemModel | None) -> Iterator[tuple[str, str]]:
    for at in range(model.columnCount() if isinstance(model, QAbstractTableModel) else 0):
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            yield "heading", str(model.headerData(at, Qt.Orientation.Horizontal, role) or "")


def _cells(model: QAbstractItemModel | None) -> Iterator[tuple[str, str]]:
    """Give what the cells of a model show and say; most of it is from the desk."""
    if model is None:
        return
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    for row in range(min(model.rowCount(), 20)):
        for column in range(model.columnCount() if isinstance(model, QAbstractTableModel) else 1):
            for role in roles:
                yield "cell", str(model.index(row, column).data(role) or "")


def mark_words(known: set[tuple[str, str]]) -> Marking:
    """Let the program speak in marked texts; the caller removes it again."""
    application = QCoreApplication.instance()
    assert application is not None
    marking = Marking(known, application)
    application.installTranslator(marking)
    return marking
