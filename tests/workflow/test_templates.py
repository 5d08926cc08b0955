"""Templates of a desk renamed, duplicated, taken back and imported; their files in its folder follow."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desks import add_and_read, desk_template, draw, filed, read, record_of

from invoice_desk.errors import BadTemplate
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.store.template_files import read_template, write_template
from invoice_desk.store.template_versions import versions_of
from invoice_desk.store.templates import newest_template
from invoice_desk.workflow import reviewing
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.templates import (
    bring_back,
    duplicate,
    export_templates,
    free_name,
    import_files,
    mirror_of,
    remove,
    rename,
    save,
    take_back_version,
)

NAMES = ["شركة النور للتجارة", "a/b\\c: ../..", "CON", "x" * 100, "Café", ".hidden.", "100 %"]


@pytest.mark.parametrize("name", NAMES)
def test_a_template_of_any_name_has_one_file_in_the_folder(desk: Desk, name: str) -> None:
    saved = rename(desk, "small", name)
    files = list(desk.store.folder.templates.iterdir())
    assert [one.parent for one in files] == [desk.store.folder.templates]
    assert read_template(files[0]) == saved.template
    assert saved.template.name == name
    remove(desk, name)
    assert not list(desk.store.folder.templates.iterdir())
    bring_back(desk, name)
    assert mirror_of(desk.store.folder, name) == files[0]
    assert files[0].exists()


@pytest.mark.parametrize("name", NAMES)
def test_it_is_written_out_into_the_folder_that_was_named(desk: Desk, name: str, tmp_path: Path) -> None:
    rename(desk, "small", name)
    (path,) = export_templates(desk, [name], tmp_path / "out")
    assert path.parent == tmp_path / "out"
    assert [one.name for one in (tmp_path / "out").iterdir()] == [path.name]
    assert read_template(path).name == name


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\x00b", "x" * 101, "a\u2028b"])
def test_a_name_that_is_none_is_refused(desk: Desk, name: str) -> None:
    with pytest.raises(BadTemplate, match="is no name for a template"):
        rename(desk, "small", name)
    with pytest.raises(BadTemplate, match="is no name for a template"):
        duplicate(desk, "small", name)


def test_blanks_and_composed_letters_make_no_second_name(desk: Desk) -> None:
    assert rename(desk, "small", "  Cafe\u0301 ").template.name == "Café"
    with pytest.raises(BadTemplate, match="another template has the name 'Café'"):
        duplicate(desk, "Café", "cafe\u0301")


@pytest.mark.usefixtures("tessdata")
def test_an_invoice_of_a_renamed_template_is_read_by_it(desk: Desk, tmp_path: Path) -> None:
    (key,) = add_and_read(desk, draw(tmp_path / "in"))
    rename(desk, "small", "Acme")
    assert filed(desk, key).template == "Acme"
    reviewing.read_again(desk, [key])
    (done,) = read(desk)
    assert done.problem is None
    assert record_of(desk, key).template.name == "Acme"
    (later,) = add_and_read(desk, draw(tmp_path / "in", "small-2.png", number="X-9"))
    assert filed(desk, later).template == "Acme", "its file's name still leads there"


def test_a_copy_is_a_template_of_its_own(desk: Desk) -> None:
    copy = duplicate(desk, "small", "Acme")
    assert (copy.template.name, copy.template.version, copy.stem) == ("Acme", 1, "")
    assert copy.template.fields == desk_template().fields
    remove(desk, "small")
    with desk.reading() as connection:
        assert newest_template(connection, "Acme") == copy
    for name, new in (("small", "Other"), ("Acme", "SMALL"), ("Acme", "Acme")):
        with pytest.raises(BadTemplate):
            duplicate(desk, name, new)


def test_an_old_version_is_taken_back_as_a_new_one(desk: Desk) -> None:
    save(desk, desk_template().model_copy(update={"fields": desk_template().fields[:1]}))
    saved = take_back_version(desk, "small", 1)
    assert (saved.template.version, saved.template.fields) == (3, desk_template().fields)
    assert read_template(mirror_of(desk.store.folder, "small")) == saved.template
    with desk.reading() as connection:
        assert len(versions_of(connection, "small")) == 3


def test_a_free_name_is_not_even_that_of_a_deleted_template(desk: Desk) -> None:
    remove(desk, "small")
    assert free_name(desk, "small") == "small 2"
    assert free_name(desk, "Small") == "Small 2"
    assert free_name(desk, "new\n") == "new"
    assert free_name(desk, "x" * 300) == "x" * 90


def test_corner_pairs_become_a_template_that_is_named_as_the_file(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "coordinates_data.json"
    path.write_text(json.dumps({"1": [[230, 8], [620, 58]], "2": [[230, 128], [620, 178]]}))
    (saved,) = import_files(desk, [path], (Size(640, 240), 1))
    assert saved.template.name == "coordinates_data"
    assert [(one.name, one.box) for one in saved.template.fields] == [
        ("field_1", Box(230, 8, 620, 58)),
        ("field_2", Box(230, 128, 620, 178)),
    ]
    (again,) = import_files(desk, [path], (Size(640, 240), 2))
    assert (again.template.name, again.template.fields[0].page) == ("coordinates_data 2", 2)


def test_of_several_files_none_comes_in_where_one_is_wrong(desk: Desk, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.template.json", tmp_path / "coordinates_data.json"
    write_template(good, desk_template("Beta"))
    bad.write_text('{"1": [[900, 8], [990, 58]]}')
    with pytest.raises(BadTemplate, match="box 1 lies outside the page"):
        import_files(desk, [good, bad], (Size(640, 240), 1))
    bad.write_text('{"1": [[9, 8], [99, 58]]}')
    with pytest.raises(BadTemplate, match="need the page they were drawn on"):
        import_files(desk, [good, bad], None)
    assert free_name(desk, "Beta") == "Beta", "it is not there"
    assert len(import_files(desk, [good, bad], (Size(640, 240), 1))) == 2
