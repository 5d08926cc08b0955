"""Template files on disk: NAME.template.json."""

from __future__ import annotations

from pathlib import Path

from invoice_desk.errors import BadTemplate
from invoice_desk.files import write_text_whole
from invoice_desk.invoice.template import MAX_TEMPLATE_BYTES, Template, template_from_json, template_to_json

SUFFIX = ".template.json"


def read_template(path: Path) -> Template:
    """Return the template in a file. Raises BadTemplate: not there, not UTF-8, too large, or wrong."""
    try:
        with path.open("rb") as file:  # its size is not asked: a pipe and a device have none
            content = file.read(MAX_TEMPLATE_BYTES + 1)
        if len(content) > MAX_TEMPLATE_BYTES:
            limit = MAX_TEMPLATE_BYTES // 1024 // 1024
            raise BadTemplate(f"is larger than {limit} MB, which no template is", where=path)
        text = content.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "is not a text file in UTF-8"
        raise BadTemplate(
            f"cannot be read: {reason}", where=path, remedy=f"choose a NAME{SUFFIX} file"
        ) from error
    return template_from_json(text, where=str(path))


def write_template(path: Path, template: Template) -> None:
    """Write a template to a file, whole or not at all. Raises NotWritten."""
    write_text_whole(path, template_to_json(template))


def template_files_in(folder: Path) -> dict[str, Path]:
    """Return the template files of a folder by their names without the ending; none is read yet.

    Raises BadTemplate where there is none.
    """
    paths = sorted(folder.glob(f"*{SUFFIX}"))
    if not paths:
        raise BadTemplate(f"holds no NAME{SUFFIX} file", where=folder, remedy="choose another folder")
    return {path.name.removesuffix(SUFFIX): path for path in paths}
