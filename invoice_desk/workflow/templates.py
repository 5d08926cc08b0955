"""The desk's templates: kept in the database with every version, mirrored as files for people."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from invoice_desk.errors import BadTemplate
from invoice_desk.invoice.template import Template
from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.store.desk_folder import DeskFolder
from invoice_desk.store.template_files import SUFFIX, read_template, template_files_in, write_template
from invoice_desk.store.templates import (
    Saved,
    all_templates,
    delete_template,
    newest_template,
    restore_template,
    save_template,
)
from invoice_desk.workflow.desk import Desk

_UNSAFE = re.compile(r"[^\w .()-]|^[ .]+|[ .]+$")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)")  # names that Windows keeps for devices
_MAX_BYTES = 120


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
    with suppress(OSError):  # a mirror only; the database says that it is deleted
        mirror_of(desk.store.folder, name).unlink(missing_ok=True)


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


def file_name_of(name: str) -> str:
    """Return a file name for a template that no system refuses and that leads into no other folder."""
    safe = _UNSAFE.sub("_", name)
    while len(safe.encode()) > _MAX_BYTES:
        safe = safe[:-1]
    if safe != name or _RESERVED.fullmatch(safe):  # so that no two names share a file
        safe += f"-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    return f"{safe}{SUFFIX}"


def _files_of(path: Path) -> list[Path]:
    return list(template_files_in(path).values()) if path.is_dir() else [path]
