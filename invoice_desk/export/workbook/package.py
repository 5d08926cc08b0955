"""An .xlsx file as the zip of parts that it is: opened with care, read part by part."""

from __future__ import annotations

import posixpath
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, TypeVar, cast
from urllib.parse import unquote
from zlib import error as ZlibError  # noqa: N812 - an exception

from invoice_desk.errors import BadFile, NotWritten
from invoice_desk.export.workbook.outline import SAVE_ANEW, Element, tree_of

RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES: Final = "[Content_Types].xml"

MAX_PARTS = 20_000
MAX_PART_BYTES = 2**30  # a sheet of a million rows has some 500 MB of XML
MAX_BYTES = 2 * 2**30  # all parts, unpacked
_SMALL_BYTES = 32 * 2**20  # below it no ratio is a danger
_MAX_RATIO = 300  # deflate reaches 1,032; sheets of blank formatted cells about 100
_MAX_SMALL_PART = 64 * 2**20  # a part that is kept in memory: styles, relations, tables
_IN_MEMORY = 2**20
_CHUNK = 2**20

T = TypeVar("T")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB]: an encrypted workbook, and the old .xls


class Package:
    """The parts of one workbook file."""

    def __init__(self, archive: zipfile.ZipFile, where: Path) -> None:
        self.archive, self.where = archive, where
        self.infos = archive.infolist()
        self._by_name = {info.filename: info for info in self.infos}

    def __contains__(self, part: str) -> bool:
        return part in self._by_name

    @contextmanager
    def opened(self, part: str) -> Iterator[BinaryIO]:
        """Give an unpacked copy of `part` that can be gone through again and again."""
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
            for chunk in self.chunks(part):
                copy.write(chunk)
            copy.seek(0)
            yield cast("BinaryIO", copy)

    def chunks(self, part: str) -> Iterator[bytes]:
        """Give the bytes of `part` in pieces. Raises BadFile for a part that is missing or broken."""
        info = self._by_name.get(part)
        if info is None:
            raise self.refused(f"is no sound workbook: it has no part {part}")
        try:
            with self.archive.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    yield chunk
        except (zipfile.BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError) as error:
            raise self.refused(f"is broken: {part} cannot be unpacked") from error

    def tree(self, part: str) -> Element:
        """Return all that is in a small part."""
        info = self._by_name.get(part)
        if info is not None and info.file_size > _MAX_SMALL_PART:
            raise self.refused(f"has a part {part} that is too large")
        with self.opened(part) as copy:
            return self.told(lambda: tree_of(copy, name=part))

    def told(self, read: Callable[[], T]) -> T:
        """Return what `read` gives; an error over a part names this file."""
        try:
            return read()
        except BadFile as error:
            if error.problem.where:
                raise
            raise BadFile(error.problem.what, where=self.where, remedy=error.problem.remedy) from error

    def relations(self, part: str) -> list[Element]:
        """Return the relations of `part`, none where it has none."""
        name = relations_of(part)
        return self.tree(name).all("Relationship") if name in self else []

    def related(self, part: str, kind: str) -> Iterator[tuple[str, str]]:
        """Give the ids and parts that `part` is related to as `kind`, the last word of its type."""
        for relation in self.relations(part):
            is_inside = relation.get("TargetMode") != "External"
            if is_inside and (relation.get("Type") or "").endswith(f"/{kind}"):
                yield relation.get("Id") or "", part_at(part, relation.get("Target") or "")

    def refused(self, what: str, remedy: str = SAVE_ANEW) -> BadFile:
        """Return the error that says `what` is wrong with this file."""
        return BadFile(what, where=self.where, remedy=remedy)


def relations_of(part: str) -> str:
    """Return the name of the part that holds the relations of `part`."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def part_at(source: str, target: str) -> str:
    """Return the part that a relation of the part `source` leads to."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), unquote(target))).lstrip("/")


@contextmanager
def open_package(path: Path) -> Iterator[Package]:
    """Give the workbook file at `path` for reading.

    Raises BadFile for one that is encrypted, no workbook, broken, or a zip bomb; NotWritten for one that
    is open in Excel or LibreOffice, as the lock file beside it tells.
    """
    _check_lock(path)
    try:
        with path.open("rb") as file:
            if file.read(len(_OLE)) == _OLE:
                raise BadFile(
                    "is encrypted with a password, or in the format of before 2007",
                    where=path,
                    remedy="open it in Excel, take the password away and save it as .xlsx",
                )
            with zipfile.ZipFile(file) as archive:
                package = Package(archive, path)
                _check_sizes(package)
                yield package
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise BadFile("is no workbook: it is not a zip file", where=path, remedy=SAVE_ANEW) from error


def _check_lock(path: Path) -> None:
    for lock in (f"~${path.name}", f".~lock.{path.name}#"):
        if (path.parent / lock).exists():
            raise NotWritten(
                f"seems to be open in another program: {lock} lies beside it",
                where=path,
                remedy="close it there, or delete that file if it is open nowhere",
            )


def _check_sizes(package: Package) -> None:
    infos = package.infos
    if len(infos) != len({info.filename for info in infos}):
        raise package.refused("is no sound workbook: two parts have one name")
    if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_BYTES:
        raise package.refused("is too large to be added to", "choose a new file")
    for info in infos:
        is_bomb = info.file_size > max(_SMALL_BYTES, _MAX_RATIO * info.compress_size)
        if info.file_size > MAX_PART_BYTES or is_bomb:
            raise package.refused(
                f"has a part {info.filename} that is too large unpacked", "choose a new file"
            )
        if info.flag_bits & 1:
            raise package.refused("has a part that is encrypted")
