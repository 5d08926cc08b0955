"""Originals: written once, read-only, never half, whatever a file is called."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest

from invoice_desk.errors import BadFile, NotWritten
from invoice_desk.store import originals
from invoice_desk.store.originals import Originals, suffix_of

_CONTENT = b"%PDF-1.7 " + bytes(range(256)) * 9000  # more than one chunk
_SHA256 = hashlib.sha256(_CONTENT).hexdigest()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "فاتورة %1?#.PDF"
    path.parent.mkdir()
    path.write_bytes(_CONTENT)
    return path


@pytest.fixture
def kept(tmp_path: Path) -> Originals:
    return Originals(tmp_path / "desk" / "originals")


def test_an_original_is_kept_byte_for_byte_and_read_only(kept: Originals, file: Path) -> None:
    path = kept.keep(file, sha256=_SHA256, suffix=".pdf")
    assert path == kept.path_of(_SHA256, ".pdf")
    assert path.parent.name == _SHA256[:2]
    assert path.read_bytes() == _CONTENT
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert kept.is_whole(_SHA256, ".pdf")
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert file.read_bytes() == _CONTENT


def test_an_original_is_written_once(kept: Originals, file: Path) -> None:
    path = kept.keep(file, sha256=_SHA256, suffix=".pdf")
    before = path.stat()
    assert kept.keep(file, sha256=_SHA256, suffix=".pdf") == path
    after = path.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_an_original_that_was_cut_short_is_written_anew(kept: Originals, file: Path) -> None:
    path = kept.keep(file, sha256=_SHA256, suffix=".pdf")
    path.chmod(0o644)
    path.write_bytes(_CONTENT[:100])
    assert not kept.is_whole(_SHA256, ".pdf")
    kept.keep(file, sha256=_SHA256, suffix=".pdf")
    assert kept.is_whole(_SHA256, ".pdf")


def test_a_file_that_changes_while_it_is_taken_in_is_refused(kept: Originals, file: Path) -> None:
    file.write_bytes(_CONTENT + b"more")
    with pytest.raises(BadFile, match="was changed while it was taken in"):
        kept.keep(file, sha256=_SHA256, suffix=".pdf")
    assert not kept.is_whole(_SHA256, ".pdf")
    assert not list(kept.path_of(_SHA256, "").parent.iterdir())


def test_a_file_that_is_gone_or_a_folder_is_said(kept: Originals, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"gone\.pdf: cannot be read: No such file"):
        kept.keep(tmp_path / "gone.pdf", sha256=_SHA256, suffix=".pdf")
    with pytest.raises(BadFile, match="cannot be read: Is a directory"):
        kept.keep(tmp_path, sha256=_SHA256, suffix=".pdf")
    assert not list(kept.path_of(_SHA256, "").parent.iterdir())


def test_a_full_disk_leaves_nothing_half_written(
    kept: Originals, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int, data: memoryview) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(originals.os, "write", full)
    with pytest.raises(NotWritten, match="the original cannot be kept: No space left on device"):
        kept.keep(file, sha256=_SHA256, suffix=".pdf")
    assert not list(kept.path_of(_SHA256, "").parent.iterdir())


def test_a_write_in_small_pieces_is_whole(
    kept: Originals, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = os.write
    monkeypatch.setattr(originals.os, "write", lambda out, data: whole(out, data[:40_000]))
    kept.keep(file, sha256=_SHA256, suffix=".pdf")
    assert kept.is_whole(_SHA256, ".pdf")


def test_a_file_in_the_folders_place_is_said(file: Path, tmp_path: Path) -> None:
    (tmp_path / "originals").write_text("")
    with pytest.raises(NotWritten, match="the original cannot be kept"):
        Originals(tmp_path / "originals").keep(file, sha256=_SHA256, suffix=".pdf")


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("a.pdf", ".pdf"),
        ("a.PDF", ".pdf"),
        ("a.tar.gz", ".gz"),
        ("a", ""),
        (".pdf", ""),
        ("a.", ""),
        ("a.p df", ""),
        ("a.pdf/../../etc", ""),
        ("a.pdf\0", ""),
        ("a.\u202efdp", ""),
        ("a.فاتورة", ""),
        ("a.abcdefghi", ""),
        ("a.p\nf", ""),
        ("a.%2e", ""),
        ("..", ""),
        ("", ""),
        ("a.jpg;x", ""),
    ],
)
def test_the_ending_of_an_original_is_harmless(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix


def test_an_original_that_is_not_there_is_not_whole(kept: Originals) -> None:
    assert not kept.is_whole(_SHA256, ".pdf")
