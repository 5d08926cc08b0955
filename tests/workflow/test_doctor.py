"""The doctor: what is there, what is missing, and the command that mends it."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from invoice_desk.workflow import doctor
from invoice_desk.workflow.doctor import Finding, examine
from invoice_desk.workflow.settings import Settings


def found(part: str, settings: Settings | None = None) -> Finding:
    (one,) = [one for one in examine(settings or Settings()) if one.part == part]
    return one


def test_all_that_is_needed_is_there(tessdata: Path) -> None:
    assert [one.part for one in examine(Settings()) if one.is_needed and not one.is_there] == []


def test_every_finding_says_something_and_only_what_is_missing_has_a_remedy() -> None:
    for one in examine(Settings()):
        assert one.detail
        assert bool(one.remedy) is not one.is_there


@pytest.mark.parametrize("file", ["arabic_digits.pt2", "arabic_glyphs.pt2", "arabic_bands.pt2"])
def test_a_digit_model_that_is_not_the_one_of_its_card_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    assert found("digit model").is_there

    for one in doctor.MODELS.iterdir():
        (tmp_path / one.name).write_bytes(one.read_bytes())
    with (tmp_path / file).open("ab") as model:
        model.write(b"more")
    monkeypatch.setattr(doctor, "MODELS", tmp_path)

    told = found("digit model")
    assert (told.is_there, told.is_needed) == (False, False)
    assert "digits train" in told.remedy


def test_an_empty_folder_of_language_data_has_its_command(tmp_path: Path) -> None:
    one = found("language data", Settings(tessdata=tmp_path))
    assert (one.is_needed, one.is_there) == (True, False)
    assert one.remedy == (
        "sudo apt-get install tesseract-ocr-eng tesseract-ocr-ara tesseract-ocr-fra tesseract-ocr-osd"
    )


def test_one_missing_language_is_named(tmp_path: Path, tessdata: Path) -> None:
    for name in ("eng", "ara", "osd"):
        (tmp_path / f"{name}.traineddata").symlink_to(tessdata / f"{name}.traineddata")
    settings = Settings(tessdata=tmp_path)
    assert found("language data eng", settings).is_there
    french = found("language data fra", settings)
    assert (french.is_there, french.remedy) == (False, "sudo apt-get install tesseract-ocr-fra")


@pytest.mark.parametrize(
    ("is_linked", "is_program", "needed"),
    [
        (True, True, []),
        (True, False, []),
        (False, True, []),
        (False, False, ["tesserocr", "tesseract (program)"]),
    ],
)
def test_one_way_to_run_tesseract_is_enough(
    monkeypatch: pytest.MonkeyPatch,
    is_linked: bool,  # noqa: FBT001
    is_program: bool,  # noqa: FBT001
    needed: list[str],
) -> None:
    monkeypatch.setattr(doctor, "has_tesserocr", lambda: is_linked)
    monkeypatch.setattr(doctor, "has_program", lambda: is_program)
    monkeypatch.setattr(doctor.shutil, "which", lambda name: f"/bin/{name}" if is_program else None)
    monkeypatch.setattr(doctor.subprocess, "run", list_no_fonts)
    missing = [one.part for one in examine(Settings()) if one.is_needed and not one.is_there]
    assert [part for part in missing if part.startswith("tess")] == needed


def list_no_fonts(*_: Any, **__: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.CompletedProcess([], 0, "", "")


def test_fonts_and_the_desktop_are_no_need(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.subprocess, "run", list_no_fonts)
    monkeypatch.setattr(doctor, "_can_load", lambda library: False)
    for one in examine(Settings()):
        if "desktop" in one.part or "fonts" in one.part:
            assert not one.is_needed
    if doctor.shutil.which("fc-list"):
        assert found("Arabic fonts").remedy.startswith("sudo apt-get install ")


def test_a_font_list_that_hangs_or_cannot_be_run_is_no_end(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*_: Any, **__: Any) -> None:
        raise subprocess.TimeoutExpired("fc-list", 20)

    monkeypatch.setattr(doctor.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(doctor.subprocess, "run", hang)
    assert not found("Arabic fonts").is_there
