"""The tree in which a folder of Google Drive is picked, and the link that is copied from a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from invoice_desk.errors import BadSetting
from invoice_desk.intake.drive.account import Account, Accounts
from invoice_desk.intake.drive.browsing import find_folder, open_folder
from invoice_desk.intake.drive.client import Drive
from invoice_desk.intake.drive.folders import Folder, Top
from invoice_desk.intake.drive.source import open_drive
from invoice_desk.intake.faults import Gone
from tests.intake.drive.server import DriveServer


@pytest.fixture
def opened(drive: DriveServer, account: Account, accounts: Accounts) -> Iterator[Drive]:
    client = open_drive(account.key, accounts, drive.endpoints)
    yield client
    client.close()


def test_the_tree_opens_folder_by_folder(drive: DriveServer, opened: Drive) -> None:
    shelf = drive.shelf
    books = shelf.folder("Books")
    shelf.put("no folder.pdf", b"%PDF-", books)
    year = shelf.folder("20\u202e26/x", books)
    trashed = shelf.folder("old", books)
    shelf.trash(trashed)
    shared = shelf.folder("Shared", "")
    shelf.share(shared)
    shelf.shortcut("to Shared", shared, books)
    team = shelf.shared_drive("Team")
    box = shelf.folder("Box", team)
    assert open_folder(opened, Top.MY_DRIVE).folders == (Folder(books, "Books"),)
    inside = open_folder(opened, Folder(books, "Books")).folders
    assert inside == (Folder(year, "x"), Folder(shared, "to Shared"))
    drives = open_folder(opened, Top.SHARED_DRIVES).folders
    assert drives == (Folder(team, "Team"),)
    assert open_folder(opened, drives[0]).folders == (Folder(box, "Box"),)
    assert open_folder(opened, Top.SHARED_WITH_ME).folders == (Folder(shared, "Shared"),)


@pytest.mark.parametrize("top", [Top.MY_DRIVE, Top.SHARED_DRIVES])
def test_many_folders_come_page_by_page(drive: DriveServer, opened: Drive, top: Top) -> None:
    drive.most = 2
    make = drive.shelf.folder if top is Top.MY_DRIVE else drive.shelf.shared_drive
    wanted = [make(f"{number}") for number in range(5)]
    found, more, pages = [], "", 0
    while more or not pages:
        page = open_folder(opened, top, more)
        found, more, pages = [*found, *page.folders], page.more, pages + 1
    assert [one.id for one in found] == wanted
    assert pages == 3


@pytest.mark.parametrize(
    "link",
    [
        "https://drive.google.com/drive/folders/{}",
        "https://drive.google.com/drive/u/1/folders/{}?resourcekey=x",
        " https://drive.google.com/open?id={}&usp=sharing ",
        "{}",
    ],
)
def test_a_link_from_the_browser_names_a_folder(drive: DriveServer, opened: Drive, link: str) -> None:
    key = drive.shelf.folder("Invoices")
    assert find_folder(opened, link.format(key)) == Folder(key, "Invoices")


def test_a_link_to_no_folder_is_told(drive: DriveServer, opened: Drive) -> None:
    key = drive.shelf.put("a.pdf", b"%PDF-", drive.shelf.folder("x"))
    with pytest.raises(BadSetting, match="is a file and no folder"):
        find_folder(opened, key)
    with pytest.raises(BadSetting, match="no link to a folder"):
        find_folder(opened, "https://example.com/")
    with pytest.raises(Gone, match="may not see it"):
        find_folder(opened, "https://drive.google.com/drive/folders/0123456789abc")
