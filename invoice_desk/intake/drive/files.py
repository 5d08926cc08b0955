"""A file as Drive describes it, as the intake knows it: by id and hash, and why it is passed over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from invoice_desk.imaging.opening import KINDS
from invoice_desk.intake.answers import whole_number
from invoice_desk.intake.downloading import MOST_BYTES
from invoice_desk.intake.drive.choice import DriveChoice, FileKind
from invoice_desk.intake.faults import BadItem
from invoice_desk.intake.kinds import is_invoice_name
from invoice_desk.intake.names import plain_name
from invoice_desk.intake.source import Found

FOLDER = "application/vnd.google-apps.folder"
SHORTCUT = "application/vnd.google-apps.shortcut"
PDF = "application/pdf"

_GOOGLES = "application/vnd.google-apps."
_EXPORTED = {f"{_GOOGLES}document", f"{_GOOGLES}spreadsheet"}

_FACTS = (
    "id,name,mimeType,size,md5Checksum,headRevisionId,modifiedTime,shortcutDetails(targetId,targetMimeType)"
)
LIST_FIELDS = f"nextPageToken,incompleteSearch,files({_FACTS})"
GET_FIELDS = f"{_FACTS},trashed"
_CHANGED = f"{_FACTS},trashed,parents,sharedWithMeTime"
CHANGE_FIELDS = f"nextPageToken,newStartPageToken,changes(fileId,removed,file({_CHANGED}))"

File = Mapping[str, Any]


def found_of(file: File, choice: DriveChoice) -> Found:
    """Return a file as the journal knows it."""
    kind, name = str(file.get("mimeType", "")), str(file.get("name", ""))
    is_exported = kind in _EXPORTED
    details = {"md5": str(file.get("md5Checksum", "")), "as": PDF if is_exported else ""}
    return Found(
        id=str(file["id"]),
        version=_version(file, is_exported=is_exported),
        name=_shown_name(name, is_exported=is_exported),
        size=None if is_exported else _size(file),
        kind=kind,
        details={key: value for key, value in details.items() if value},
        refusal=_refusal(file, choice, kind, name),
    )


def refused(file: File, what: str, remedy: str = "") -> Found:
    """Return a file that is passed over, with the reason."""
    name = plain_name(str(file.get("name", "")))
    version = str(file.get("modifiedTime", ""))
    problem = BadItem(what, where=name, remedy=remedy).problem
    return Found(str(file["id"]), version, name, kind=str(file.get("mimeType", "")), refusal=problem)


def is_folder(file: File) -> bool:
    """Whether this is a folder."""
    return file.get("mimeType") == FOLDER


def is_shortcut(file: File) -> bool:
    """Whether this leads to another file or folder."""
    return file.get("mimeType") == SHORTCUT


def _version(file: File, *, is_exported: bool) -> str:
    """Return what is another one for other bytes. Google's own documents have no hash, only a time."""
    modified = str(file.get("modifiedTime", ""))
    if is_exported:
        return f"pdf {modified}"
    known = file.get("md5Checksum") or file.get("headRevisionId")
    return str(known) if known else f"{file.get('size', '')} {modified}"


def _shown_name(name: str, *, is_exported: bool) -> str:
    plain = plain_name(name)
    return f"{plain}.pdf" if is_exported and not plain.lower().endswith(".pdf") else plain


def _size(file: File) -> int | None:
    return whole_number(str(file.get("size", "")))


def _refusal(file: File, choice: DriveChoice, kind: str, name: str) -> Any:  # noqa: ANN401 - a Problem or None
    shown, remedy = plain_name(name), f"save it there as {KINDS}"
    chosen = _kind_of(kind, name)
    if chosen is None and kind.startswith(_GOOGLES):
        what = f"is a {kind.removeprefix(_GOOGLES)} of Google's, which cannot be read as an invoice"
        return BadItem(what, where=shown, remedy="save it there as a PDF").problem
    if chosen is None:
        return BadItem("is no file of an invoice by its kind", where=shown, remedy=remedy).problem
    if chosen not in choice.kinds:
        return BadItem("is not of the kinds chosen for this source", where=shown).problem
    if (_size(file) or 0) > MOST_BYTES:
        most = MOST_BYTES // (1024 * 1024)
        return BadItem(f"is larger than {most} MB", where=shown, remedy="make it smaller").problem
    return None


def _kind_of(kind: str, name: str) -> FileKind | None:
    if kind in _EXPORTED:
        return FileKind.GOOGLE
    if kind.startswith(_GOOGLES):
        return None
    if kind == PDF or (name.lower().endswith(".pdf") and not kind.startswith("image/")):
        return FileKind.PDF
    is_image = kind.startswith("image/") and not kind.startswith("image/svg")
    return FileKind.IMAGE if is_image or is_invoice_name(name) else None
