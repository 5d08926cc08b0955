"""What the history of an invoice says, in the person's language."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from invoice_desk.desktop.words.floor_words import told
from invoice_desk.desktop.words.states import state_word
from invoice_desk.errors import shown
from invoice_desk.invoice.filed import State
from invoice_desk.store.change import Event, What

_EVENTS: Mapping[What, object] = {
    What.ADDED: QT_TRANSLATE_NOOP("history", "added"),
    What.TEMPLATE_CHOSEN: QT_TRANSLATE_NOOP("history", "template chosen"),
    What.READING_BEGUN: QT_TRANSLATE_NOOP("history", "reading begun"),
    What.READING_STOPPED: QT_TRANSLATE_NOOP("history", "reading stopped"),
    What.READING_BROKEN_OFF: QT_TRANSLATE_NOOP("history", "reading broken off"),
    What.READ: QT_TRANSLATE_NOOP("history", "read"),
    What.FAILED: QT_TRANSLATE_NOOP("history", "failed"),
    What.QUEUED: QT_TRANSLATE_NOOP("history", "queued"),
    What.CORRECTED: QT_TRANSLATE_NOOP("history", "corrected"),
    What.CONFIRMED: QT_TRANSLATE_NOOP("history", "confirmed"),
    What.WITHDRAWN: QT_TRANSLATE_NOOP("history", "correction withdrawn"),
    What.ACCEPTED: QT_TRANSLATE_NOOP("history", "accepted"),
    What.REOPENED: QT_TRANSLATE_NOOP("history", "reopened"),
    What.REJECTED: QT_TRANSLATE_NOOP("history", "rejected"),
    What.RESTORED: QT_TRANSLATE_NOOP("history", "restored"),
    What.DELETED: QT_TRANSLATE_NOOP("history", "deleted"),
    What.EXPORTED: QT_TRANSLATE_NOOP("history", "exported"),
    What.FOUND_DUPLICATE: QT_TRANSLATE_NOOP("history", "found to be a duplicate"),
    What.OVERRULED: QT_TRANSLATE_NOOP("history", "said to be no duplicate"),
    What.TEMPLATE_SAVED: QT_TRANSLATE_NOOP("history", "template saved"),
    What.TEMPLATE_DELETED: QT_TRANSLATE_NOOP("history", "template deleted"),
    What.TEMPLATE_RESTORED: QT_TRANSLATE_NOOP("history", "template restored"),
    What.TEMPLATE_RENAMED: QT_TRANSLATE_NOOP("history", "template renamed"),
    What.NEW_VERSION: QT_TRANSLATE_NOOP("history", "new version"),
    What.SOURCE_CHANGED: QT_TRANSLATE_NOOP("history", "source changed"),
    What.ITEM_SET_ASIDE: QT_TRANSLATE_NOOP("history", "item set aside"),
}
_OF_VALUES = frozenset({What.CORRECTED, What.CONFIRMED, What.WITHDRAWN, What.ADDED, What.TEMPLATE_CHOSEN})
_STATES = frozenset(State)


def event_words(what: What) -> str:
    """Say what happened."""
    return QCoreApplication.translate("history", str(_EVENTS[what]))


def changed_words(event: Event) -> tuple[str, str]:
    """Return what stood there before and after; a value, a name and a text stay as they are."""
    return _side(event, event.old), _side(event, event.new)


def subject_words(event: Event) -> str:
    """Return what an event is about: a field, a template, or the kind of place a file came from."""
    if event.what is What.ADDED:
        return place_words(event.subject)
    return shown(event.subject)


def place_words(kind: str) -> str:
    """Return where a file came from: a person's file, the clipboard, or the name of a source."""
    match kind:
        case "file":
            return QCoreApplication.translate("history", "a file")
        case "pasted":
            return QCoreApplication.translate("history", "the clipboard")
    return shown(kind)


def _side(event: Event, text: str | None) -> str:
    if not text or event.what in _OF_VALUES:
        return shown(text or "")
    if text in _STATES:
        return state_word(State(text))
    if text == What.DELETED.value:
        return event_words(What.DELETED)
    return told(text)
