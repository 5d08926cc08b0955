"""What comes with the program: the bundle finds its own parts and asks for none of the machine's."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import pytest

from invoice_desk.imaging import pdf_process
from invoice_desk.reading import tessdata
from invoice_desk.shipped import is_bundle, shipped
from invoice_desk.workflow import desk_process, licences, reading_process
from invoice_desk.workflow.child import start_child
from invoice_desk.workflow.readers import has_program


def test_its_files_are_found_beside_the_package() -> None:
    assert (shipped("resources/icons") / "LICENSE_LUCIDE").is_file()
    assert shipped("resources/invoice-desk.svg").is_file()
    assert not is_bundle()


def test_language_data_that_came_along_is_asked_before_the_machines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, other = tmp_path / "own", tmp_path / "other"
    for folder in (own, other):
        folder.mkdir()
        (folder / "eng.traineddata").touch()
    monkeypatch.setenv("TESSDATA_PREFIX", str(other))
    assert tessdata.find_tessdata() == other
    monkeypatch.setattr(tessdata, "shipped", lambda name: tmp_path / "own" if name == "tessdata" else None)
    assert tessdata.find_tessdata() == own
    assert tessdata.find_tessdata(other) == other  # what a person chose


def test_the_bundle_starts_itself_to_read_and_asks_for_no_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert has_program()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert not has_program()
    assert pdf_process._command() == [sys.executable, "--pdf-worker"]
    assert reading_process._command() == [sys.executable, "--reading-worker"]
    assert desk_process._command() == [sys.executable, "--desk-worker"]


def test_a_process_of_a_bundle_finds_the_libraries_of_the_bundle_anew() -> None:
    told = start_child(
        [sys.executable, "-c", "import os; print(os.environ['PYINSTALLER_RESET_ENVIRONMENT'])"]
    )
    assert told.communicate()[0] == "1\n"


def test_every_part_is_told_with_its_version_and_licence() -> None:
    parts = {part.name: part for part in licences.read_parts()}
    assert next(iter(parts)) == "Invoice Desk"
    assert "MIT License" in parts["Invoice Desk"].text
    assert parts["pydantic"].licence == "MIT"
    assert "Permission is hereby granted" in parts["pydantic"].text
    assert "LGPL" in parts["PySide6_Essentials"].licence
    assert not {"pytest", "ruff", "mypy"} & set(parts)


def test_the_bundle_tells_the_parts_that_it_was_built_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = '[{"name": "Qt", "version": "6", "licence": "LGPL", "text": "T"}]'
    (tmp_path / "licences.json.gz").write_bytes(gzip.compress(told.encode()))
    monkeypatch.setattr(licences, "shipped", lambda _name: tmp_path / "licences.json.gz")
    assert licences.read_parts() == [licences.Part("Qt", "6", "LGPL", "T")]
