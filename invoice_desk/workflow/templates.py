"""The desk's templates: kept in the database with every version, mirrored as files for people."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from invoice_desk.errors import BadTemplate
from invoice_desk.invoice.geometry import Size
from invoice_desk.invoice.template import Template, template_name
from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.store.corner_pairs import read_corner_pairs, template_of_corners
from invoice_desk.store.desk_folder import DeskFolder
from invoice_desk.store.template_files import SUFFIX, read_template, template_files_in, write_template
from invoice_desk.store.template_versions import list_templates, save_version_again
from invoice_desk.store.templates import (
    Saved,
    all_templates,
    check_free,
    delete_template,
    newest_template,
    rename_template,
    restore_template,
    save_template,
)
from invoice_desk.workflow.desk import Desk

_UNSAFE = re.compile(r"[^\w .()-]|^[ .]+|[ .]+$")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)")  # names that Windows keeps for devices
_MAX_BYTES = 120
_MAX_NAME = 90  # characters, so that a number has room behind them


def save(desk: Desk, template: Template, *, stem: str = "") -> Saved:
    """Keep a template as the newest version of its name, and write its file. Raises NotWritten."""
    with desk.change() as change:
        saved = save_template(change, template, stem=stem)
    write_template(mirror_of(desk.store.folder, saved.template.name), saved.template)
    return saved


@dataclass(frozen=True, slots=True)
class Imported:
    """How many templates were kept."""

    many: int


def importing(
    desk: Desk, paths: Iterable[Path], *, is_stopped: IsStopped = never_stopped
) -> Generator[Progress | Imported, None, None]:
    """Do as `import_templates`, one after the other, and yield how far it is; what is kept stays kept."""
    files = [file for path in paths for file in _files_of(path)]
    read = [(file.name.removesuffix(SUFFIX), read_template(file)) for file in files]
    kept = 0
    for stem, template in read:
        yield Progress(template.name, kept, len(read))
        if is_stopped():
            break
        save(desk, template, stem=stem)
        kept += 1
    yield Imported(kept)


def import_templates(desk: Desk, paths: Iterable[Path]) -> list[Saved]:
    """Keep the templates of files and of folders of them. Raises BadTemplate before any is kept.

    What a template file is called becomes its stem: acme.template.json reads acme-1.pdf, as with `extract`.
    """
    files = [file for path in paths for file in _files_of(path)]
    read = [(file.name.removesuffix(SUFFIX), read_template(file)) for file in files]
    return [save(desk, template, stem=stem) for stem, template in read]


def import_files(desk: Desk, paths: Iterable[Path], page: tuple[Size, int] | None) -> list[Saved]:
    """Keep the templates of files NAME.template.json, and numbered pairs of corner points in any others.

    page: size in pixels and number, from 1, of the page on which the corners were drawn; each such file
    becomes a new template that is named as the file is. Raises BadTemplate before any is kept.
    """
    files = list(paths)
    whole = [path for path in files if path.name.lower().endswith(SUFFIX)]
    corners = [(path, _drawn_in(path, page)) for path in files if path not in whole]
    saved = import_templates(desk, whole)
    for path, drawn in corners:
        saved.append(save(desk, drawn.model_copy(update={"name": free_name(desk, path.stem)})))
    return saved


def rename(desk: Desk, name: str, new: str) -> Saved:
    """Give a template another name, and so its file. Raises BadTemplate where it cannot have it."""
    new = template_name(new)
    with desk.change() as change:
        saved = rename_template(change, name, new)
    if new != name:
        _remove_mirror(desk, name)
    write_template(mirror_of(desk.store.folder, new), saved.template)
    return saved


def duplicate(desk: Desk, name: str, new: str) -> Saved:
    """Keep a copy of a template under a name that none has. Raises BadTemplate."""
    new = template_name(new)
    with desk.change() as change:
        found = newest_template(change.connection, name)
        if found is None:
            raise BadTemplate(f"the desk has no template {name!r}", remedy="invoice-desk templates list")
        check_free(change.connection, new)
        saved = save_template(change, found.template.model_copy(update={"name": new}))
    write_template(mirror_of(desk.store.folder, new), saved.template)
    return saved


def take_back_version(desk: Desk, name: str, version: int) -> Saved:
    """Keep what an old version held as the newest one; records keep theirs. Raises BadTemplate."""
    with desk.change() as change:
        saved = save_version_again(change, name, version)
    write_template(mirror_of(desk.store.folder, name), saved.template)
    return saved


def free_name(desk: Desk, wanted: str) -> str:
    """Return a name that no template of the desk has, be it deleted: the wanted one, or numbered."""
    with desk.reading() as connection:
        taken = {one.template.name.casefold() for one in list_templates(connection)}
    wanted = template_name("".join(char for char in wanted if char.isprintable())[:_MAX_NAME] or "template")
    name, number = wanted, 1
    while name.casefold() in taken:
        number += 1
        name = f"{wanted} {number}"
    return name


def export_templates(desk: Desk, names: Iterable[str], folder: Path) -> list[Path]:
    """Write templates, all where none is named; return the files. Raises BadTemplate, NotWritten."""
    with desk.reading() as connection:
        there = {saved.template.name: saved.template for saved in all_templates(connection)}
    wanted = list(names) or list(there)
    for name in wanted:
        if name not in there:
            raise BadTemplate(f"the desk has no template {name!r}", remedy="invoice-desk templates list")
    paths = []
    for name in wanted:
        paths.append(folder / file_name_of(name))
        write_template(paths[-1], there[name])
    return paths


def remove(desk: Desk, name: str) -> None:
    """Take a template out of use; `bring_back` undoes it. Raises BadTemplate."""
    with desk.change() as change:
        delete_template(change, name)
    _remove_mirror(desk, name)


def bring_back(desk: Desk, name: str) -> None:
    """Take a deleted template into use again. Raises BadTemplate."""
    with desk.change() as change:
        restore_template(change, name)
        saved = newest_template(change.connection, name)
    if saved is not None:
        write_template(mirror_of(desk.store.folder, name), saved.template)


def mirror_of(folder: DeskFolder, name: str) -> Path:
    """Return the file in the desk's folder that shows the newest version of a template."""
    return folder.templates / file_name_of(name)


def _remove_mirror(desk: Desk, name: str) -> None:
    with suppress(OSError):  # a mirror only; the database knows what is there
        mirror_of(desk.store.folder, name).unlink(missing_ok=True)


def file_name_of(name: str) -> str:
    """Return a file name for a template that no system refuses and that leads into no other folder."""
    safe = _UNSAFE.sub("_", name)
    while len(safe.encode()) > _MAX_BYTES:
        safe = safe[:-1]
    if safe != name or _RESERVED.fullmatch(safe):  # so that no two names share a file
        safe += f"-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    return f"{safe}{SUFFIX}"


def _drawn_in(path: Path, page: tuple[Size, int] | None) -> Template:
    """Return the template in a file of corner points, named by nobody yet."""
    pairs = read_corner_pairs(path)
    if page is None:
        raise BadTemplate(
            "holds corner points, which need the page they were drawn on",
            where=path,
            remedy="open an invoice of this layout first",
        )
    size, number = page
    return template_of_corners(pairs, name="template", page=size, number=number, where=path)


def _files_of(path: Path) -> list[Path]:
    return list(template_files_in(path).values()) if path.is_dir() else [path]
