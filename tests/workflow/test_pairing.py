"""Which template reads which file."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_invoices import small_template

from invoice_desk.errors import BadTemplate
from invoice_desk.invoice.template import Template
from invoice_desk.store.template_files import write_template
from invoice_desk.workflow.pairing import pair, templates_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("acme", "acme-north", "بقالة"):
        write_template(tmp_path / f"{name}.template.json", small_template(name=name))
    return tmp_path


def names(files: list[str], template: Path) -> list[str]:
    chosen = [one for _, one in pair([Path(file) for file in files], template)]
    return [one.name if isinstance(one, Template) else str(one) for one in chosen]


def test_one_template_reads_all_files_in_their_order(folder: Path) -> None:
    files = [Path("x.pdf"), Path("acme.png"), Path("x.pdf")]
    pairs = pair(files, folder / "acme.template.json")
    assert [file for file, _ in pairs] == files
    assert [one.name for one in templates_of(pairs)] == ["acme"]


def test_from_a_folder_a_file_takes_the_longest_name_it_begins_with(folder: Path) -> None:
    files = ["in/acme-2026-03.pdf", "acme-north-1.png", "acme-nor.png", "بقالة ٣.jpg", "acme.pdf"]
    assert names(files, folder) == ["acme", "acme-north", "acme", "بقالة", "acme"]


def test_a_template_s_name_ends_with_a_word_of_the_file_s_name(folder: Path) -> None:
    files = ["acme_1.pdf", "acme 1.pdf", "acme(1).pdf", "ACME", "acme-northern.pdf"]
    assert names(files, folder) == ["acme"] * 5
    lacking = [problem for _, problem in pair([Path("acme1.pdf"), Path("acmexport-1.pdf")], folder)]
    assert not any(isinstance(one, Template) for one in lacking)


def test_upper_and_lower_case_and_the_accents_of_a_mac_do_not_matter(tmp_path: Path) -> None:
    for name in ("Acme", "ACME", "che\u0301ne"):
        write_template(tmp_path / f"{name}.template.json", small_template(name=name))
    files = ["Acme-1.pdf", "ACME-1.pdf", "CH\u00c9NE-1.pdf"]
    assert names(files, tmp_path) == ["Acme", "ACME", "che\u0301ne"]


def test_a_file_without_a_template_gets_the_problem_and_the_others_their_templates(folder: Path) -> None:
    (_, first), (_, other), (_, last) = pair([Path("acme-1.pdf"), Path("in/other.pdf"), Path("acme")], folder)
    assert isinstance(first, Template)
    assert first is last
    assert str(other) == (
        f"in/other.pdf: the folder {folder} holds no template for it (name one as the file begins "
        "(acme.template.json for acme-1.pdf), or give one template file)"
    )


def test_a_wrong_template_is_the_problem_of_those_files_alone_that_take_it(folder: Path) -> None:
    (folder / "acme-north.template.json").write_text("{}")
    (folder / "unused.template.json").write_text("{")
    (_, good), (_, bad) = pair([Path("acme-1.pdf"), Path("acme-north-1.pdf")], folder)
    assert isinstance(good, Template)
    assert str(bad).startswith(f"{folder}/acme-north.template.json: is not a template")


def test_a_wrong_template_that_was_given_by_itself_is_an_error(folder: Path) -> None:
    (folder / "acme.template.json").write_text("{}")
    with pytest.raises(BadTemplate, match=r"acme\.template\.json: is not a template"):
        pair([Path("acme-1.pdf")], folder / "acme.template.json")


def test_the_chosen_templates_are_told_each_once(folder: Path) -> None:
    jobs = pair([Path(name) for name in ("acme-1.pdf", "other.pdf", "acme-north.pdf", "acme-2.pdf")], folder)
    assert [one.name for one in templates_of(jobs)] == ["acme", "acme-north"]
