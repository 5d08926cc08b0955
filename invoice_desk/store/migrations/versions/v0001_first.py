"""The first step: all tables, the search index, and a history that can only grow."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_REFUSAL = "the history is only ever added to"


def upgrade() -> None:
    """Make everything; nothing is there yet."""
    _exports()
    _parties()
    _sources()
    _templates()
    _documents()
    _corrections()
    _history()
    _records()
    _source_items()
    _export_items()
    _line_items()
    _readings()
    if op.get_bind().dialect.name == "sqlite":
        _on_sqlite()
    else:
        _on_postgresql()


def _on_sqlite() -> None:
    op.execute("CREATE VIRTUAL TABLE search USING fts5(words, tokenize = 'unicode61', prefix = '2 3')")
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER history_no_{verb.lower()} BEFORE {verb} ON history "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        )
    op.execute(  # INSERT OR REPLACE deletes without asking the trigger above
        "CREATE TRIGGER history_no_replace BEFORE INSERT ON history "  # noqa: S608 - ours
        "WHEN EXISTS (SELECT 1 FROM history WHERE id = NEW.id) "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    )


def _on_postgresql() -> None:
    op.execute("CREATE TABLE search (rowid integer PRIMARY KEY, vector tsvector NOT NULL)")
    op.execute("CREATE INDEX ix_search_vector ON search USING gin (vector)")
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER history_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON history "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def _exports() -> None:
    op.create_table(
        "exports",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_exports"),
        sqlite_autoincrement=True,
    )


def _parties() -> None:
    op.create_table(
        "parties",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tax_id", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("first_read_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_parties"),
        sa.UniqueConstraint("role", "key", name="uq_parties_role_key"),
        sqlite_autoincrement=True,
    )


def _sources() -> None:
    op.create_table(
        "sources",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("synced_at", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_sources"),
        sa.UniqueConstraint("name", name="uq_sources_name"),
        sqlite_autoincrement=True,
    )


def _templates() -> None:
    op.create_table(
        "templates",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("stem", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.String(length=32), nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.Column("is_deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_templates"),
        sa.UniqueConstraint("name", "version", name="uq_templates_name_version"),
        sqlite_autoincrement=True,
    )


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("suffix", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("origin_item", sa.Text(), nullable=False),
        sa.Column("origin_version", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("pages", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("state_before", sa.String(length=16), nullable=True),
        sa.Column("added_at", sa.String(length=32), nullable=False),
        sa.Column("template", sa.String(length=100), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("claim", sa.String(length=36), nullable=True),
        sa.Column("deaths", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("duplicate_of", sa.Integer(), nullable=True),
        sa.Column("sameness", sa.String(length=16), nullable=True),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("is_deleted", sa.Boolean(), nullable=False),
        sa.Column("seller_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("number_form", sa.Text(), nullable=False),
        sa.Column("issued", sa.String(length=10), nullable=True),
        sa.Column("total", sa.Text(), nullable=True),
        sa.Column("total_scaled", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=8), nullable=False),
        sa.Column("values_key", sa.String(length=64), nullable=False),
        sa.Column("doubtful", sa.Integer(), nullable=False),
        sa.Column("failed_checks", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('new','reading','review','accepted','exported','failed','duplicate','rejected')",
            name="ck_documents_state",
        ),
        sa.ForeignKeyConstraint(["duplicate_of"], ["documents.id"], name="fk_documents_duplicate_of"),
        sa.ForeignKeyConstraint(["seller_id"], ["parties.id"], name="fk_documents_seller_id"),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_documents_source_id"),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_documents_duplicate_of", "documents", ["duplicate_of"], unique=False)
    op.create_index("ix_documents_issued_id", "documents", ["issued", "id"], unique=False)
    op.create_index("ix_documents_name_id", "documents", ["name", "id"], unique=False)
    op.create_index("ix_documents_number_form", "documents", ["number_form"], unique=False)
    op.create_index("ix_documents_values_key", "documents", ["values_key"], unique=False)
    op.create_index("ix_documents_seller_id", "documents", ["seller_id"], unique=False)
    op.create_index("ix_documents_sha256", "documents", ["sha256"], unique=False)
    op.create_index("ix_documents_source_id", "documents", ["source_id"], unique=False)
    op.create_index("ix_documents_state_id", "documents", ["state", "id"], unique=False)
    op.create_index("ix_documents_template_id", "documents", ["template", "id"], unique=False)
    op.create_index("ix_documents_total_scaled_id", "documents", ["total_scaled", "id"], unique=False)
    op.create_index("uq_documents_arrival", "documents", ["origin", "origin_item", "sha256"], unique=True)


def _corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=100), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("column", sa.String(length=100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("value_kind", sa.String(length=8), nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("is_confirmation", sa.Boolean(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("reading", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_corrections_document_id"),
        sa.PrimaryKeyConstraint("id", name="pk_corrections"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_corrections_current",
        "corrections",
        ["document_id", "field", "line", "column"],
        unique=True,
        sqlite_where=sa.text("is_current"),
        postgresql_where=sa.text("is_current"),
    )


def _history() -> None:
    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("what", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("new", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_history_document_id"),
        sa.PrimaryKeyConstraint("id", name="pk_history"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_history_document_id", "history", ["document_id"], unique=False)


def _records() -> None:
    op.create_table(
        "records",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.String(length=32), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("codes", sa.Text(), nullable=False),
        sa.Column("checks", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_records_document_id"),
        sa.ForeignKeyConstraint(["template_id"], ["templates.id"], name="fk_records_template_id"),
        sa.PrimaryKeyConstraint("id", name="pk_records"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_records_document_id", "records", ["document_id"], unique=False)
    op.create_index("ix_records_template_id", "records", ["template_id"], unique=False)


def _source_items() -> None:
    op.create_table(
        "source_items",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_source_items_document_id"),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_source_items_source_id"),
        sa.PrimaryKeyConstraint("id", name="pk_source_items"),
        sa.UniqueConstraint("source_id", "item", "version", name="uq_source_items_source_id_item_version"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_source_items_document_id", "source_items", ["document_id"], unique=False)


def _export_items() -> None:
    op.create_table(
        "export_items",
        sa.Column("export_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_export_items_document_id"),
        sa.ForeignKeyConstraint(["export_id"], ["exports.id"], name="fk_export_items_export_id"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_export_items_record_id"),
        sa.PrimaryKeyConstraint("export_id", "document_id", name="pk_export_items"),
    )
    op.create_index("ix_export_items_document_id", "export_items", ["document_id"], unique=False)


def _line_items() -> None:
    op.create_table(
        "line_items",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=100), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_line_items_record_id"),
        sa.PrimaryKeyConstraint("id", name="pk_line_items"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_line_items_record_id", "line_items", ["record_id"], unique=False)


def _readings() -> None:
    op.create_table(
        "readings",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("reader", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("value_kind", sa.String(length=8), nullable=True),
        sa.Column("currency", sa.String(length=8), nullable=True),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("glyphs", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_readings_record_id"),
        sa.PrimaryKeyConstraint("id", name="pk_readings"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_readings_record_id", "readings", ["record_id"], unique=False)
