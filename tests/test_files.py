import os
import stat
from pathlib import Path

import pytest

from invoice_desk.errors import NotWritten
from invoice_desk.files import check_writable, write_bytes_whole, write_text_whole, write_whole


def test_a_file_is_written_with_its_newlines_and_letters(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "فاتورة.txt"
    write_text_whole(path, "a\r\nب\n")
    assert path.read_bytes() == "a\r\nب\n".encode()
    write_text_whole(path, "ب", encoding="utf-8-sig")
    assert path.read_bytes() == b"\xef\xbb\xbf\xd8\xa8"
    write_bytes_whole(path, b"\x00\r\n\xff")
    assert path.read_bytes() == b"\x00\r\n\xff"
    assert list(path.parent.iterdir()) == [path]


def test_an_old_file_is_replaced_only_when_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")

    def write(temporary: Path) -> None:
        temporary.write_text("new")
        assert path.read_text() == "old"
        assert temporary.parent == path.parent  # so that the last step is a rename, not a copy

    write_whole(path, write)
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), ValueError("a bug"), KeyboardInterrupt()]
)
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, error: BaseException
) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")

    def write(temporary: Path) -> None:
        temporary.write_text("half")
        raise error

    with pytest.raises(NotWritten if isinstance(error, OSError) else type(error)):
        write_whole(path, write)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_message_names_the_file_and_the_reason_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotWritten, match=r"out\.txt: cannot be written: .*/file is not a folder \(choose"):
        write_text_whole(tmp_path / "file" / "more" / "out.txt", "x")
    with pytest.raises(NotWritten, match=r"File name too long"):
        write_text_whole(tmp_path / ("x" * 300), "x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(NotWritten, match=r"folder: cannot be written: it is a folder"):
        write_text_whole(tmp_path / "folder", "x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


@pytest.mark.parametrize("name", ["a\0b", "half\ud800", "a\0/b"])
def test_a_name_that_no_file_can_have_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotWritten, match="no file can have this name"):
        write_text_whole(tmp_path / name, "x")
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_not_utf8_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"bad\x80.txt")
    write_text_whole(path, "x")
    assert path.read_text() == "x"


def test_a_new_file_has_the_usual_permissions_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    path, usual = tmp_path / "out.txt", tmp_path / "usual.txt"
    usual.touch()
    write_text_whole(path, "x")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)
    path.chmod(0o600)
    write_text_whole(path, "y")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_stays_and_what_it_leads_to_is_written_whole(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target, link, dangling = tmp_path / "there" / "out.txt", tmp_path / "link", tmp_path / "dangling"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    dangling.symlink_to(tmp_path / "new" / "out.txt")

    def fail(temporary: Path) -> None:
        assert temporary.parent == target.parent
        raise OSError(28, "No space left on device")

    with pytest.raises(NotWritten, match="link: cannot be written: No space"):
        write_whole(link, fail)
    assert target.read_text() == "old"
    for one in (link, dangling):
        write_text_whole(one, "new")
        assert one.is_symlink()
        assert one.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert list(target.parent.iterdir()) == [target]


def test_what_is_no_plain_file_is_never_replaced(tmp_path: Path) -> None:
    loop, pipe = tmp_path / "loop", tmp_path / "pipe"
    loop.symlink_to(loop)
    os.mkfifo(pipe)
    for path, says in ((loop, "the link leads to itself"), (pipe, "it is no plain file")):
        with pytest.raises(NotWritten, match=says):
            write_text_whole(path, "x")
    assert loop.is_symlink()
    assert pipe.is_fifo()


def test_a_trial_tells_what_could_not_be_written_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotWritten, match="/file is not a folder"):
        check_writable(tmp_path / "file" / "out.txt")
    with pytest.raises(NotWritten, match="it is a folder"):
        check_writable(tmp_path)
    check_writable(tmp_path / "new" / "folder" / "out.txt")
    check_writable(tmp_path / "file")
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="no folder here that nobody can write to")
def test_a_folder_that_takes_no_files_is_told_before(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match=r"out\.txt: cannot be written: "):
        check_writable(Path("/proc/1/out.txt"))
