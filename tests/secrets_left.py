"""After the whole run: no token, key or SAS of any test stands in a file that is not the vault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

MARKS = (
    b"GOCSPX-the-secret",  # of the client id (tests/intake/drive/tokens.py)
    b"TOKEN-OF-A-TEST",  # codes, access and refresh tokens of the stand-in for Google
    b"PRIVATE KEY-----",  # of service accounts
    b"TOPSECRET",  # SAS, keys of buckets and links with queries
    b"KILLED-SECRET",  # benchmarks/killing_sync.py
)
"""What every secret that tests and their servers give out holds."""

GIVEN = frozenset({"secrets.json", "client.json", "key.json", "sas.txt"})
"""The vault, and the files by which a person gives a secret to the program."""

_NO_TEXT = frozenset({".png", ".jpg", ".tif", ".webp", ".heic", ".bmp", ".pt2", ".ttf"})
_PROGRAM = b"\x7fELF"  # as in the bare Debian of tests/installer, whose libraries know how a key begins
_MOST = 64 * 1024 * 1024


def secrets_left(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Give each file below a folder that holds a secret, with the mark that it was known by."""
    for path in sorted(folder.rglob("*")):
        if path.name in GIVEN or path.suffix.lower() in _NO_TEXT or path.is_symlink() or not path.is_file():
            continue
        if path.stat().st_size > _MOST:
            continue
        content = path.read_bytes()
        if content.startswith(_PROGRAM):
            continue
        for mark in MARKS:
            if mark in content:
                yield path, mark
