"""The tables of a desk's database, for SQLite and PostgreSQL alike. A change here takes a migration."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from invoice_desk.invoice.filed import State

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
metadata = MetaData(naming_convention=NAMES)

ASIDE = (State.DUPLICATE.value, State.REJECTED.value)
"""The states of invoices that are set aside: no list shows them unasked, and none is a duplicate of them."""


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, kept as ISO 8601 text of one length, so that its order is that of time."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write a moment; one without a time zone is a mistake. Raises ValueError."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Read a moment."""
        return datetime.fromisoformat(value) if value is not None else None


class AnyText(TypeDecorator[str]):
    r"""Text of any origin: a zero and half a character, which no database keeps, are written as escapes.

    File names may hold half characters (Python's surrogates for bytes that are not UTF-8); in JSON the
    escape means the same character again.
    """

    impl: type[String] = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write a text."""
        if value is None:
            return None
        return value.replace("\0", "\\x00").encode("utf-8", "backslashreplace").decode("utf-8")


class AnyName(AnyText):
    """A name that a person gave, with a limit of its length."""

    impl = String
    cache_ok = True


def _id() -> Column[int]:
    """Return a key that is never given twice, even when the last row is gone (SQLite: AUTOINCREMENT)."""
    return Column("id", Integer, primary_key=True, autoincrement=True)


def _table(name: str, *parts: Any) -> Table:  # noqa: ANN401 - columns, constraints and indexes
    return Table(name, metadata, *parts, sqlite_autoincrement=True)


def _to(target: str) -> ForeignKey:
    return ForeignKey(f"{target}.id")


templates = _table(
    "templates",
    _id(),
    Column("name", AnyName(100), nullable=False),
    Column("version", Integer, nullable=False),
    Column("content", AnyText, nullable=False),  # the template file's JSON
    Column("stem", AnyText, nullable=False, default=""),  # what names of files of this layout begin with
    Column("saved_at", Moment, nullable=False),
    Column("saved_by", AnyText, nullable=False),
    Column("is_deleted", Boolean, nullable=False, default=False),
    UniqueConstraint("name", "version"),
)

parties = _table(
    "parties",  # sellers and buyers, as they are read
    _id(),
    Column("role", String(16), nullable=False),  # seller or buyer
    Column("key", AnyText, nullable=False),  # tax number and name in their searched form
    Column("name", AnyText, nullable=False),
    Column("tax_id", AnyText, nullable=False, default=""),
    Column("form", AnyText, nullable=False),  # name in its searched form
    Column("first_read_at", Moment, nullable=False),
    UniqueConstraint("role", "key"),
)

sources = _table(
    "sources",
    _id(),
    Column("name", AnyName(200), nullable=False, unique=True),
    Column("kind", String(32), nullable=False),
    Column("settings", AnyText, nullable=False),  # JSON; a secret never stands here
    Column("state", AnyText, nullable=False, default="{}"),  # JSON: page tokens, the last full listing
    Column("is_active", Boolean, nullable=False, default=True),
    Column("synced_at", Moment),
)

documents = _table(
    "documents",
    _id(),
    Column("sha256", String(64), nullable=False, index=True),
    Column("suffix", String(16), nullable=False),  # of the original's file, with its point
    Column("name", AnyText, nullable=False),
    Column("origin", AnyText, nullable=False),
    Column("origin_item", AnyText, nullable=False),
    Column("origin_version", AnyText, nullable=False, default=""),
    Column("source_id", _to("sources"), index=True),
    Column("pages", AnyText, nullable=False),  # JSON
    Column("state", String(16), nullable=False),
    Column("state_before", String(16)),  # of one that is rejected
    Column("added_at", Moment, nullable=False),
    Column("template", AnyName(100), nullable=False, default=""),
    Column("record_id", Integer),  # the current one of `records`
    Column("claim", String(36)),  # while it is being read: of this reading
    Column("deaths", Integer, nullable=False, default=0),
    Column("problem", AnyText),  # JSON
    Column("duplicate_of", _to("documents"), index=True),
    Column("sameness", String(16)),
    Column("is_own", Boolean, nullable=False, default=False),  # a person said that it is no duplicate
    Column("is_deleted", Boolean, nullable=False, default=False),
    # what lists show, filter and sort by, from the record and its corrections
    Column("seller_id", _to("parties"), index=True),
    Column("number", AnyText, nullable=False, default=""),
    Column("number_form", AnyText),  # None where none was read: blanks stand last in every order
    Column("issued", String(10)),
    Column("total", AnyText),
    Column("total_scaled", BigInteger),  # in ten-thousandths, for order and limits
    Column("currency", String(8), nullable=False, default=""),
    Column("values_key", String(64), nullable=False, default=""),  # hash of all values in searched form
    Column("doubtful", Integer, nullable=False, default=0),
    Column("failed_checks", Integer, nullable=False, default=0),
    CheckConstraint(
        "state IN ('new','reading','review','accepted','exported','failed','duplicate','rejected')",
        name="state",
    ),
)
Index("ix_documents_state_id", documents.c.state, documents.c.id)
Index("ix_documents_template_id", documents.c.template, documents.c.id)
Index("ix_documents_issued_id", documents.c.issued, documents.c.id)
Index("ix_documents_total_scaled_id", documents.c.total_scaled, documents.c.id)
Index("ix_documents_name_id", documents.c.name, documents.c.id)
Index("ix_documents_number_form", documents.c.number_form)
Index("ix_documents_values_key", documents.c.values_key)
Index(
    "uq_documents_arrival",  # the same bytes from the same place come in once
    documents.c.origin,
    documents.c.origin_item,
    documents.c.sha256,
    unique=True,
)

records = _table(
    "records",  # one for each time that a document was read
    _id(),
    Column("document_id", _to("documents"), nullable=False, index=True),
    Column("template_id", _to("templates"), nullable=False, index=True),
    Column("read_at", Moment, nullable=False),
    Column("program", AnyText, nullable=False),  # version of the program and of its models
    Column("status", String(16), nullable=False),
    Column("fingerprint", AnyText, nullable=False, default=""),  # of the first page that was read
    Column("codes", AnyText, nullable=False),  # JSON
    Column("checks", AnyText, nullable=False),  # JSON
)

readings = _table(
    "readings",  # one for each field of a record, read or not
    _id(),
    Column("record_id", _to("records"), nullable=False, index=True),
    Column("field", AnyName(100), nullable=False),
    Column("text", AnyText, nullable=False),  # "" where nothing was read
    Column("confidence", Float, nullable=False),
    Column("reader", String(32), nullable=False),
    Column("value", AnyText),  # in characters that every program reads
    Column("value_kind", String(8)),
    Column("currency", String(8)),
    Column("details", AnyText, nullable=False),  # JSON: page, boxes, reasons
    Column("glyphs", AnyText, nullable=False, default="[]"),  # JSON; apart, for lists need none
)

line_items = _table(
    "line_items",
    _id(),
    Column("record_id", _to("records"), nullable=False, index=True),
    Column("field", AnyName(100), nullable=False),  # the table
    Column("number", Integer, nullable=False),  # from 1
    Column("cells", AnyText, nullable=False),  # JSON: column name to entry
)

corrections = _table(
    "corrections",
    _id(),
    Column("document_id", _to("documents"), nullable=False),
    Column("field", AnyName(100), nullable=False),
    Column("line", Integer, nullable=False, default=0),  # of a table's cell, from 1
    Column("column", AnyName(100), nullable=False, default=""),
    Column("text", AnyText, nullable=False),
    Column("value", AnyText),
    Column("value_kind", String(8)),
    Column("who", AnyText, nullable=False),
    Column("at", Moment, nullable=False),
    Column("is_confirmation", Boolean, nullable=False, default=False),  # the machine's reading was right
    Column("is_current", Boolean, nullable=False, default=True),
    Column("reading", AnyText, nullable=False),  # JSON: what the machine had read, with box and glyphs
)
Index(
    "uq_corrections_current",
    corrections.c.document_id,
    corrections.c.field,
    corrections.c.line,
    corrections.c.column,
    unique=True,
    sqlite_where=text("is_current"),
    postgresql_where=text("is_current"),
)

source_items = _table(
    "source_items",  # the journal of intake: what of a source has come in
    _id(),
    Column("source_id", _to("sources"), nullable=False),
    Column("item", AnyText, nullable=False),
    Column("version", AnyText, nullable=False, default=""),
    Column("name", AnyText, nullable=False),
    Column("state", String(16), nullable=False),
    Column("tries", Integer, nullable=False, default=0),
    Column("problem", AnyText),  # JSON
    Column("document_id", _to("documents"), index=True),
    Column("changed_at", Moment, nullable=False),
    UniqueConstraint("source_id", "item", "version"),
)

history = _table(
    "history",  # append-only: triggers refuse all else
    _id(),
    Column("document_id", _to("documents"), index=True),
    Column("at", Moment, nullable=False),
    Column("who", AnyText, nullable=False),
    Column("what", String(32), nullable=False),
    Column("subject", AnyText, nullable=False, default=""),
    Column("old", AnyText),
    Column("new", AnyText),
)

exports = _table(
    "exports",
    _id(),
    Column("at", Moment, nullable=False),
    Column("who", AnyText, nullable=False),
    Column("path", AnyText, nullable=False),
    Column("options", AnyText, nullable=False),  # JSON: all that is needed to write it again
    Column("added", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
)

export_items = Table(
    "export_items",
    metadata,
    Column("export_id", _to("exports"), primary_key=True),
    Column("document_id", _to("documents"), primary_key=True, index=True),
    Column("record_id", _to("records"), nullable=False),
)
