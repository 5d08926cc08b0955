"""Templates as they are being edited: a file for each invoice on which regions were drawn, until kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from invoice_desk.errors import DeskError
from invoice_desk.invoice.template import Template
from invoice_desk.store.template_files import SUFFIX, read_template, write_template
from invoice_desk.store.template_versions import list_templates
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.templates import remove, save

_DRAFTS = "drafts"


class Drafts:
    """The drafts in a desk's folder, by the numbers of their invoices, for a template may be renamed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def read(self, key: int | None) -> Template | None:
        """Return what was drawn on an invoice and is no version yet, None for nothing."""
        with suppress(DeskError, OSError):
            return read_template(self._path(key)) if self._path(key).exists() else None
        return None

    def write(self, key: int | None, template: Template) -> None:
        """Keep a draft; a full disk is told when the template becomes a version."""
        with suppress(DeskError):
            write_template(self._path(key), template)

    def drop(self, key: int | None) -> None:
        """Forget the draft of an invoice."""
        self._path(key).unlink(missing_ok=True)

    def rename(self, name: str, new: str) -> None:
        """Give the drafts of a template its new name."""
        for path, draft in self._all():
            if draft.name == name:
                with suppress(DeskError):
                    write_template(path, draft.model_copy(update={"name": new}))

    def keep_all(self) -> list[str]:
        """Make versions of all drafts; return the templates' names. A deleted template stays deleted."""
        with self._desk.reading() as connection:
            deleted = {one.template.name for one in list_templates(connection) if one.is_deleted}
        names = []
        for path, draft in self._all():
            with suppress(DeskError, OSError):
                names.append(save(self._desk, draft).template.name)
                if draft.name in deleted:
                    remove(self._desk, draft.name)
                path.unlink()
        return names

    def _all(self) -> Iterator[tuple[Path, Template]]:
        for path in sorted((self._desk.store.folder.root / _DRAFTS).glob(f"*{SUFFIX}")):
            with suppress(DeskError, OSError):
                yield path, read_template(path)

    def _path(self, key: int | None) -> Path:
        name = str(key) if key is not None else "none"
        return self._desk.store.folder.root / _DRAFTS / f"{name}{SUFFIX}"
