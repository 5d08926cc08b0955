"""The folders of a Drive as a tree in which one is picked: My Drive, what is shared, and shared drives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from invoice_desk.errors import BadSetting
from invoice_desk.intake.drive.choice import ROOT
from invoice_desk.intake.drive.client import Drive
from invoice_desk.intake.drive.files import FOLDER, SHORTCUT
from invoice_desk.intake.drive.folders import Folder, FolderPage, Top
from invoice_desk.intake.drive.walking import get_file
from invoice_desk.intake.names import plain_name

_FOLDERS, _DRIVES = 200, 100
_LINK = re.compile(r"(?:/folders/|/drive/u/\d+/folders/|[?&]id=)([\w-]{10,})")
_ID = re.compile(r"[\w-]{10,}")


def open_folder(drive: Drive, what: Top | Folder, more: str = "") -> FolderPage:
    """Return the folders that lie in one, page by page. Raises the kin of SourceFault."""
    if what is Top.SHARED_DRIVES:
        return _shared_drives(drive, more)
    if what is Top.SHARED_WITH_ME:
        where = "sharedWithMe = true"
    else:
        where = f"'{what.id if isinstance(what, Folder) else ROOT}' in parents"
    token = {"pageToken": more} if more else {}
    kinds = f"(mimeType = '{FOLDER}' or mimeType = '{SHORTCUT}')"
    answer = drive.ask(
        lambda drive: drive.files().list(
            q=f"{where} and trashed = false and {kinds}",
            fields="nextPageToken,files(id,name,mimeType,shortcutDetails(targetId,targetMimeType))",
            orderBy="name_natural",
            pageSize=_FOLDERS,
            spaces="drive",
            supportsAllDrives=True,
            includeItemsFromAllDrives=True,
            **token,
        )
    )
    found = (_folder(one) for one in answer.get("files", []))
    unique = {one.id: one for one in found if one is not None}
    return FolderPage(tuple(unique.values()), str(answer.get("nextPageToken") or ""))


def find_folder(drive: Drive, link: str) -> Folder:
    """Return the folder of a link that a person copied in the browser, or of an id.

    Raises BadSetting where it is none, and the kin of SourceFault.
    """
    text = link.strip()
    match = _LINK.search(text)
    key = match[1] if match else text
    if not _ID.fullmatch(key):
        raise BadSetting(
            "is no link to a folder of Google Drive",
            where=text[:200],
            remedy="open the folder in the browser and copy its address",
        )
    file = get_file(drive, key, where=plain_name(key), fields="id,name,mimeType")
    if file.get("mimeType") != FOLDER:
        raise BadSetting("is a file and no folder", where=plain_name(str(file.get("name", ""))))
    return Folder(str(file["id"]), plain_name(str(file.get("name", ""))))


def _shared_drives(drive: Drive, more: str) -> FolderPage:
    token = {"pageToken": more} if more else {}
    answer = drive.ask(
        lambda drive: drive.drives().list(fields="nextPageToken,drives(id,name)", pageSize=_DRIVES, **token)
    )
    found = [Folder(str(one["id"]), plain_name(str(one["name"]))) for one in answer.get("drives", [])]
    return FolderPage(tuple(found), str(answer.get("nextPageToken") or ""))


def _folder(file: Mapping[str, Any]) -> Folder | None:
    """Return a folder, also one that a shortcut leads to; None for another file's shortcut."""
    target = file.get("shortcutDetails") or {}
    name = plain_name(str(file.get("name", "")))
    if file.get("mimeType") == FOLDER:
        return Folder(str(file["id"]), name)
    if target.get("targetMimeType") == FOLDER and target.get("targetId"):
        return Folder(str(target["targetId"]), name)
    return None
