"""What a person may not do with an invoice as it stands is refused in words, and nothing is broken by it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_invoices import draw_invoice, small_template

from invoice_desk.errors import Refused
from invoice_desk.store.documents import claim_next, get_filed, is_claimed
from invoice_desk.workflow import reviewing
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.settings import Settings
from invoice_desk.workflow.taking_in import Taken, arrival_of, take_in
from invoice_desk.workflow.templates import save


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.open(tmp_path / "desk", Settings(), who="Amal")
    save(desk, small_template())
    yield desk
    desk.close()


def added(desk: Desk, path: Path) -> int:
    (taken,) = (one for one in take_in(desk, [arrival_of(path)]) if isinstance(one, Taken))
    assert taken.id is not None
    return taken.id


def test_one_that_is_being_read_is_left_to_who_reads_it(opened: Desk, tmp_path: Path) -> None:
    key = added(opened, draw_invoice(tmp_path / "small-1.png"))
    with opened.change() as change:
        claim = claim_next(change, opened.store.originals, is_suspect=False)
    assert claim is not None
    with pytest.raises(Refused, match=r"invoice 1 is being read \(wait for it"):
        reviewing.read_again(opened, [key])
    with pytest.raises(Refused, match=r"cannot be deleted \(wait until it is read\)"):
        reviewing.delete(opened, [key])
    with opened.reading() as connection:
        assert is_claimed(connection, claim)
        assert get_filed(connection, opened.store.originals, key).state == "reading"


def test_a_deleted_one_is_not_read_again(opened: Desk, tmp_path: Path) -> None:
    key = added(opened, draw_invoice(tmp_path / "small-1.png"))
    reviewing.delete(opened, [key])
    with pytest.raises(Refused, match=r"invoice 1 is deleted \(invoice-desk bring-back 1\)"):
        reviewing.read_again(opened, [key], template="small")


def test_one_that_was_never_read_is_not_accepted(opened: Desk, tmp_path: Path) -> None:
    key = added(opened, draw_invoice(tmp_path / "small-1.png"))
    with pytest.raises(Refused, match="invoice 1 is new, so it cannot be accepted"):
        reviewing.accept(opened, [key])


def test_an_unknown_number_is_said(opened: Desk) -> None:
    with pytest.raises(Refused, match="the desk has no invoice 77"):
        reviewing.restore(opened, [77])


def test_a_name_that_is_not_utf8_is_kept_as_it_is_shown(opened: Desk, tmp_path: Path) -> None:
    path = draw_invoice(tmp_path / "a.png").rename(tmp_path / os.fsdecode(b"small-\xff.png"))
    key = added(opened, path)
    assert added(opened, path) == key
    with opened.reading() as connection:
        document = get_filed(connection, opened.store.originals, key).document
    assert document.name == r"small-\udcff.png"
    assert document.path.is_file()


def test_a_refusal_names_the_way_out(opened: Desk, tmp_path: Path) -> None:
    key = added(opened, draw_invoice(tmp_path / "small-1.png"))
    with pytest.raises(Refused, match=r"cannot be accepted \(invoice-desk read\)"):
        reviewing.accept(opened, [key])
    reviewing.reject(opened, [key])
    with pytest.raises(Refused, match=r"cannot be accepted \(invoice-desk bring-back 1\)"):
        reviewing.accept(opened, [key])
    with pytest.raises(Refused, match=r"is rejected, so it cannot be rejected$"):
        reviewing.reject(opened, [key])
    with opened.change() as change:
        change.connection.exec_driver_sql("UPDATE documents SET state = 'exported'")
    for refused in (reviewing.reject, reviewing.read_again):
        with pytest.raises(Refused, match=r"is exported, .* \(invoice-desk reopen 1\)"):
            refused(opened, [key])
