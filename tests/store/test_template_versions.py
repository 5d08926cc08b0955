"""Templates renamed with all their versions and invoices; versions listed, and taken back as new ones."""

from __future__ import annotations

import pytest
from kept_invoices import FIELDS, WHO, add, filed, loaded, read, template
from sqlalchemy import select

from invoice_desk.errors import BadTemplate
from invoice_desk.store import schema
from invoice_desk.store.change import What
from invoice_desk.store.store import Store
from invoice_desk.store.template_versions import list_templates, save_version_again, versions_of
from invoice_desk.store.templates import (
    Saved,
    delete_template,
    newest_template,
    rename_template,
    restore_template,
    save_template,
    template_of_id,
    template_stems,
)

_FEWER = template().model_copy(update={"fields": tuple(FIELDS.values())})


def save(store: Store, *ones: object) -> Saved:
    with store.change(WHO) as change:
        return [save_template(change, one) for one in ones][-1]  # type: ignore[arg-type]


def rename(store: Store, name: str, new: str) -> Saved:
    with store.change(WHO) as change:
        return rename_template(change, name, new)


def test_a_renamed_template_keeps_its_versions_and_its_invoices(store: Store) -> None:
    key = read(store)
    first = loaded(store, key).template
    second = save(store, _FEWER)
    with store.reading() as connection:
        content = list(connection.execute(select(schema.templates.c.content)).scalars())
    saved = rename(store, "Acme", "النور / Gulf")
    assert (saved.id, saved.template) == (
        second.id,
        _FEWER.model_copy(update={"name": "النور / Gulf", "version": 2}),
    )
    assert filed(store, key).template == "النور / Gulf"
    assert loaded(store, key).template == first.model_copy(update={"name": "النور / Gulf"})
    with store.reading() as connection:
        assert newest_template(connection, "Acme") is None
        assert [one.template.version for one in versions_of(connection, "النور / Gulf")] == [2, 1]
        kept = list(connection.execute(select(schema.templates.c.content)).scalars())
    assert kept == content, "what a version holds is never written again"
    assert save(store, _FEWER.model_copy(update={"name": "النور / Gulf"})) == saved, "it says the same"
    with store.reading() as connection:
        assert template_of_id(connection, saved.id).name == "النور / Gulf"


def test_files_that_the_old_name_fitted_still_take_the_template(store: Store) -> None:
    save(store, template())
    rename(store, "Acme", "Acme Gulf")
    with store.reading() as connection:
        assert template_stems(connection) == {"Acme": "Acme Gulf", "Acme Gulf": "Acme Gulf"}
    rename(store, "Acme Gulf", "Gulf")
    with store.reading() as connection:
        assert template_stems(connection) == {"Acme": "Gulf", "Gulf": "Gulf"}


def test_a_rename_stands_in_the_history(store: Store) -> None:
    save(store, template())
    rename(store, "Acme", "Beta")
    with store.reading() as connection:
        row = connection.execute(select(schema.history).order_by(schema.history.c.id.desc())).first()
    assert row is not None
    assert (row.who, row.what, row.old, row.new) == (WHO, What.TEMPLATE_RENAMED, "Acme", "Beta")


@pytest.mark.parametrize("new", ["Beta", "BETA", "Gone", "gone"])
def test_a_name_that_another_template_has_is_refused(store: Store, new: str) -> None:
    save(store, template(), template("Beta"), template("Gone"))
    with store.change(WHO) as change:
        delete_template(change, "Gone")
    with pytest.raises(BadTemplate, match="has the name"):
        rename(store, "Acme", new)
    with store.reading() as connection:
        assert newest_template(connection, "Acme") is not None


def test_letters_of_another_case_are_another_name_for_itself(store: Store) -> None:
    save(store, template())
    assert rename(store, "Acme", "ACME").template.name == "ACME"
    assert rename(store, "ACME", "ACME").template.name == "ACME"


def test_one_that_is_deleted_or_unknown_is_not_renamed(store: Store) -> None:
    save(store, template())
    with store.change(WHO) as change:
        delete_template(change, "Acme")
    for name in ("Acme", "Nobody"):
        with pytest.raises(BadTemplate, match="has no template"):
            rename(store, name, "Beta")


def test_a_renamed_template_can_be_deleted_and_brought_back(store: Store) -> None:
    save(store, template(), _FEWER)
    rename(store, "Acme", "Beta")
    with store.change(WHO) as change:
        delete_template(change, "Beta")
        restore_template(change, "Beta")
    with store.reading() as connection:
        found = newest_template(connection, "Beta")
    assert found is not None
    assert found.template.version == 2


def test_versions_tell_when_by_whom_and_who_was_read_by_them(store: Store) -> None:
    key = read(store)
    save(store, _FEWER)
    with store.reading() as connection:
        new, old = versions_of(connection, "Acme")
        assert versions_of(connection, "Nobody") == []
    assert (new.template.version, new.who, new.readings) == (2, WHO, 0)
    assert (old.template.version, old.readings) == (1, 1)
    assert old.at <= new.at
    assert loaded(store, key).template == old.template


def test_an_old_version_comes_back_as_a_new_one(store: Store) -> None:
    save(store, template(), _FEWER)
    with store.change(WHO) as change:
        saved = save_version_again(change, "Acme", 1)
    assert saved.template == template().model_copy(update={"version": 3})
    with store.reading() as connection:
        assert [one.template.version for one in versions_of(connection, "Acme")] == [3, 2, 1]
    for name, version in (("Acme", 9), ("Nobody", 1)):
        with pytest.raises(BadTemplate, match="has no version"), store.change(WHO) as change:
            save_version_again(change, name, version)


def test_the_list_counts_invoices_and_shows_deleted_templates_as_such(store: Store) -> None:
    read(store)
    add(store, "b.pdf")
    save(store, template("Unused"), template("Gone"))
    with store.change(WHO) as change:
        delete_template(change, "Gone")
    with store.reading() as connection:
        found = {one.template.name: one for one in list_templates(connection)}
    assert {name: (one.invoices, one.is_deleted) for name, one in found.items()} == {
        "Acme": (2, False),
        "Gone": (0, True),
        "Unused": (0, False),
    }
