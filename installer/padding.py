"""Takes the padding out of Linux libraries: some lie in pieces of 2 MB, of which a few kB are theirs.

`patchelf`, by which wheels are made to find their libraries, leaves each part of a file where a machine with
pages of 2 MB would map it. On x86-64 pages have 4 kB (AMD64 ABI), so the parts may follow
each other; where they lie in memory stays as it is.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_PAGE = 4096
_X86_64 = 62
_LOAD = 1
_NOBITS = 8
_HEADER = struct.Struct("<16sHHIQQQIHHHHHH")
_SEGMENT = struct.Struct("<IIQQQQQQ")
_SECTION = struct.Struct("<IIQQQQIIQQ")


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the file that is mapped as a whole. old, new: where it begins, in bytes."""

    old: int
    new: int
    size: int


def without_padding(content: bytes) -> bytes | None:
    """Return a library with its parts behind each other; None where that spares nothing."""
    header = _HEADER.unpack_from(content)
    if header[0][:6] != b"\x7fELF\x02\x01" or header[2] != _X86_64:
        return None
    segments = [list(_SEGMENT.unpack_from(content, header[5] + at * header[9])) for at in range(header[10])]
    sections = [list(_SECTION.unpack_from(content, header[6] + at * header[11])) for at in range(header[12])]
    parts = _moved([one for one in segments if one[0] == _LOAD])
    whole = bytearray(parts[-1].new + parts[-1].size if parts else 0)
    for part in parts:
        whole[part.new : part.new + part.size] = content[part.old : part.old + part.size]
    for segment in segments:
        segment[2] = _place(parts, segment[2])
        if segment[0] == _LOAD:
            segment[7] = min(segment[7], _PAGE)
    for section in sections:
        section[4] = _kept(whole, content, parts, section)
    programs, tables = _place(parts, header[5]), len(whole) + -len(whole) % 8
    whole += bytes(tables - len(whole) + len(sections) * header[11])
    _HEADER.pack_into(whole, 0, *header[:5], programs, tables if sections else 0, *header[7:])
    for at, segment in enumerate(segments):
        _SEGMENT.pack_into(whole, programs + at * header[9], *segment)
    for at, section in enumerate(sections):
        _SECTION.pack_into(whole, tables + at * header[11], *section)
    return bytes(whole) if len(whole) < len(content) else None


def _moved(loads: Sequence[Sequence[int]]) -> list[_Part]:
    """Return where each part goes: as near to the one before it as its address lets it."""
    parts: list[_Part] = []
    for _kind, _flags, old, address, _physical, size, *_rest in sorted(loads, key=lambda one: one[2]):
        end = parts[-1].new + parts[-1].size if parts else 0
        new = end + (address - end) % _PAGE if parts else old
        parts.append(_Part(old, new, size))
    return parts


def _place(parts: Sequence[_Part], old: int) -> int:
    """Return where what began at `old` begins now; what lies in no part stays."""
    for part in parts:
        if part.old <= old <= part.old + part.size:
            return part.new + old - part.old
    return old


def _kept(whole: bytearray, content: bytes, parts: Sequence[_Part], section: Sequence[int]) -> int:
    """Return where a section begins now; one that is never mapped, as their names, is put at the end."""
    _name, kind, _flags, _address, old, size = section[:6]
    if (
        kind == _NOBITS
        or not size
        or any(part.old <= old and old + size <= part.old + part.size for part in parts)
    ):
        return _place(parts, old)
    whole += bytes(-len(whole) % 8)
    new = len(whole)
    whole += content[old : old + size]
    return new


def take_out(path: Path) -> bool:
    """Rewrite a library without its padding; return whether there was any worth it."""
    content = path.read_bytes()
    slim = without_padding(content)
    if slim is None or len(content) - len(slim) < _PAGE:
        return False
    path.write_bytes(slim)
    return True
