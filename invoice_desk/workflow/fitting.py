"""Templates that came after the invoices: chosen for those that still wait for one, by their files' names."""

from __future__ import annotations

from invoice_desk.invoice.filed import State
from invoice_desk.store.documents import choose_template
from invoice_desk.store.searching import Filter, find
from invoice_desk.store.templates import template_stems
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
