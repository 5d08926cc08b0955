"""Template files: written whole, read with every mistake named, and folders of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from small_invoices import small_template

from invoice_desk import files
from invoice_desk.errors import BadTemplate, NotWritten
from invoice_desk.invoice.template import MAX_TEMPLATE_BYTES, template_to_json
from invoice_desk.store.template_files import read_template, template_files_in, write_template

TEMPLATE = small_template(name="Pâtisserie فاتورة")


def test_a_template_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "new" / "small.template.json"
    write_template(path, TEMPLATE)
    assert read_template(path) == TEMPLATE
    assert "فاتورة" in path.read_text(encoding="utf-8")
    assert [one.name for one in path.parent.iterdir()] == ["small.template.json"]


def test_a_write_that_fails_leaves_the_old_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "small.template.json"
    write_template(path, TEMPLATE)

    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "_sync", full)
    with pytest.raises(NotWritten, match="No space left on device"):
        write_template(path, TEMPLATE.model_copy(update={"version": 2}))
    assert read_template(path).version == 1
    assert len(list(tmp_path.iterdir())) == 1


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "small.template.json"
    path.write_text(template_to_json(TEMPLATE), encoding="utf-8-sig")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert read_template(path) == TEMPLATE


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is not JSON"),
        (b"\xff\xfe{\x00}\x00", "is not a text file in UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x80", "is not a text file in UTF-8"),
        (b"[]", "is not a template"),
        (b'{"format": "invoice-desk-template/9"}', "has the unknown format"),
    ],
)
def test_a_file_that_is_no_template_says_so_and_names_the_file(
    tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "wrong.template.json"
    path.write_bytes(content)
    with pytest.raises(BadTemplate) as caught:
        read_template(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(BadTemplate, match=r"gone\.template\.json: cannot be read: No such file or directory"):
        read_template(tmp_path / "gone.template.json")
    with pytest.raises(BadTemplate, match="cannot be read: Is a directory"):
        read_template(tmp_path)
    with pytest.raises(BadTemplate, match="cannot be read"):
        read_template(Path("no\0name"))


def test_a_file_that_is_too_large_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    path = tmp_path / "large.template.json"
    path.write_bytes(b" " * (MAX_TEMPLATE_BYTES + 1))
    with pytest.raises(BadTemplate, match="is larger than 16 MB"):
        read_template(path)


@pytest.mark.timeout(20)
@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero here")
def test_a_file_without_an_end_is_refused() -> None:
    with pytest.raises(BadTemplate, match="is larger than 16 MB"):
        read_template(Path("/dev/zero"))


def test_a_template_through_a_pipe_is_read(tmp_path: Path) -> None:
    """As a shell gives it: --template <(make-template)."""
    reading, writing = os.pipe()
    os.write(writing, template_to_json(TEMPLATE).encode())
    os.close(writing)
    try:
        assert read_template(Path(f"/dev/fd/{reading}")) == TEMPLATE
    finally:
        os.close(reading)


def test_the_templates_of_a_folder_go_by_the_names_of_their_files_and_none_is_read(tmp_path: Path) -> None:
    for name in ("b", "a", "a.long"):
        (tmp_path / f"{name}.template.json").write_text("{")
    (tmp_path / "other.json").write_text("{}")
    assert template_files_in(tmp_path) == {
        name: tmp_path / f"{name}.template.json" for name in ("a", "a.long", "b")
    }


def test_a_folder_without_templates_says_what_is_looked_for(tmp_path: Path) -> None:
    with pytest.raises(BadTemplate) as caught:
        template_files_in(tmp_path)
    assert str(caught.value) == f"{tmp_path}: holds no NAME.template.json file (choose another folder)"
