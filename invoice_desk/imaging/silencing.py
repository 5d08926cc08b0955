"""Keeps the decoders of pictures off standard error: what matters they raise, and we say it in one line."""

from __future__ import annotations

import ctypes
import logging
import warnings
from contextlib import suppress

from PIL import _imaging

_CHATTY = r"(PIL|pillow_heif)\."  # modules


def silence_libtiff() -> None:
    """Take away the handlers by which libtiff, and Pillow's log, print each error.

    Pillow leaves libtiff's handlers as they are and has no call for them. The symbols are found
    through Pillow's own library; a build that hides them (Windows) goes on printing.
    """
    logging.getLogger("PIL").setLevel(logging.CRITICAL)  # it raises what it logs as an error
    with suppress(AttributeError, OSError, TypeError):
        pillow = ctypes.CDLL(_imaging.__file__)
        for name in ("TIFFSetErrorHandler", "TIFFSetWarningHandler"):
            set_handler = getattr(pillow, name)
            set_handler.argtypes, set_handler.restype = [ctypes.c_void_p], ctypes.c_void_p
            set_handler(None)


def silence_warnings() -> None:
    """Ignore the Python warnings of Pillow and pillow_heif, here and in all threads.

    Set once and left: `catch_warnings` swaps one list for the whole process, and two threads
    that leave it in another order than they came would lose or keep each other's filters.
    """
    first = warnings.filters[0] if warnings.filters else None
    if first is None or getattr(first[3], "pattern", first[3]) != _CHATTY:
        warnings.filterwarnings("ignore", module=_CHATTY)
