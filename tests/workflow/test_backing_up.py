"""Backups: of one moment while others work, proved before they are used, never over another desk."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from desks import add, draw, filed, listed

from invoice_desk.errors import BadDesk, BadSetting
from invoice_desk.store.backup import Backup
from invoice_desk.workflow import reviewing
from invoice_desk.workflow.backing_up import back_up, bring_back
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.settings import Settings


def made(desk: Desk, folder: Path) -> Backup:
    *_, last = back_up(desk, folder)
    assert isinstance(last, Backup)
    return last


def test_a_desk_comes_back_whole(desk: Desk, tmp_path: Path) -> None:
    (taken,) = add(desk, draw(tmp_path / "in", "small فاتورة.png"))
    assert made(desk, tmp_path / "backup").invoices == 1
    list(bring_back(tmp_path / "backup", tmp_path / "again"))
    again = Desk.open(tmp_path / "again", Settings())
    kept = filed(again, taken.id)
    assert kept.document.name == "small فاتورة.png"
    assert kept.document.path.read_bytes() == filed(desk, taken.id).document.path.read_bytes()
    assert (tmp_path / "again" / "templates" / "small.template.json").is_file()
    again.close()


def test_a_second_backup_adds_only_what_is_new(desk: Desk, tmp_path: Path) -> None:
    add(desk, draw(tmp_path / "in"))
    made(desk, tmp_path / "backup")
    kept = next((tmp_path / "backup" / "originals").rglob("*.png"))
    before = kept.stat().st_ino
    add(desk, draw(tmp_path / "in", "small-2.png", number="INV-2"))
    assert made(desk, tmp_path / "backup").invoices == 2
    assert kept.stat().st_ino == before
    assert len(list((tmp_path / "backup").glob("desk-*.sqlite3"))) == 1
    assert len(list((tmp_path / "backup" / "originals").rglob("*.png"))) == 2


def test_a_backup_is_of_one_moment_while_others_write(desk: Desk, tmp_path: Path) -> None:
    add(desk, draw(tmp_path / "in"))
    is_over = threading.Event()

    def write() -> None:
        while not is_over.is_set():
            reviewing.delete(desk, [1])
            reviewing.restore(desk, [1])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            made(desk, tmp_path / f"backup-{number}")
    finally:
        is_over.set()
        writer.join()
    for number in range(5):
        list(bring_back(tmp_path / f"backup-{number}", tmp_path / f"again-{number}"))


@pytest.mark.parametrize("part", ["database", "original", "missing"])
def test_a_backup_that_was_changed_is_refused_and_nothing_is_made(
    desk: Desk, tmp_path: Path, part: str
) -> None:
    add(desk, draw(tmp_path / "in"))
    backup = made(desk, tmp_path / "backup")
    target = tmp_path / "backup" / backup.database
    if part != "database":
        target = next((tmp_path / "backup" / "originals").rglob("*.png"))
        target.chmod(0o644)
    if part == "missing":
        target.unlink()
    else:
        content = bytearray(target.read_bytes())
        content[len(content) // 2] ^= 0xFF
        target.write_bytes(content)
    with pytest.raises(BadDesk, match="broken"):
        list(bring_back(tmp_path / "backup", tmp_path / "again"))
    assert not (tmp_path / "again").exists()


def test_a_folder_that_is_no_finished_backup_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(BadDesk, match="no finished backup"):
        list(bring_back(tmp_path, tmp_path / "again"))


def test_a_manifest_leads_to_no_other_folder(desk: Desk, tmp_path: Path) -> None:
    made(desk, tmp_path / "backup")
    manifest = tmp_path / "backup" / "backup.json"
    data = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(data | {"database": "../desk/desk.sqlite3"}), encoding="utf-8")
    with pytest.raises(BadDesk, match="another kind"):
        list(bring_back(tmp_path / "backup", tmp_path / "again"))


def test_nothing_is_written_over(desk: Desk, tmp_path: Path) -> None:
    made(desk, tmp_path / "backup")
    with pytest.raises(BadSetting, match="not written over"):
        list(bring_back(tmp_path / "backup", tmp_path / "desk"))
    strange = tmp_path / "photos"
    strange.mkdir()
    (strange / "cat.png").write_bytes(b"cat")
    with pytest.raises(BadDesk, match="no finished backup"):
        made(desk, strange)
    with pytest.raises(BadSetting, match="lies in the desk itself"):
        made(desk, tmp_path / "desk" / "backups" / "mine")


def test_the_backup_of_another_desk_is_not_replaced(desk: Desk, tmp_path: Path) -> None:
    add(desk, draw(tmp_path / "in"))
    other = Desk.open(tmp_path / "other", Settings())
    add(other, draw(tmp_path / "in", "small-2.png", number="INV-2"))
    made(other, tmp_path / "backup")
    other.close()
    with pytest.raises(BadSetting, match="another desk"):
        made(desk, tmp_path / "backup")


def test_a_stop_leaves_the_earlier_backup_good(desk: Desk, tmp_path: Path) -> None:
    add(desk, draw(tmp_path / "in"))
    first = made(desk, tmp_path / "backup")
    add(desk, draw(tmp_path / "in", "small-2.png", number="INV-2"))
    assert list(back_up(desk, tmp_path / "backup", is_stopped=lambda: True)) == []
    assert [path.name for path in (tmp_path / "backup").glob("desk-*")] == [first.database]
    assert len(listed(desk)) == 2
    list(bring_back(tmp_path / "backup", tmp_path / "again"))


def test_a_first_backup_that_was_broken_off_is_made_again(desk: Desk, tmp_path: Path) -> None:
    """The command says "run it again", after a stop as after a crash."""
    add(desk, draw(tmp_path / "in"), draw(tmp_path / "in", "small-2.png", number="INV-2"))
    folder = tmp_path / "backup"
    stopped = back_up(desk, folder)
    next(stopped)
    stopped.close()
    assert any(folder.iterdir())
    (folder / "desk-20260101T000000000000Z.sqlite3").write_bytes(b"half")
    (folder / ".desk-abc_1.tmp").write_bytes(b"half")
    assert made(desk, folder).invoices == 2
    list(bring_back(folder, tmp_path / "again"))


def test_copies_that_another_desk_put_aside_are_no_backup(desk: Desk, tmp_path: Path) -> None:
    kept = tmp_path / "backups" / "desk-0001-20260101T000000Z.sqlite3"
    kept.parent.mkdir()
    kept.write_bytes(b"kept")
    with pytest.raises(BadDesk, match="no finished backup"):
        made(desk, kept.parent)
    assert kept.read_bytes() == b"kept"


def test_a_backup_whose_database_is_gone_is_said_to_be_broken(desk: Desk, tmp_path: Path) -> None:
    add(desk, draw(tmp_path / "in"))
    database = tmp_path / "backup" / made(desk, tmp_path / "backup").database
    database.unlink()
    with pytest.raises(BadDesk, match=r"its database is gone \(choose another folder\)"):
        made(desk, tmp_path / "backup")
    assert not database.exists()
