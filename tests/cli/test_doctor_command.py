"""`doctor`: what is there and missing, in words, in JSON and in the exit code."""

from __future__ import annotations

import json
from pathlib import Path

from cli_runs import invoke

from invoice_desk.workflow.settings import Settings, write_settings


def test_a_machine_that_has_all_gives_exit_code_0(tessdata: Path) -> None:
    result = invoke("doctor")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "MISSING" not in result.stdout
    for part in ("tesserocr", "language data ara", "numpy", "PySide6 (desktop)"):
        assert part in result.stdout


def test_missing_language_data_give_exit_code_3_and_the_command(settings_file: Path, tmp_path: Path) -> None:
    write_settings(settings_file, Settings(tessdata=tmp_path))
    result = invoke("doctor")
    assert result.exit_code == 3
    assert "MISSING  language data" in result.stdout
    assert "-> sudo apt-get install tesseract-ocr-eng tesseract-ocr-ara" in result.stdout


def test_json_is_one_array_of_findings(tessdata: Path) -> None:
    result = invoke("doctor", "--json")
    found = json.loads(result.stdout)
    assert all(set(one) == {"part", "is_needed", "is_there", "detail", "remedy"} for one in found)
    assert {one["part"]: one["is_there"] for one in found}["Python"] is True


def test_a_broken_settings_file_is_said(settings_file: Path) -> None:
    settings_file.write_text("{")
    result = invoke("doctor")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: {settings_file}: Invalid JSON")
