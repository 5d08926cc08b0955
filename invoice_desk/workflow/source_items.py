"""The files of a source as its journal knows them, for a person who looks at them one by one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from invoice_desk.store.source_journal import retry
from invoice_desk.store.sources import Item, find_source, items_of, keep_state
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.sync_state import state_from_json, state_to_json


def journal_of(desk: Desk, name: str) -> Sequence[Item]:
    """Return the files of a source, the newest first. Raises BadSetting."""
    with desk.reading() as connection:
        return items_of(connection, find_source(connection, name).id)[::-1]


def retry_items(desk: Desk, name: str, items: Collection[str]) -> int:
    """Let these files be fetched again, by their ids, where they were set aside; return how many that are.

    Raises BadSetting.
    """
    if not items:
        return 0
    with desk.reading() as connection:
        known = find_source(connection, name)
    with desk.change() as change:
        many = retry(change, known.id, items)
        state = replace(state_from_json(known.state), failures=0, until=None)
        keep_state(change, known.id, state_to_json(state))
    return many
