"""The templates of a desk: every version stays, the same content is kept once, deleted ones come back."""

from __future__ import annotations

import pytest
from kept_invoices import FIELDS, WHO, template
from sqlalchemy import select

from invoice_desk.errors import BadTemplate
from invoice_desk.invoice.template import Template
from invoice_desk.store import schema
from invoice_desk.store.change import What
from invoice_desk.store.store import Store
from invoice_desk.store.templates import (
    Saved,
    all_templates,
    delete_template,
    newest_template,
    restore_template,
    save_template,
    template_of_id,
    template_stems,
)

_FEWER = template().model_copy(update={"fields": tuple(FIELDS.values())})


def save(store: Store, one: Template, stem: str = "") -> Saved:
    with store.change(WHO) as change:
        return save_template(change, one, stem=stem)


def delete(store: Store, name: str) -> None:
    with store.change(WHO) as change:
        delete_template(change, name)


def restore(store: Store, name: str) -> None:
    with store.change(WHO) as change:
        restore_template(change, name)


def newest(store: Store, name: str = "Acme") -> Saved | None:
    with store.reading() as connection:
        return newest_template(connection, name)


def names(store: Store) -> list[str]:
    with store.reading() as connection:
        return [one.template.name for one in all_templates(connection)]


def told(store: Store) -> list[tuple[str, str, str | None, str | None]]:
    with store.reading() as connection:
        rows = connection.execute(select(schema.history).order_by(schema.history.c.id)).all()
    return [(row.what, row.subject, row.old, row.new) for row in rows]


def test_a_template_comes_back_as_it_was_saved(store: Store) -> None:
    one = template('مطعم "Chez l\'ami" %')
    saved = save(store, one)
    assert (saved.template, saved.stem) == (one, "")
    assert newest(store, one.name) == saved
    with store.reading() as connection:
        assert template_of_id(connection, saved.id) == one
        assert all_templates(connection) == [saved]


def test_each_change_of_a_template_is_a_version_and_the_old_ones_stay(store: Store) -> None:
    first, second = save(store, template()), save(store, _FEWER)
    assert (first.template.version, second.template.version) == (1, 2)
    assert newest(store) == second
    with store.reading() as connection:
        assert template_of_id(connection, first.id) == template()
        assert template_of_id(connection, second.id) == _FEWER.model_copy(update={"version": 2})
    assert told(store) == [
        (What.TEMPLATE_SAVED, "Acme", None, "1"),
        (What.TEMPLATE_SAVED, "Acme", "1", "2"),
    ]


def test_the_same_content_is_not_saved_twice_whatever_version_it_names(store: Store) -> None:
    first = save(store, template())
    assert save(store, template().model_copy(update={"version": 7})) == first
    assert len(told(store)) == 1
    assert save(store, _FEWER.model_copy(update={"version": 7})).template.version == 2
    assert save(store, template()).template.version == 3, "what it was before is a change again"


def test_a_stem_stays_until_another_one_is_named(store: Store) -> None:
    assert save(store, template(), "acme").stem == "acme"
    assert save(store, _FEWER).stem == "acme"
    again = save(store, _FEWER, "acme-gulf")
    assert (again.stem, again.template.version) == ("acme-gulf", 3)
    found = newest(store)
    assert found is not None
    assert found.stem == "acme-gulf"


def test_stems_lead_to_templates_and_a_name_goes_before_anothers_stem(store: Store) -> None:
    save(store, template("Acme"), "Beta")
    save(store, template("Beta"), "b")
    save(store, template("Gone"), "gone")
    delete(store, "Gone")
    with store.reading() as connection:
        assert template_stems(connection) == {"Acme": "Acme", "Beta": "Beta", "b": "Beta"}


def test_templates_are_listed_by_name_each_with_its_newest_version(store: Store) -> None:
    for name in ("Zed", "Acme", "Mona"):
        save(store, template(name))
    save(store, _FEWER)
    assert names(store) == ["Acme", "Mona", "Zed"]
    found = newest(store)
    assert found is not None
    assert found.template.version == 2


def test_a_template_that_is_deleted_is_out_of_use_until_it_is_restored(store: Store) -> None:
    saved = save(store, template())
    delete(store, "Acme")
    assert newest(store) is None
    assert names(store) == []
    with store.reading() as connection:
        assert template_of_id(connection, saved.id) == template(), "its records still refer to it"
    with pytest.raises(BadTemplate, match="has no template 'Acme'"):
        delete(store, "Acme")
    restore(store, "Acme")
    assert newest(store) == saved
    with pytest.raises(BadTemplate, match="has no deleted template 'Acme'"):
        restore(store, "Acme")
    assert [one[0] for one in told(store)] == [
        What.TEMPLATE_SAVED,
        What.TEMPLATE_DELETED,
        What.TEMPLATE_RESTORED,
    ]


@pytest.mark.parametrize(("one", "version"), [(template(), 1), (_FEWER, 2)])
def test_a_deleted_template_that_is_saved_again_is_back(store: Store, one: Template, version: int) -> None:
    save(store, template(), "acme")
    delete(store, "Acme")
    saved = save(store, one)
    assert (saved.template.version, saved.stem) == (version, "acme")
    assert newest(store) == saved


def test_a_template_that_never_was_is_said(store: Store) -> None:
    assert newest(store, "Nobody") is None
    with pytest.raises(BadTemplate, match="has no template 'Nobody'"):
        delete(store, "Nobody")
    with pytest.raises(BadTemplate, match="has no deleted template 'Nobody'"):
        restore(store, "Nobody")
    with pytest.raises(BadTemplate, match="no template version 99"), store.reading() as connection:
        template_of_id(connection, 99)


def test_a_template_with_a_large_picture_is_kept(store: Store) -> None:
    large = template(name="x" * 100)
    saved = save(store, large.model_copy(update={"reference": "A" * 4_000_000}))
    found = newest(store, "x" * 100)
    assert found == saved
