"""Which template belongs to which file, where a person names a folder of templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from invoice_desk.errors import BadTemplate
from invoice_desk.invoice.template import Template
from invoice_desk.store.template_files import SUFFIX, read_template, templates_in


def pair(files: Sequence[Path], template: Path) -> list[tuple[Path, Template]]:
    """Return each file with its template: the one in the file `template`, or one of that folder.

    From a folder a file takes the template with the longest name that its own name begins with:
    acme-2026-03.pdf takes acme.template.json. Raises BadTemplate where none does.
    """
    if not template.is_dir():
        chosen = read_template(template)
        return [(file, chosen) for file in files]
    templates = templates_in(template)
    return [(file, _by_name(file, templates, folder=template)) for file in files]


def _by_name(file: Path, templates: Mapping[str, Template], *, folder: Path) -> Template:
    fitting = [name for name in templates if file.name.startswith(name)]
    if not fitting:
        raise BadTemplate(
            f"holds no template for the file {file.name}",
            where=folder,
            remedy=f"name one as the file begins (acme{SUFFIX} for acme-1.pdf), or give one template file",
        )
    return templates[max(fitting, key=len)]
