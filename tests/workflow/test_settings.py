"""The settings: one file of differences, refused by name where it is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from invoice_desk.errors import BadSetting
from invoice_desk.workflow.settings import (
    EngineChoice,
    Settings,
    ShownDigits,
    ThemeChoice,
    change_settings,
    database_url,
    read_settings,
    settings_path,
    write_settings,
)


def test_without_a_file_there_are_defaults_that_work(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "settings.json") == Settings()
    assert Settings() == Settings(engine=EngineChoice.AUTO, tessdata=None, threads=None)


def test_the_settings_lie_in_the_user_s_folder(settings_file: Path) -> None:
    assert settings_path() == settings_file


@pytest.mark.parametrize(
    ("settings", "written"),
    [
        (Settings(), {}),
        (Settings(threads=2), {"threads": 2}),
        (
            Settings(engine=EngineChoice.PYTESSERACT, tessdata=Path("/data/بيانات")),
            {"engine": "pytesseract", "tessdata": "/data/بيانات"},
        ),
    ],
)
def test_only_differences_are_written_and_all_comes_back(
    tmp_path: Path, settings: Settings, written: dict[str, object]
) -> None:
    path = tmp_path / "new" / "settings.json"
    write_settings(path, settings)
    assert json.loads(path.read_text(encoding="utf-8")) == written
    assert read_settings(path) == settings


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"{", "Invalid JSON"),
        (b"", "Invalid JSON"),
        (b"[]", "should be an object"),
        (b'{"threads": 0}', "threads: "),
        (b'{"engine": "abbyy"}', "engine: "),
        (b'{"color": "red"}', "color: "),
        (b"\xff\xfe", "cannot be read"),
    ],
)
def test_a_wrong_file_is_refused_by_name_in_one_line(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    with pytest.raises(BadSetting) as caught:
        read_settings(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert says in message
    assert ": :" not in message
    assert message.endswith("(mend or delete it)")
    assert "\n" not in message


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="cannot be read"):
        read_settings(tmp_path)


def test_settings_cannot_be_changed_in_place() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().threads = 3  # type: ignore[misc]


def test_a_database_is_named_without_its_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"database": "postgresql+psycopg://amal@desk.local/invoices"}', encoding="utf-8")
    assert database_url(read_settings(path)) == "postgresql+psycopg://amal@desk.local/invoices"
    assert database_url(Settings()) is None
    monkeypatch.setenv("INVOICE_DESK_DATABASE", "postgresql+psycopg:///other")
    assert database_url(Settings()) == "postgresql+psycopg:///other"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("postgresql+psycopg://amal:secret@desk.local/invoices", "must hold no password"),
        ("sqlite:////etc/passwd", "must begin with"),
        ("mysql://desk.local/invoices", "must begin with"),
    ],
)
def test_another_database_or_one_with_its_password_is_refused(tmp_path: Path, url: str, why: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"database": url}), encoding="utf-8")
    with pytest.raises(BadSetting, match=why) as refused:
        read_settings(path)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('{"threshold": 0.4}', "threshold: "),
        ('{"threshold": 1.01}', "threshold: "),
        ('{"theme": "pink"}', "theme: "),
        ('{"digits": "roman"}', "digits: "),
        ('{"languages": []}', "languages: "),
        ('{"languages": ["../x"]}', "languages.0: "),
        ('{"reader": "codes"}', "reader: "),
        ('{"currency": "XXQ"}', "is no currency of ISO 4217"),
        ('{"date_order": "ydm"}', "date_order: "),
        ('{"shortcuts": {"read": 5}}', "shortcuts.read: "),
        ('{"threads": 257}', "threads: "),
    ],
)
def test_a_value_that_is_none_is_refused_by_its_name(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadSetting, match="mend or delete it") as refused:
        read_settings(path)
    assert says in str(refused.value)


def test_a_change_writes_only_what_differs_and_leaves_what_another_window_changed(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    change_settings(path, {"theme": ThemeChoice.DARK, "threshold": 0.9})
    changed = change_settings(path, {"threshold": 0.8, "digits": ShownDigits.ARABIC, "languages": ("ara",)})
    assert (changed.theme, changed.threshold) == (ThemeChoice.DARK, 0.8)
    written = json.loads(path.read_text(encoding="utf-8"))
    assert written == {"theme": "dark", "digits": "arabic", "languages": ["ara"]}
    assert read_settings(path) == changed


def test_a_change_to_a_value_that_is_none_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    change_settings(path, {"theme": ThemeChoice.DARK})
    with pytest.raises(BadSetting, match="threshold"):
        change_settings(path, {"threshold": 0.1, "theme": ThemeChoice.LIGHT})
    assert read_settings(path).theme is ThemeChoice.DARK


def test_a_broken_file_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": ', encoding="utf-8")
    with pytest.raises(BadSetting, match="Invalid JSON"):
        change_settings(path, {"threads": 2})
    assert path.read_text(encoding="utf-8") == '{"theme": '
