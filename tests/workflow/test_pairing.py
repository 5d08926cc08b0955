"""Which template reads which file."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_invoices import small_template

from invoice_desk.errors import BadTemplate
from invoice_desk.store.template_files import write_template
from invoice_desk.workflow.pairing import pair


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("acme", "acme-north", "بقالة"):
        write_template(tmp_path / f"{name}.template.json", small_template(name=name))
    return tmp_path


def names(files: list[str], template: Path) -> list[str]:
    return [one.name for _, one in pair([Path(file) for file in files], template)]


def test_one_template_reads_all_files_in_their_order(folder: Path) -> None:
    files = [Path("x.pdf"), Path("acme.png"), Path("x.pdf")]
    pairs = pair(files, folder / "acme.template.json")
    assert [file for file, _ in pairs] == files
    assert {one.name for _, one in pairs} == {"acme"}


def test_from_a_folder_a_file_takes_the_longest_name_it_begins_with(folder: Path) -> None:
    files = ["in/acme-2026-03.pdf", "acme-north-1.png", "acme-nor.png", "بقالة ٣.jpg", "acme.pdf"]
    assert names(files, folder) == ["acme", "acme-north", "acme", "بقالة", "acme"]


def test_a_file_without_a_template_is_named_before_anything_is_read(folder: Path) -> None:
    with pytest.raises(BadTemplate) as caught:
        pair([Path("acme-1.pdf"), Path("in/other.pdf")], folder)
    assert str(caught.value) == (
        f"{folder}: holds no template for the file other.pdf (name one as the file begins "
        "(acme.template.json for acme-1.pdf), or give one template file)"
    )
