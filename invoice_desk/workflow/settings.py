"""The settings: one file that holds only what differs from defaults that work."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from platformdirs import user_config_path
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from invoice_desk.errors import BadSetting
from invoice_desk.files import write_text_whole

DATABASE_VARIABLE = "INVOICE_DESK_DATABASE"
"""The environment variable that names the desk's PostgreSQL database."""


class EngineChoice(StrEnum):
    """How Tesseract is run: in this process, as a program, or the first of them that is there."""

    AUTO = "auto"
    TESSEROCR = "tesserocr"
    PYTESSERACT = "pytesseract"


class ScreenLanguage(StrEnum):
    """The language of the window; SYSTEM takes that of the machine, English where it is none of these."""

    SYSTEM = "system"
    ENGLISH = "en"
    FRENCH = "fr"
    ARABIC = "ar"


class Settings(BaseModel):
    """All settings.

    engine: how Tesseract is run; tessdata: folder of its language data, None finds it;
    threads: how many documents are read at once, None for one a core; database: the URL of a
    PostgreSQL database that is used in place of a file, without its password; language: that of the window.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: EngineChoice = EngineChoice.AUTO
    tessdata: Path | None = None
    threads: Annotated[int, Field(ge=1, le=256)] | None = None
    database: str | None = None
    language: ScreenLanguage = ScreenLanguage.SYSTEM

    @field_validator("database")
    @classmethod
    def _check_database(cls, url: str | None) -> str | None:
        if url is not None and not url.startswith("postgresql+psycopg://"):
            raise ValueError("must begin with postgresql+psycopg://")
        if url is not None and urlsplit(url).password is not None:
            raise ValueError("must hold no password; PostgreSQL finds it in ~/.pgpass or PGPASSWORD")
        return url


def database_url(settings: Settings) -> str | None:
    """Return the URL of the desk's database, of the environment or the settings; None for a file."""
    return os.environ.get(DATABASE_VARIABLE) or settings.database


def settings_path() -> Path:
    """Return where the settings of this user lie, whether they are there or not."""
    return user_config_path("invoice-desk", appauthor=False) / "settings.json"


def read_settings(path: Path) -> Settings:
    """Return the settings in a file, the defaults where there is none. Raises BadSetting."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        raise BadSetting("cannot be read", where=path, remedy="mend or delete it") from error
    try:
        return Settings.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        what = f"{place}: {first['msg']}" if place else first["msg"]
        raise BadSetting(what, where=path, remedy="mend or delete it") from error


def write_settings(path: Path, settings: Settings) -> None:
    """Write what differs from the defaults, whole or not at all. Raises NotWritten."""
    write_text_whole(path, settings.model_dump_json(exclude_defaults=True, indent=1) + "\n")
