"""Where fonts are looked for, and what to do where there are none."""

from __future__ import annotations

from pathlib import Path

from invoice_desk.errors import BadSetting, MissingPart
from invoice_desk.training.fonts import FontFile, Split, find_fonts

FETCHED = Path(".setup/fonts")
SYSTEM = (Path("/usr/share/fonts"), Path.home() / ".local/share/fonts", Path.home() / ".fonts")
_FETCH = "setup/get-fonts fetches open ones"


def fonts_of(folder: Path | None, split: str) -> tuple[FontFile, ...]:
    """Return the fonts of one split in `folder`, or in FETCHED or SYSTEM where it is None.

    Raises BadSetting for an unknown split; MissingPart where no font of the split has Arabic-Indic
    digits, or none has Latin ones.
    """
    wanted = _split(split)
    folders = [folder] if folder is not None else [FETCHED] if FETCHED.is_dir() else SYSTEM
    fonts = tuple(one for place in folders for one in find_fonts(place) if one.split is wanted)
    for family, has in (
        ("Arabic-Indic", any(one.has_arabic for one in fonts)),
        ("Latin", any(one.has_latin for one in fonts)),
    ):
        if not has:
            where = ", ".join(map(str, folders))
            raise MissingPart(f"no {split} font has {family} digits", where=where, remedy=_FETCH)
    return fonts


def _split(name: str) -> Split:
    try:
        return Split(name)
    except ValueError as error:
        known = ", ".join(Split)
        raise BadSetting(f"{name!r} is no split", where="--split", remedy=f"one of {known}") from error
