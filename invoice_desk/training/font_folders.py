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
    fonts = tuple(one for one in all_fonts(folder) if one.split is wanted)
    for family, has in (
        ("Arabic-Indic", any(one.has_arabic for one in fonts)),
        ("Latin", any(one.has_latin for one in fonts)),
    ):
        if not has:
            where = ", ".join(map(str, _folders(folder)))
            raise MissingPart(f"no {split} font has {family} digits", where=where, remedy=_FETCH)
    return fonts


def all_fonts(folder: Path | None) -> tuple[FontFile, ...]:
    """Return the fonts of all splits in `folder`, or in FETCHED or SYSTEM where it is None."""
    return tuple(one for place in _folders(folder) for one in find_fonts(place))


def _folders(folder: Path | None) -> tuple[Path, ...]:
    if folder is not None:
        return (folder,)
    return (FETCHED,) if FETCHED.is_dir() else SYSTEM


def _split(name: str) -> Split:
    try:
        return Split(name)
    except ValueError as error:
        known = ", ".join(Split)
        raise BadSetting(f"{name!r} is no split", where="--split", remedy=f"one of {known}") from error
