"""Which template belongs to which file, where a person names a folder of templates."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from invoice_desk.errors import BadTemplate, Problem
from invoice_desk.invoice.template import Template
from invoice_desk.store.template_files import SUFFIX, read_template, template_files_in

if TYPE_CHECKING:
    from invoice_desk.extraction.batch import Job


def pair(files: Sequence[Path], template: Path) -> list[Job]:
    """Return each file with its template: the one in the file `template`, or one of that folder.

    From a folder a file takes the template with the longest name that its own name begins with, as
    whole words and in letters of any case: Acme-2026-03.pdf takes acme.template.json and acmexport.pdf
    does not. A file for which none is there, or a wrong one, gets
    the problem instead, so that the others are read; a template that no file takes is never read.
    Raises BadTemplate where the file `template` is wrong, or the folder holds none.
    """
    if not template.is_dir():
        chosen = read_template(template)
        return [(file, chosen) for file in files]
    paths = template_files_in(template)
    names = [name_fitting(file.name, paths) for file in files]
    read = {name: _read(paths[name]) for name in dict.fromkeys(names) if name is not None}
    return [
        (file, read[name] if name is not None else _lacking(file, folder=template))
        for file, name in zip(files, names, strict=True)
    ]


def templates_of(jobs: Iterable[Job]) -> list[Template]:
    """Return the templates that were chosen, each once, in the order of the files."""
    chosen = [template for _, template in jobs if isinstance(template, Template)]
    return list({id(template): template for template in chosen}.values())


def name_fitting(file_name: str, names: Iterable[str]) -> str | None:
    """Return the name of the template that fits a file best, None where none does.

    Of names that differ in case alone, the one in the file's letters fits better.
    """
    own, exact = _same_case(file_name), unicodedata.normalize("NFC", file_name)
    fitting = [name for name in names if _begins_with(own, _same_case(name))]
    return max(fitting, key=lambda name: (len(_same_case(name)), exact.startswith(name)), default=None)


def _same_case(name: str) -> str:
    """Return a name with small letters alone, and é as one character: a Mac writes it as two."""
    return unicodedata.normalize("NFC", name).casefold()


def _begins_with(name: str, start: str) -> bool:
    """Whether `name` begins with `start` and no letter or digit follows, which would make it another word."""
    following = name[len(start) : len(start) + 1]
    return name.startswith(start) and not following.isalnum()


def _read(path: Path) -> Template | Problem:
    try:
        return read_template(path)
    except BadTemplate as error:
        return error.problem


def _lacking(file: Path, *, folder: Path) -> Problem:
    return BadTemplate(
        f"the folder {folder} holds no template for it",
        where=file,
        remedy=f"name one as the file begins (acme{SUFFIX} for acme-1.pdf), or give one template file",
    ).problem
