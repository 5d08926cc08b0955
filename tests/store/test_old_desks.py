"""Desks that earlier programs made open with today's, and everything in them is found."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from alembic import command
from kept_invoices import PROBLEM, WHO, claim, events, filed, invoice, keep, loaded, template, told, whole
from make_old_desk import FOLDER, SAID

from invoice_desk.invoice.filed import Duplicate, Sameness, State
from invoice_desk.invoice.record import Correction
from invoice_desk.store import documents, migrating
from invoice_desk.store.change import What
from invoice_desk.store.corrections import Spot, corrections_of
from invoice_desk.store.desk_folder import DeskFolder
from invoice_desk.store.exports import all_exports, exported_ids
from invoice_desk.store.searching import Filter, find, find_ids
from invoice_desk.store.sources import ItemState, all_sources, items_of
from invoice_desk.store.sqlite_copy import check_database
from invoice_desk.store.store import Store
from invoice_desk.store.templates import all_templates, template_stems

_FILES = sorted(FOLDER.glob("desk-*.sqlite3"))


@pytest.fixture(params=_FILES, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Return the store of an old desk, opened today."""
    shutil.copy(request.param, DeskFolder(tmp_path).database)
    store = Store.open(tmp_path)
    yield store
    store.close()
    check_database(DeskFolder(tmp_path).database)


def test_there_is_an_old_desk_of_the_first_step_and_of_the_newest() -> None:
    assert {"desk-0001", f"desk-{migrating.NEWEST}"} <= {path.stem for path in _FILES}


def test_an_old_desk_has_the_tables_of_today(old: Store) -> None:
    assert migrating.version_of(old.database) == migrating.NEWEST
    with old.database.writing() as connection:
        command.check(migrating.config_of(connection))


def test_all_invoices_of_an_old_desk_are_there_as_they_stood(old: Store) -> None:
    found = [filed(old, key) for key in range(1, 9)]
    assert [(one.document.name, one.state) for one in found] == [
        ("الفاتورة 1.pdf", State.REVIEW),
        ("INV-2045.pdf", State.EXPORTED),
        ("scan-2.pdf", State.DUPLICATE),
        ("broken.pdf", State.FAILED),
        ("deleted.pdf", State.NEW),
        ("rejected.pdf", State.REJECTED),
        ("died.pdf", State.READING),
        ("from-drive.pdf", State.NEW),
    ]
    assert found[2].duplicate == Duplicate(2, Sameness.INVOICE)
    assert found[3].problem == PROBLEM
    assert [one.id for one in found if one.is_deleted] == [5]


def test_what_was_read_and_corrected_on_an_old_desk_is_whole(old: Store) -> None:
    entries = {one.field.name: one for one in loaded(old, 1).entries}
    for read in whole().entries:
        found = entries[read.field.name]
        assert (found.reading, found.value, found.reasons) == (read.reading, read.value, read.reasons)
    assert entries["total"].correction == Correction("3.80", Decimal("3.80"), WHO, SAID)
    assert entries["number"].accepted
    assert entries["note"].correction is None
    assert loaded(old, 1).tables["lines"][1]["price"].shown_value == Decimal("2.00")
    assert loaded(old, 1).codes == whole().codes
    assert loaded(old, 1).checks == whole().checks
    with old.reading() as connection:
        kept = corrections_of(connection, [1])[1]
    assert set(kept) == {Spot("total"), Spot("lines", 2, "price"), Spot("number")}
    assert kept[Spot("total")].reading == entries["total"].reading


def test_the_history_of_an_old_desk_is_whole(old: Store) -> None:
    assert told(old, 1) == [
        What.ADDED,
        What.READING_BEGUN,
        What.READ,
        What.CORRECTED,
        What.CORRECTED,
        What.CONFIRMED,
        What.CORRECTED,
        What.WITHDRAWN,
        What.QUEUED,
        What.READING_BEGUN,
        What.READ,
    ]
    assert {one.who for one in events(old, 1)} == {WHO, "reader"}


def test_an_old_desk_is_searched(old: Store) -> None:
    with old.reading() as connection:
        assert find_ids(connection, Filter(words="الفاتوره ١")) == [1]
        assert find_ids(connection, Filter(words="inv-2045")) == [2]
        assert find_ids(connection, Filter(seller="النور", issued_from=date(2026, 3, 14))) == [1, 2]
        first = next(one for one in find(connection, Filter()) if one.id == 1)
    assert (first.number, first.currency, first.failed_checks) == ("00042", "KWD", 1)


def test_templates_sources_and_exports_of_an_old_desk_are_there(old: Store) -> None:
    with old.reading() as connection:
        (saved,) = all_templates(connection)
        assert (saved.template, saved.stem) == (template(), "acme")
        assert template_stems(connection) == {"acme": "Acme", "Acme": "Acme"}
        (source,) = all_sources(connection)
        assert (source.settings, source.state) == ({"folder": "فواتير"}, {"token": "abc"})
        states = [(one.item, one.state, one.document) for one in items_of(connection, source.id)]
        assert states == [("id1", ItemState.TAKEN, 8), ("id2", ItemState.WAITING, None)]
        (export,) = all_exports(connection)
        assert (export.path, exported_ids(connection, export.id)) == ("/out/a.xlsx", [2])


def test_the_work_goes_on_where_it_stood_on_an_old_desk(old: Store) -> None:
    with old.change("desk") as change:
        assert documents.recover(change) == 1
        documents.restore(change, 5)
        documents.restore(change, 6)
    taken = claim(old, is_suspect=True)
    assert taken is not None
    assert taken.filed.document.name == "died.pdf"
    assert keep(old, taken, invoice("LATER"))
    assert loaded(old, 7).entries[0].shown_text == "LATER"
