"""What was changed from one version of a template to the next, in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from invoice_desk.desktop.words.counting import Counts
from invoice_desk.desktop.words.filling import fill, isolated, joined
from invoice_desk.errors import shown
from invoice_desk.invoice.template import Template
from invoice_desk.invoice.template_changes import Difference, Step, differences_of

_MOST = 4  # titles that are named of one kind of change


def change_words(before: Template | None, after: Template) -> str:
    """Say what `after` changed; of a first version, how many fields it has."""
    if before is None:
        return Counts().first_version(len(after.fields))
    found = differences_of(before, after)
    parts = [words for step in Step for words in _of_step(step, [one for one in found if one.step is step])]
    return " · ".join(parts) or QCoreApplication.translate("TemplateWords", "No field changed")


def _of_step(step: Step, found: Sequence[Difference]) -> list[str]:
    if not found:
        return []
    if step is Step.RENAMED:
        words = QCoreApplication.translate("TemplateWords", "%1 renamed to %2")
        return [fill(words, _quoted(one.before), _quoted(one.title)) for one in found[:_MOST]]
    return [fill(_words_of(step), _titles(found))]


def _words_of(step: Step) -> str:
    return {
        Step.ADDED: QCoreApplication.translate("TemplateWords", "Added: %1"),
        Step.REMOVED: QCoreApplication.translate("TemplateWords", "Removed: %1"),
        Step.MOVED: QCoreApplication.translate("TemplateWords", "Moved: %1"),
        Step.CHANGED: QCoreApplication.translate("TemplateWords", "Changed: %1"),
        Step.PAGE: QCoreApplication.translate("TemplateWords", "Another page size"),
        Step.REFERENCE: QCoreApplication.translate("TemplateWords", "Another picture of the page"),
        Step.ORDER: QCoreApplication.translate("TemplateWords", "Another order of the fields"),
    }[step]


def _titles(found: Sequence[Difference]) -> str:
    named = [_quoted(one.title) for one in found[:_MOST]]
    return joined([*named, Counts().more(len(found) - _MOST)] if len(found) > _MOST else named)


def _quoted(title: str) -> str:
    return isolated(shown(title))
