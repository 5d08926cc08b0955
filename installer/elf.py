"""What the slimming asks of Linux binaries: what they load, which names they offer and which they want."""

from __future__ import annotations

import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_LOAD = 1  # the kind of a segment that is mapped (elf.h)


class Symbol(NamedTuple):
    """A name that a library offers or asks for. version: "" for none; else than a function, `size` bytes."""

    name: str
    version: str
    is_function: bool
    size: int


def binaries(folder: Path) -> Iterator[Path]:
    """Return all programs and libraries in a folder, no links."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and is_binary(path):
            yield path


def is_binary(path: Path) -> bool:
    """Whether a file is one of Linux's programs or libraries."""
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def can_be_mapped(path: Path) -> bool:
    """Whether each segment lies in the file as the loader wants it; GNU strip spoils what patchelf wrote."""
    content = path.read_bytes()
    start, size, count = struct.unpack_from("<Q", content, 32)[0], *struct.unpack_from("<HH", content, 54)
    for index in range(count):
        kind, _flags, offset, address = struct.unpack_from("<IIQQ", content, start + index * size)
        page = struct.unpack_from("<Q", content, start + index * size + 48)[0]
        if kind == _LOAD and page and offset % page != address % page:
            return False
    return True


def loaded(path: Path) -> list[str]:
    """Return the names of the libraries that a binary asks the loader for."""
    lines = _asked("readelf", "-dW", str(path))
    return [line.rpartition("[")[2].rstrip("]") for line in lines if "(NEEDED)" in line]


def soname(path: Path) -> str:
    """Return the name under which others ask for a library; its file's name where it says none."""
    lines = _asked("readelf", "-dW", str(path))
    return next((line.rpartition("[")[2].rstrip("]") for line in lines if "(SONAME)" in line), path.name)


def offered(path: Path) -> list[Symbol]:
    """Return the names that a library offers."""
    return [symbol for symbol, is_there in _symbols(path) if is_there]


def asked_for(path: Path) -> set[str]:
    """Return the names that a binary asks others for."""
    return {symbol.name for symbol, is_there in _symbols(path) if not is_there}


def newest_glibc(paths: list[Path]) -> str:
    """Return the newest version of the C library that any of these binaries asks for."""
    found = {
        tuple(map(int, version.removeprefix("GLIBC_").split(".")))
        for path in paths
        for version in (symbol.version for symbol, is_there in _symbols(path) if not is_there)
        if version.startswith("GLIBC_2")
    }
    return ".".join(map(str, max(found)))


def _symbols(path: Path) -> Iterator[tuple[Symbol, bool]]:
    for line in _asked("readelf", "--dyn-syms", "-W", str(path)):
        words = line.split()
        if (
            len(words) < 8
            or not words[0].rstrip(":").isdigit()
            or words[4] not in {"GLOBAL", "WEAK", "UNIQUE"}
        ):
            continue
        name, _, version = words[7].partition("@")
        size = int(words[2], 0)
        is_function = words[3] in {"FUNC", "IFUNC", "NOTYPE"}
        yield Symbol(name, version.lstrip("@"), is_function, size), words[6] != "UND"


def _asked(*command: str) -> list[str]:
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [line.rstrip() for line in done.stdout.splitlines()]
