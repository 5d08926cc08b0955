"""Templates for invoices that wait for one: chosen by their files' names, or by their pages' look."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator, Sequence

from invoice_desk.errors import DeskError
from invoice_desk.invoice.document import Document
from invoice_desk.invoice.filed import State
from invoice_desk.invoice.template import Template
from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.store.documents import choose_template, get_filed
from invoice_desk.store.searching import Filter, find, find_ids
from invoice_desk.store.templates import all_templates, template_stems
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.pairing import name_fitting

WITHOUT_TEMPLATE = Filter(states=frozenset({State.NEW}), template="")
"""The invoices that wait because no template is chosen for them."""


def choose_fitting(desk: Desk) -> list[int]:
    """Choose for each invoice that waits without a template the one that its file's name fits; return which.

    So an invoice that came before its template is read like one that came after it.
    """
    chosen = []
    with desk.change() as change:
        stems = template_stems(change.connection)
        for one in find(change.connection, WITHOUT_TEMPLATE, is_descending=False, limit=None):
            name = name_fitting(one.name, stems)
            if name is not None:
                choose_template(change, one.id, stems[name])
                chosen.append(one.id)
    return chosen


class Looking:
    """Chooses by the pages' look, and remembers what was looked at, so that nothing is looked at twice.

    A page that no template is like waits until there is another template, or a person chooses one.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: dict[int, frozenset[tuple[str, int]]] = {}

    def choose(
        self, desk: Desk, *, is_stopped: IsStopped = never_stopped
    ) -> Generator[Progress, None, list[int]]:
        """Choose for each invoice that waits without a template the one its first page is like.

        Yields how far it is; returns the numbers of those for which one was chosen. What was chosen is
        kept at once. A page that cannot be opened is passed over: reading it will say why.
        """
        with desk.reading() as connection:
            waiting = find_ids(connection, WITHOUT_TEMPLATE)
            templates = [one.template for one in all_templates(connection)] if waiting else []
        known = [one for one in templates if one.reference is not None]
        versions = frozenset((one.name, one.version) for one in known)
        chosen = []
        for done, key in enumerate(self._unseen(waiting, versions) if known else (), start=1):
            if is_stopped():
                break
            document = self._document(desk, key)
            name = _like(document, known) if document is not None else None
            if name is not None and _take(desk, key, name):
                chosen.append(key)
            with self._lock:
                self._seen[key] = versions
            yield Progress(document.name if document is not None else "", done, len(waiting))
        return chosen

    def _unseen(self, keys: Sequence[int], versions: frozenset[tuple[str, int]]) -> Iterator[int]:
        with self._lock:
            seen = dict(self._seen)
        return iter([key for key in keys if seen.get(key) != versions])

    def _document(self, desk: Desk, key: int) -> Document | None:
        try:
            with desk.reading() as connection:
                return get_filed(connection, desk.store.originals, key).document
        except DeskError:
            return None


def _like(document: Document, templates: Sequence[Template]) -> str | None:
    """Return the name of the template that a document's first page is like, None for none or no page."""
    from invoice_desk.extraction.matching import (
        find_template,  # OpenCV: only when there is something to look at
    )
    from invoice_desk.imaging.opening import open_page

    try:
        match = find_template(open_page(document, 0), templates)
    except DeskError:
        return None
    return match.template.name if match is not None else None


def _take(desk: Desk, key: int, name: str) -> bool:
    """Choose a template for an invoice that still waits without one; False where somebody was faster."""
    with desk.change() as change:
        filed = get_filed(change.connection, desk.store.originals, key)
        if filed.state is not State.NEW or filed.template:
            return False
        choose_template(change, key, name)
    return True
