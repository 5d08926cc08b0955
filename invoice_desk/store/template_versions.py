"""What a library shows of a desk's templates: their versions, who saved them, and who uses them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from invoice_desk.errors import BadTemplate
from invoice_desk.invoice.template import Template
from invoice_desk.store.change import Change
from invoice_desk.store.database import Connection
from invoice_desk.store.schema import documents, records, templates
from invoice_desk.store.templates import Saved, save_template, template_of_row


@dataclass(frozen=True, slots=True)
class Version:
    """A template as it was saved once. readings: invoices whose values were read by it."""

    template: Template
    at: datetime
    who: str
    readings: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """A template's newest version with what stands beside it in a list. invoices: that it is chosen for."""

    template: Template
    stem: str
    at: datetime
    who: str
    invoices: int
    is_deleted: bool


def list_templates(connection: Connection) -> list[Listed]:
    """Return the newest version of every template, the deleted ones too, by name."""
    newest = select(func.max(templates.c.id)).group_by(templates.c.name)
    rows = connection.execute(select(templates).where(templates.c.id.in_(newest)).order_by(templates.c.name))
    many = count_uses(connection)
    return [
        Listed(
            template_of_row(row), row.stem, row.saved_at, row.saved_by, many.get(row.name, 0), row.is_deleted
        )
        for row in rows
    ]


def count_uses(connection: Connection) -> Mapping[str, int]:
    """Return for how many invoices each template is chosen, by its name; deleted invoices are not counted."""
    counted = select(documents.c.template, func.count().label("many")).where(~documents.c.is_deleted)
    rows = connection.execute(counted.group_by(documents.c.template))
    return {row.template: row.many for row in rows if row.template}


def versions_of(connection: Connection, name: str) -> list[Version]:
    """Return all versions of a template, the newest first; none for a name that there never was."""
    rows = connection.execute(
        select(templates).where(templates.c.name == name).order_by(templates.c.version.desc())
    ).all()
    read = (
        select(records.c.template_id, func.count().label("many"))
        .join(documents, documents.c.record_id == records.c.id)
        .where(records.c.template_id.in_([row.id for row in rows]), ~documents.c.is_deleted)
        .group_by(records.c.template_id)
    )
    many = {row.template_id: row.many for row in connection.execute(read)}
    return [Version(template_of_row(row), row.saved_at, row.saved_by, many.get(row.id, 0)) for row in rows]


def save_version_again(change: Change, name: str, version: int) -> Saved:
    """Keep what an old version held as the newest one; all versions stay. Raises BadTemplate."""
    asked = select(templates).where(
        templates.c.name == name, templates.c.version == version, ~templates.c.is_deleted
    )
    row = change.connection.execute(asked).first()
    if row is None:
        raise BadTemplate(f"the desk has no version {version} of the template {name!r}")
    return save_template(change, template_of_row(row))
