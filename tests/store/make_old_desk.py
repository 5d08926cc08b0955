"""Makes old_desks/desk-NNNN.sqlite3, a small desk of today's step, for every later program to open.

Run it once for each new step, before that step is released, and never again for an older one:
    PYTHONPATH=.:tests/store .venv/bin/python tests/store/make_old_desk.py
"""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from kept_invoices import PROBLEM, WHO, add, claim, invoice, lead, read, read_again, template, whole

from invoice_desk.invoice.filed import Duplicate, Origin, Sameness, State
from invoice_desk.invoice.record import Correction, Record
from invoice_desk.store import documents
from invoice_desk.store.change import What
from invoice_desk.store.corrections import Kept, Spot, keep_correction, withdraw_correction
from invoice_desk.store.exports import keep_export
from invoice_desk.store.migrating import NEWEST
from invoice_desk.store.records import keep_outcome, load_record, record_ids
from invoice_desk.store.sources import add_source, keep_sync_state, note_failure, note_taken
from invoice_desk.store.sqlite_copy import copy_database
from invoice_desk.store.store import Store
from invoice_desk.store.templates import delete_template, save_template

FOLDER = Path(__file__).parent / "old_desks"
SAID = datetime(2026, 3, 14, 15, 9, 26, 535897, tzinfo=UTC)


def fill(store: Store) -> None:
    """Put something of everything into a desk. What is found there is told in test_old_desks.py."""
    with store.change(WHO) as change:
        save_template(change, template(), stem="acme")
        save_template(change, template("Gone"))
        delete_template(change, "Gone")
    _read_ones(store)
    _waiting_ones(store)
    _intake(store)


def _read_ones(store: Store) -> None:
    corrected = read(store, whole(), "الفاتورة 1.pdf")  # 1
    _correct(store, corrected)
    read_again(store, corrected, whole())
    exported = read(store, invoice(), "INV-2045.pdf")  # 2
    lead(store, exported, State.ACCEPTED)
    _export(store, exported)
    again = read(store, invoice(), "scan-2.pdf")  # 3
    with store.change(WHO) as change:
        documents.set_aside(change, again, Duplicate(exported, Sameness.INVOICE))


def _correct(store: Store, key: int) -> None:
    record = _load(store, key)
    total = next(one for one in record.entries if one.field.name == "total")
    for spot, text, value, agrees in (
        (Spot("total"), "3.80", Decimal("3.80"), False),
        (Spot("lines", 2, "price"), "2.00", Decimal("2.00"), False),
        (Spot("number"), "00042", "00042", True),
        (Spot("note"), "withdrawn", "withdrawn", False),
    ):
        reading = total.reading if spot == Spot("total") else None
        with store.change(WHO) as change:
            keep_correction(change, key, spot, Kept(Correction(text, value, WHO, SAID), reading, agrees))
    with store.change(WHO) as change:
        withdraw_correction(change, key, Spot("note"))
        found = load_record(change.connection, store.originals, key)
        assert found is not None
        keep_outcome(change, key, found)


def _export(store: Store, key: int) -> None:
    with store.change(WHO) as change:
        records = record_ids(change.connection, [key])
        options = {"columns": ["total"]}
        keep_export(change, path="/out/a.xlsx", options=options, records=records, added=1, sha256="0" * 64)
        documents.set_state(change, key, State.EXPORTED, What.EXPORTED)


def _waiting_ones(store: Store) -> None:
    failed = add(store, "broken.pdf")  # 4
    taken = claim(store)
    assert taken is not None
    with store.change("reader") as change:
        documents.fail(change, taken, PROBLEM)
    deleted = add(store, "deleted.pdf")  # 5
    rejected = add(store, "rejected.pdf")  # 6
    with store.change(WHO) as change:
        documents.delete(change, deleted)
        documents.reject(change, rejected)
    add(store, "died.pdf")  # 7
    claim(store)
    assert failed


def _intake(store: Store) -> None:
    with store.change(WHO) as change:
        key = add_source(change, "Drive", "drive", {"folder": "فواتير"})
        keep_sync_state(change, key, {"token": "abc"})
    origin = Origin("Drive", "id1", key, "v1")
    document = add(store, "from-drive.pdf", template_name="", origin=origin)  # 8
    with store.change("sync") as change:
        note_taken(change, origin, "from-drive.pdf", document)
        note_failure(change, Origin("Drive", "id2", key, "v1"), "b.pdf", PROBLEM, most_tries=9)


def _load(store: Store, key: int) -> Record:
    with store.reading() as connection:
        found = load_record(connection, store.originals, key)
    assert found is not None
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        desk = Store.open(Path(folder))
        fill(desk)
        copy_database(desk.database, FOLDER / f"desk-{NEWEST}.sqlite3")
        desk.close()
