"""Alembic runs this for each command: it uses the connection that store/migrating.py gives it."""

from __future__ import annotations

from alembic import context

from invoice_desk.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    include_name=lambda name, kind, _parents: not (kind == "table" and (name or "").startswith("search")),
)
with context.begin_transaction():
    context.run_migrations()
