"""The exports that were made: what went where, when, and all that is needed to write it again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select

from invoice_desk.errors import Refused
from invoice_desk.store.change import Change
from invoice_desk.store.coding import dump
from invoice_desk.store.database import MAX_KEY, Connection, key_of
from invoice_desk.store.schema import export_items, exports


@dataclass(frozen=True, slots=True)
class Export:
    """One export. path: the file that was written; options: as they were chosen; added: its new rows;
    sha256: of the file as it was written, by which one that was changed since is known.
    """

    id: int
    at: datetime
    who: str
    path: str
    options: Mapping[str, Any]
    added: int
    sha256: str


def keep_export(
    change: Change,
    *,
    path: str,
    options: Mapping[str, Any],
    records: Mapping[int, int],
    added: int,
    sha256: str,
) -> int:
    """Keep that invoices were exported; return the export's number. records: invoice to its record."""
    values = {"path": path, "options": dump(dict(options)), "added": added, "sha256": sha256}
    key = key_of(change.connection.execute(insert(exports).values(at=change.at, who=change.who, **values)))
    rows = [
        {"export_id": key, "document_id": document, "record_id": record}
        for document, record in records.items()
    ]
    if rows:
        change.connection.execute(insert(export_items), rows)
    return key


def all_exports(connection: Connection) -> list[Export]:
    """Return all exports, the newest first."""
    return [_export(row) for row in connection.execute(select(exports).order_by(exports.c.id.desc()))]


def get_export(connection: Connection, key: int) -> Export:
    """Return an export by its number. Raises Refused where there is none of it."""
    asked = select(exports).where(exports.c.id == key)
    row = connection.execute(asked).first() if 0 < key <= MAX_KEY else None
    if row is None:
        raise Refused(f"the desk has no export {key}")
    return _export(row)


def exported_ids(connection: Connection, key: int) -> Sequence[int]:
    """Return the numbers of the invoices of an export, oldest first."""
    asked = select(export_items.c.document_id).where(export_items.c.export_id == key)
    return [row.document_id for row in connection.execute(asked.order_by(export_items.c.document_id))]


def _export(row: Row[Any]) -> Export:
    return Export(row.id, row.at, row.who, row.path, json.loads(row.options), row.added, row.sha256)
