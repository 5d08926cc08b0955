"""A workbook put together from the parts that were there and the edits of a few; the others are copied."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

from invoice_desk.export.workbook.book import BookPart, book_edits, relation_edits, type_edits
from invoice_desk.export.workbook.growing import Growing
from invoice_desk.export.workbook.package import CONTENT_TYPES, RELATIONS, Package, relations_of
from invoice_desk.export.workbook.splicing import Edit, spliced
from invoice_desk.export.workbook.styles import Styles

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Edits = Mapping[str, Sequence[Edit]]


def assemble(package: Package, part: BookPart, styles: Styles, sheets: Sequence[Growing], path: Path) -> None:
    """Write the workbook with all that was added to `sheets` to `path`."""
    rows = {one.part: list(one.edits()) for one in sheets}  # first: headings need styles too
    edits = {**_edits(package, part, styles, sheets), **rows}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in package.infos:
            _write(archive, _copied(info), _content(package, info.filename, edits, sheets))
        for one in sheets:
            if one.is_new:
                _write(archive, _fresh(one.part), spliced(one.content, edits[one.part]))
            if relations_of(one.part) not in package and not one.rows.relations.is_blank:
                _write(archive, _fresh(relations_of(one.part)), _new_relations(one))


def _edits(package: Package, part: BookPart, styles: Styles, sheets: Sequence[Growing]) -> Edits:
    """Return the edits of all parts but the sheets themselves."""
    added = {f"deskSheet{number}": one for number, one in enumerate(sheets, start=1) if one.is_new}
    taken = {one.get("Id") for one in package.relations(part.name)}
    while taken & set(added):
        added = {f"{number}x": one for number, one in added.items()}
    filters = {one.name: cells for one in sheets if (cells := one.filtered) is not None}
    relations = relations_of(part.name)
    edits: dict[str, Sequence[Edit]] = {
        part.name: list(
            book_edits(part, added={one.name: number for number, one in added.items()}, filters=filters)
        ),
        part.styles: list(styles.edits()),
    }
    if added:
        parts = {number: one.part for number, one in added.items()}
        edits[relations] = relation_edits(package.tree(relations), part.dialect, added=parts)
        edits[CONTENT_TYPES] = type_edits(package.tree(CONTENT_TYPES), added=iter(parts.values()))
    for one in sheets:
        edits |= dict(one.table_edits())
        if one.relations is not None and not one.rows.relations.is_blank:
            edits[relations_of(one.part)] = _more_relations(one)
    return edits


def _content(package: Package, name: str, edits: Edits, sheets: Sequence[Growing]) -> Iterator[bytes]:
    for one in sheets:
        if one.part == name:
            yield from spliced(one.content, edits[name])
            return
    if name not in edits:
        yield from package.chunks(name)
        return
    with package.opened(name) as part:
        yield from spliced(part, edits[name])


def _more_relations(one: Growing) -> list[Edit]:
    assert one.relations is not None
    root = one.relations.root
    if root.is_empty:
        start, end = root.start_tag(is_empty=False), f"</{root.qname}>".encode()
        return [
            Edit(root.start, root.end, start),
            Edit(root.end, root.end, one.rows.relations.file),
            Edit(root.end, root.end, end),
        ]
    return [Edit(root.close, root.close, one.rows.relations.file)]


def _new_relations(one: Growing) -> Iterator[bytes]:
    yield f"{_DECLARATION}<Relationships xmlns={quoteattr(RELATIONS)}>".encode()
    yield from spliced(one.rows.relations.file, ())
    yield b"</Relationships>"


def _write(archive: zipfile.ZipFile, info: zipfile.ZipInfo, content: Iterable[bytes]) -> None:
    # A part may grow past 4 GB only in theory, but zipfile has to be told before.
    with archive.open(info, "w", force_zip64=info.file_size > 2**31) as part:
        for chunk in content:
            part.write(chunk)


def _copied(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Return a fresh entry of the same name, time and permissions, which may be written to another file."""
    same = zipfile.ZipInfo(info.filename, info.date_time)
    same.compress_type = (
        zipfile.ZIP_STORED if info.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
    )
    same.external_attr, same.create_system, same.comment = (
        info.external_attr,
        info.create_system,
        info.comment,
    )
    return same


def _fresh(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
