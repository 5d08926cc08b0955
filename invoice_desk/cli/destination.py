"""Where results go: a file that can be written and that is none of those that are read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from invoice_desk.errors import BadSetting

_REMEDY = "choose another name"


def check_out(out: Path, *, inputs: Iterable[Path], template: Path | None = None) -> None:
    """Hold the file of --out against all that must not be lost, before anything is read.

    Raises BadSetting where it is an input or a template, NotWritten where it cannot be written.
    """
    from invoice_desk.files import check_writable
    from invoice_desk.store.template_files import SUFFIX

    if any(path.name.lower().endswith(SUFFIX) for path in (out, _real(out))):
        raise BadSetting("is the name of a template, which is not replaced", where=out, remedy=_REMEDY)
    if template is not None and _is_same(out, template):
        raise BadSetting("is the template, which is not replaced", where=out, remedy=_REMEDY)
    if any(_is_same(out, path) for path in inputs):
        raise BadSetting("is one of the files to be read, which is not replaced", where=out, remedy=_REMEDY)
    check_writable(out)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return _real(one) == _real(other)


def _real(path: Path) -> Path:
    """Return where a path leads through all links, itself where it cannot be followed."""
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):
        return path
