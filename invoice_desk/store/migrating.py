"""A desk's database brought to today's schema, after a copy of it was put aside."""

from __future__ import annotations

import importlib.resources
from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import inspect, text

from invoice_desk.errors import BadDesk
from invoice_desk.store.database import Connection, Database

NEWEST: Final = "0001"
"""The last step in migrations/versions/."""

_TABLE = "alembic_version"
_OURS = frozenset({"documents", "history"})  # by which a desk is known from another program that uses Alembic


def version_of(database: Database) -> str:
    """Return the step that the database stands at, "" for one without tables.

    Raises BadDesk for the database of another program.
    """
    with database.reading() as connection:
        tables = inspect(connection).get_table_names()
        if _TABLE in tables and _OURS.issubset(tables):
            return str(connection.execute(text(f"SELECT version_num FROM {_TABLE}")).scalar_one())  # noqa: S608
    if tables:
        raise BadDesk(
            "is a database of another program",
            where=database.where,
            remedy="choose another folder with --desk",
        )
    return ""


def migrate(database: Database, *, keep: Callable[[str], None]) -> None:
    """Bring the database to the newest step; `keep` copies it before, and is given its present step.

    Nothing is done, and Alembic is not even loaded, where it is there already. A step that fails
    leaves the database as it was. Raises BadDesk for one that a newer version made.
    """
    found = version_of(database)
    if found == NEWEST:
        return
    if found > NEWEST:
        raise BadDesk(
            f"was made by a newer version of Invoice Desk (its step is {found}, this one knows {NEWEST})",
            where=database.where,
            remedy="install the newer version",
        )
    if found:
        keep(found)
    with database.writing() as connection:
        _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    from alembic import command

    command.upgrade(config_of(connection), NEWEST)


def config_of(connection: Connection) -> Any:  # noqa: ANN401 - alembic.config.Config, which is loaded late
    """Return Alembic's configuration for a connection."""
    from alembic.config import Config

    config = Config()
    folder = importlib.resources.files("invoice_desk.store") / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("version_path_separator", "os")
    config.attributes["connection"] = connection
    return config
