"""The templates of a desk: every version that was ever saved is kept, since records refer to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, update

from invoice_desk.errors import BadTemplate
from invoice_desk.invoice.template import Template, template_from_json, template_to_json
from invoice_desk.store.change import Change, What
from invoice_desk.store.database import Connection, key_of
from invoice_desk.store.schema import documents, templates


@dataclass(frozen=True, slots=True)
class Saved:
    """A template as the desk keeps it.

    id: of this version; stem: what the names of its invoices' files begin with, beside its own name.
    """

    id: int
    template: Template
    stem: str = ""


def save_template(change: Change, template: Template, *, stem: str = "") -> Saved:
    """Keep a template as the next version of its name, unless it says the same as the newest.

    A template that was deleted comes back with it. The version that the template itself names is not
    taken: on a desk versions have no gaps. stem: "" keeps the newest version's.
    """
    newest = _newest(change.connection, template.name, is_deleted=None)
    stem = stem or (newest[0].stem if newest is not None else "")
    if newest is not None and _says_the_same(newest[0].template, template) and stem == newest[0].stem:
        if newest[1]:
            restore_template(change, template.name)
        return newest[0]
    version = newest[0].template.version + 1 if newest is not None else 1
    kept = template.model_copy(update={"version": version})
    added = change.connection.execute(
        insert(templates).values(
            name=kept.name,
            version=version,
            content=template_to_json(kept),
            stem=stem,
            saved_at=change.at,
            saved_by=change.who,
            is_deleted=False,
        )
    )
    if newest is not None and newest[1]:
        _set_deleted(change, template.name, is_deleted=False)
    old = str(version - 1) if version > 1 else None
    change.tell(None, What.TEMPLATE_SAVED, subject=kept.name, old=old, new=str(version))
    return Saved(key_of(added), kept, stem)


def newest_template(connection: Connection, name: str) -> Saved | None:
    """Return the newest version of a template that is not deleted."""
    found = _newest(connection, name, is_deleted=False)
    return found[0] if found is not None else None


def template_of_id(connection: Connection, key: int) -> Template:
    """Return the template of a version's id. Raises BadTemplate where the database was meddled with."""
    row = connection.execute(select(templates).where(templates.c.id == key)).first()
    if row is None:
        raise BadTemplate(f"the desk has no template version {key}")
    return template_of_row(row)


def all_templates(connection: Connection) -> list[Saved]:
    """Return the newest version of every template that is not deleted, by name."""
    rows = connection.execute(_newest_rows().where(~templates.c.is_deleted).order_by(templates.c.name))
    return [_saved(row) for row in rows]


def template_stems(connection: Connection) -> dict[str, str]:
    """Return what file names begin with, to the name of the template they take; no template is read.

    Each template's own name is among them, and goes before another's stem.
    """
    rows = connection.execute(_newest_rows().where(~templates.c.is_deleted).order_by(templates.c.id)).all()
    return {row.stem: row.name for row in rows if row.stem} | {row.name: row.name for row in rows}


def delete_template(change: Change, name: str) -> None:
    """Take a template out of use; its versions stay, for the records. Raises BadTemplate."""
    _known(change.connection, name)
    _set_deleted(change, name, is_deleted=True)
    change.tell(None, What.TEMPLATE_DELETED, subject=name)


def restore_template(change: Change, name: str) -> None:
    """Bring a deleted template back. Raises BadTemplate for a name that there never was."""
    if _newest(change.connection, name, is_deleted=True) is None:
        raise BadTemplate(f"the desk has no deleted template {name!r}")
    _set_deleted(change, name, is_deleted=False)
    change.tell(None, What.TEMPLATE_RESTORED, subject=name)


def rename_template(change: Change, name: str, new: str) -> Saved:
    """Give a template another name, with all its versions and for all its invoices.

    What the versions hold stays as it was saved; files that its old name fitted still take it. Raises
    BadTemplate where there is no such template, or another one has the name, be it deleted.
    """
    known = _known(change.connection, name)
    check_free(change.connection, new, but=name)
    connection = change.connection
    connection.execute(update(templates).where(templates.c.name == name).values(name=new))
    if not known.stem:
        connection.execute(update(templates).where(templates.c.id == known.id).values(stem=name))
    connection.execute(update(documents).where(documents.c.template == name).values(template=new))
    change.tell(None, What.TEMPLATE_RENAMED, subject=new, old=name, new=new)
    return _known(connection, new)


def check_free(connection: Connection, name: str, *, but: str = "") -> None:
    """Raise BadTemplate where a template has this name, deleted or in other letters' case.

    but: the one that may have it. Acme and acme would share a file on disks that do not tell case.
    """
    rows = connection.execute(select(templates.c.name, templates.c.is_deleted).distinct()).all()
    for row in rows:
        if row.name.casefold() == name.casefold() and row.name != but:
            word = "a deleted template" if row.is_deleted else "another template"
            raise BadTemplate(f"{word} has the name {row.name!r}", remedy="choose another name")


def _known(connection: Connection, name: str) -> Saved:
    found = newest_template(connection, name)
    if found is None:
        raise BadTemplate(f"the desk has no template {name!r}", remedy="invoice-desk templates list")
    return found


def _set_deleted(change: Change, name: str, *, is_deleted: bool) -> None:
    change.connection.execute(update(templates).where(templates.c.name == name).values(is_deleted=is_deleted))


def _newest_rows() -> Select[Any]:
    newest = select(func.max(templates.c.id)).group_by(templates.c.name)
    return select(templates).where(templates.c.id.in_(newest))


def _newest(connection: Connection, name: str, *, is_deleted: bool | None) -> tuple[Saved, bool] | None:
    """Return the newest version of a name and whether it is deleted; is_deleted: None for either."""
    asked = select(templates).where(templates.c.name == name).order_by(templates.c.version.desc()).limit(1)
    row = connection.execute(asked).first()
    if row is None or (is_deleted is not None and row.is_deleted != is_deleted):
        return None
    return _saved(row), row.is_deleted


def _saved(row: Row[Any]) -> Saved:
    return Saved(row.id, template_of_row(row), row.stem)


def template_of_row(row: Row[Any]) -> Template:
    """Return a version under the name that its template has now: content is never written again."""
    template = _template(row.content, f"template {row.name!r} of the desk")
    return template if template.name == row.name else template.model_copy(update={"name": row.name})


@lru_cache(maxsize=64)
def _template(content: str, where: str) -> Template:
    """Return the template of a version, which never changes; many invoices are read by few of them."""
    return template_from_json(content, where=where)


def _says_the_same(one: Template, other: Template) -> bool:
    return one.model_copy(update={"version": 1}) == other.model_copy(update={"version": 1})
