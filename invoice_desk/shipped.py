"""Where the files lie that come with the program: beside the package, in the repository and in the bundle."""

from __future__ import annotations

import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]


def shipped(name: str) -> Path:
    """Return a file or folder that comes with the program, as "resources/icons"; it may not be there."""
    return _ROOT / name


def is_bundle() -> bool:
    """Whether this is the program that the installer brings, which has all its parts with it."""
    return bool(getattr(sys, "frozen", False))
