"""Links from a workbook to files of the desk, safe whatever the files are called."""

from __future__ import annotations

import os
import re
import unicodedata
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Final

MOST_LINKS: Final = 65_530  # that Excel bears in one sheet (specifications and limits, linked in excel.py)
MOST_CROP_LINKS: Final = 32_000  # of them; the rest is kept for originals, which matter more
_LONGEST = 2_079  # characters of a link, as Excel bears them; XlsxWriter's max_url_length has the same
_PLAIN = re.compile(r"[A-Za-z0-9._~/-]*")


class Linker:
    """Knows the way from one workbook to the files of the desk; the way to a folder is found once."""

    def __init__(self, workbook: Path) -> None:
        folder = os.path.realpath(workbook.parent)
        self._way = lru_cache(maxsize=1_000)(lambda target: _way(folder, target))

    def link_to(self, file: Path) -> str | None:
        """Return the link that leads to `file`, or None where Excel would not bear it.

        Relative where both lie on one drive, so that a desk can be moved as a whole; else an
        absolute file link. Only letters, digits and -._~/ stand as they are, so that a name can be
        no protocol, no fragment and no escape; letters of other scripts stay, as Excel writes them.
        """
        folder, name = os.path.split(file)
        link = self._way(folder) + escaped(name)
        return link if len(link) <= _LONGEST else None


def escaped(path: str) -> str:
    """Return `path` with all that means something in a link as %XX of UTF-8."""
    if _PLAIN.fullmatch(path):
        return path
    return "".join(char if _is_plain(char) else _percent(char) for char in path)


def absolute_link(folder: PurePath) -> str:
    """Return a file link: file:///C:/invoices, or file://server/share/invoices of another machine."""
    path = folder.as_posix()
    drive, rest = path[: len(folder.drive)], path[len(folder.drive) :]
    start = f"file:{escaped(drive)}" if drive.startswith("//") else f"file:///{drive}"
    return start.removesuffix("/") + escaped(rest)


def _way(folder: str, target: str) -> str:
    """Return the link from a folder to another, with the slash at its end; "" for the same."""
    real = os.path.realpath(target)
    try:
        relative = os.path.relpath(real, folder)
    except ValueError:  # another drive
        return absolute_link(Path(real)).removesuffix("/") + "/"
    way = escaped(relative.replace(os.sep, "/"))
    return "" if way == "." else f"{way}/"


def _is_plain(char: str) -> bool:
    return bool(_PLAIN.fullmatch(char)) if char.isascii() else unicodedata.category(char)[0] in "LMN"


def _percent(char: str) -> str:
    # Half a character is a byte that is not UTF-8 in a name of this system.
    return "".join(f"%{byte:02X}" for byte in os.fsencode(char))
