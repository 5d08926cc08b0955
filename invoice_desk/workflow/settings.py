"""The settings: one file that holds only what differs from defaults that work."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from platformdirs import user_config_path
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from invoice_desk.errors import BadSetting
from invoice_desk.files import write_text_whole
from invoice_desk.invoice.doubts import REVIEW_BELOW
from invoice_desk.invoice.fields import Currency, DateOrder, Language, ReaderChoice

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


class ThemeChoice(StrEnum):
    """The colours of the window; SYSTEM follows those of the machine."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class ShownDigits(StrEnum):
    """The digits in which values are shown; USUAL: as printed in review, 0 to 9 in the table and the list."""

    USUAL = "usual"
    PRINTED = "printed"
    LATIN = "latin"
    ARABIC = "arabic"
    PERSIAN = "persian"


LOWEST_THRESHOLD = 0.5
"""The lowest threshold of doubt: a value that is as likely wrong as right is never taken unseen."""

NewFieldReader = Literal[ReaderChoice.AUTO, ReaderChoice.TESSERACT, ReaderChoice.DIGITS]
"""The readers that may be given to all new fields; the others suit single fields only."""


class Settings(BaseModel):
    """All settings.

    engine: how Tesseract is run; tessdata: folder of its language data, None finds it;
    threads: how many documents are read at once, None for one a core; database: the URL of a
    PostgreSQL database that is used in place of a file, without its password; language: that of the window;
    theme: its colours; digits: those in which values are shown; threshold: the confidence below which
    a value is in doubt at the next reading; languages, reader, currency, date_order: what a new field
    begins with; shortcuts: the key of an action by its name, "" for none, where it is not the usual one;
    drive_client: the JSON file of the client id by which Google knows this program; drive_auth, drive_token,
    drive_revoke, drive_api: the addresses that Google Drive is asked at, "" for Google's own;
    tray: an icon in the system's tray; keep_in_tray: a window that is closed goes on there.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: EngineChoice = EngineChoice.AUTO
    tessdata: Path | None = None
    threads: Annotated[int, Field(ge=1, le=256)] | None = None
    database: str | None = None
    language: ScreenLanguage = ScreenLanguage.SYSTEM
    theme: ThemeChoice = ThemeChoice.SYSTEM
    digits: ShownDigits = ShownDigits.USUAL
    threshold: Annotated[float, Field(ge=LOWEST_THRESHOLD, le=1.0)] = REVIEW_BELOW
    languages: Annotated[tuple[Language, ...], Field(min_length=1, max_length=5)] = ("ara", "eng", "fra")
    reader: NewFieldReader = ReaderChoice.AUTO
    currency: Currency | None = None
    date_order: DateOrder = "auto"
    shortcuts: Mapping[str, str] = {}
    drive_client: Path | None = None
    drive_auth: str = ""
    drive_token: str = ""
    drive_revoke: str = ""
    drive_api: str = ""
    tray: bool = True
    keep_in_tray: bool = False

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
        raise BadSetting(_words(error), where=path, remedy="mend or delete it") from error


def change_settings(path: Path, changes: Mapping[str, object]) -> Settings:
    """Change some of the settings in a file, whole or not at all; return what they are then.

    What another window changed in the meantime stays. Raises BadSetting, NotWritten.
    """
    before = read_settings(path)
    try:
        after = Settings.model_validate(before.model_dump() | dict(changes))
    except ValidationError as error:
        raise BadSetting(_words(error), remedy="choose another value") from error
    write_settings(path, after)
    return after


def write_settings(path: Path, settings: Settings) -> None:
    """Write what differs from the defaults, whole or not at all. Raises NotWritten."""
    write_text_whole(path, settings.model_dump_json(exclude_defaults=True, indent=1) + "\n")


def _words(error: ValidationError) -> str:
    """Return the first thing that is wrong, in one line."""
    first = error.errors(include_url=False)[0]
    place = ".".join(str(step) for step in first["loc"])
    return f"{place}: {first['msg']}" if place else str(first["msg"])
