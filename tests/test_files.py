import os
import stat
from pathlib import Path

import pytest

from invoice_desk.errors import NotWritten
from invoice_desk.files import write_text_whole, write_whole


def test_a_file_is_written_with_its_newlines_and_letters(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "فاتورة.txt"
    write_text_whole(path, "a\r\nب\n")
    assert path.read_bytes() == "a\r\nب\n".encode()
    write_text_whole(path, "ب", encoding="utf-8-sig")
    assert path.read_bytes() == b"\xef\xbb\xbf\xd8\xa8"


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
    with pytest.raises(NotWritten, match=r"out\.txt: cannot be written: (Not a directory|File exists)"):
        write_text_whole(tmp_path / "file" / "out.txt", "x")
    with pytest.raises(NotWritten, match=r"File name too long"):
        write_text_whole(tmp_path / ("x" * 300), "x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(NotWritten, match=r"folder: cannot be written"):
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
