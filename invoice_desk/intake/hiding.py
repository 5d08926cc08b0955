"""What must never be seen: a secret that does not print, and URLs without what follows the question mark."""

from __future__ import annotations

import logging
import re
from typing import Final, NoReturn

HIDDEN: Final = "(hidden)"

_QUERY = re.compile(r"\?[^\s\"'<>?]*=[^\s\"'<>]*")
_PERSON = re.compile(r"(//)[^/\s@\"'<>]+@")


class Secret:
    """A text that prints as (hidden), is not pickled, and is told only to who asks by name."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text itself: for the wire and the vault alone."""
        return self._text

    def __repr__(self) -> str:
        return f"Secret{HIDDEN}"

    def __str__(self) -> str:
        return HIDDEN

    def __format__(self, spec: str) -> str:
        return HIDDEN

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(("Secret", self._text))

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not pickled")


def redacted(text: str) -> str:
    """Return a text in which no URL or path has a query, nor a name and password before its host."""
    return _PERSON.sub(rf"\1{HIDDEN}@", _QUERY.sub(f"?{HIDDEN}", text))


class RedactingFilter(logging.Filter):
    """Takes queries out of what a library logs: at level DEBUG urllib3 writes whole paths."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, redacted."""
        record.msg, record.args = redacted(record.getMessage()), ()
        return True


def hide_from_logs(*names: str) -> None:
    """Let the loggers of these names write no query. Said once or often, it is the same."""
    for name in names:
        logger = logging.getLogger(name)
        if not any(isinstance(one, RedactingFilter) for one in logger.filters):
            logger.addFilter(RedactingFilter())
