"""The tools that build the bundle, as far as they need none: what a library is, licences, growth, trials."""

from __future__ import annotations

import ctypes
import gzip
import json
import platform
import sys
from pathlib import Path

import pytest

pytest.importorskip("tesserocr")
from installer import growth, tested
from installer.elf import can_be_mapped, is_binary, offered
from installer.licences import write_licences
from installer.padding import take_out


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads Linux's binaries")
def test_a_library_that_strip_spoiled_is_known(tmp_path: Path) -> None:
    import numpy as np

    (library,) = Path(np.__file__).parents[1].glob("numpy.libs/libscipy_openblas*")
    assert is_binary(library)
    assert can_be_mapped(library)
    content = bytearray(library.read_bytes())
    start = int.from_bytes(content[32:40], "little")
    size, count = (int.from_bytes(content[at : at + 2], "little") for at in (54, 56))
    loads = [at for at in range(start, start + size * count, size) if content[at : at + 4] == b"\1\0\0\0"]
    content[loads[-1] + 8] ^= 8  # where the last part lies in the file
    (tmp_path / "spoiled.so").write_bytes(content)
    assert not can_be_mapped(tmp_path / "spoiled.so")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads Linux's binaries")
@pytest.mark.skipif(platform.machine() != "x86_64", reason="pages have other sizes elsewhere")
def test_a_library_without_its_padding_is_loaded_and_says_the_same(tmp_path: Path) -> None:
    import PIL

    (library,) = Path(PIL.__file__).parents[1].glob("pillow.libs/libXau*")
    slim = tmp_path / library.name
    slim.write_bytes(library.read_bytes())
    assert take_out(slim)
    assert slim.stat().st_size < library.stat().st_size / 20
    assert can_be_mapped(slim)
    assert offered(slim) == offered(library)
    assert ctypes.CDLL(str(slim)).XauFileName is not None
    assert not take_out(slim), "there is no more to take out"


def test_the_licences_of_qt_are_told_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("installer.licences._pyinstaller", lambda: "6")
    told = json.loads(gzip.decompress(write_licences(tmp_path / "licences.json.gz").read_bytes()))
    parts = {one["name"]: one for one in told}
    qt = parts["PySide6_Essentials"]["text"]
    for words in ("GNU LESSER GENERAL PUBLIC LICENSE", "GNU GENERAL PUBLIC LICENSE", "You may replace"):
        assert words in qt
    for name in ("Tesseract", "Leptonica", "Python", "Lucide icons", "DejaVu fonts"):
        assert parts[name]["text"]
    assert [name for name, one in parts.items() if not one["text"] and not one["licence"]] == []


def test_what_grows_the_bundle_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, size in (("_internal/cv2/cv2.so", 3_000_000), ("_internal/new/a.so", 2_000_000)):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(bytes(size))
    (tmp_path / "parts.txt").write_text("     3.0 cv2\n     9.0 torch\n")
    monkeypatch.setattr(growth, "PARTS", tmp_path / "parts.txt")
    parts = growth.sizes(tmp_path / "_internal" / "..")
    told = growth.differences(
        growth.Counter({name: size for name, size in parts.items() if name != "parts.txt"})
    )
    assert told == ["  new         +2.0 MB  new", "  gone        -9.0 MB  torch"]


def test_a_change_of_the_packaging_asks_for_a_new_trial(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tested, "TESTED", tmp_path / "tested.sha256")
    monkeypatch.setattr(sys, "argv", ["tested", "--write"])
    tested.main()
    monkeypatch.setattr(sys, "argv", ["tested"])
    tested.main()
    monkeypatch.setattr(tested, "_asked_for", lambda: ["another list of packages"])
    with pytest.raises(SystemExit, match="make test-installer"):
        tested.main()
