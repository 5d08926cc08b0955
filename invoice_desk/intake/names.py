"""Names of files as other machines give them, made harmless for lists; no path is ever made of one."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import PurePosixPath

UNNAMED = "unnamed"
_LONGEST = 200  # characters
_SUFFIX = 10
_LONGEST_ID = 1000  # bytes; PostgreSQL's indexes take 2,704 for all columns together
_NEVER = {"Cc", "Cs", "Zl", "Zp"}
_DIRECTIONS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain_name(name: str) -> str:
    """Return the last part of a name, without control and direction characters, at most 200 characters.

    Joiners that Arabic and Persian words need stay. A name of which nothing is left is "unnamed".
    """
    last = re.split(r"[/\\]", name.rstrip("/\\"))[-1]
    kept = "".join(char for char in last if not _is_harmful(char))
    composed = unicodedata.normalize("NFC", kept).strip()
    return _shortened(composed) if composed.strip(".") else UNNAMED


def with_suffix(name: str, suffix: str, known: tuple[str, ...]) -> str:
    """Return a name as it is, or with the ending of its content where it has no known one."""
    return name if name.lower().endswith(known) else f"{name}{suffix}"


def short_id(text: str) -> str:
    """Return by what the journal knows a path or a key: itself, or its beginning and hash if it is long.

    Halves of characters, which names on a disk may hold, are written as escapes, as the database does.
    """
    content = text.replace("\0", "\\x00").encode("utf-8", "backslashreplace")
    if len(content) <= _LONGEST_ID:
        return content.decode("utf-8")
    return f"{content[:200].decode('utf-8', 'ignore')}…{hashlib.sha256(content).hexdigest()}"


def _is_harmful(char: str) -> bool:
    return unicodedata.category(char) in _NEVER or char in _DIRECTIONS


def _shortened(name: str) -> str:
    if len(name) <= _LONGEST:
        return name
    suffix = PurePosixPath(name).suffix
    ending = suffix if len(suffix) <= _SUFFIX else ""
    return f"{name[: _LONGEST - len(ending) - 1]}…{ending}"
