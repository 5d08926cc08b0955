"""`templates`: brought onto a desk, listed, written out, deleted and restored."""

from __future__ import annotations

import json
from pathlib import Path

from desk_runs import desk_template, draw, on, said, words
from desk_runs import write_templates as templates_in

from invoice_desk.store.template_files import read_template


def test_templates_are_listed(read_desk: Path) -> None:
    assert "│ small │ 1 │ small │ number, date, total, seller │" in words(on(read_desk, "templates", "list"))
    assert said(read_desk, "templates", "list") == [
        {"name": "lines", "version": 1, "stem": "lines", "fields": ["items"]},
        {"name": "small", "version": 1, "stem": "small", "fields": ["number", "date", "total", "seller"]},
    ]


def test_one_of_a_known_name_becomes_its_next_version(desk: Path, tmp_path: Path) -> None:
    shorter = desk_template().model_copy(update={"fields": desk_template().fields[:2]})
    result = on(desk, "templates", "import", templates_in(tmp_path / "t", shorter))
    assert (result.exit_code, result.stdout) == (0, "small: version 2\n")
    assert said(desk, "templates", "list")[1]["fields"] == ["number", "date"]


def test_they_are_written_out_and_are_the_same(desk: Path, tmp_path: Path) -> None:
    result = on(desk, "templates", "export", "small", "--to", tmp_path / "out")
    assert result.stdout == f"{tmp_path / 'out' / 'small.template.json'}\n"
    assert read_template(tmp_path / "out" / "small.template.json") == desk_template()
    assert len(on(desk, "templates", "export", "--to", tmp_path / "all").stdout.splitlines()) == 2


def test_a_deleted_one_is_taken_no_more_until_it_is_restored(desk: Path, tmp_path: Path) -> None:
    assert on(desk, "templates", "delete", "small").stdout == "small: deleted\n"
    file = draw(tmp_path / "in", "small-9.png", number="INV-9")
    assert "no template is chosen" in on(desk, "add", file, "--no-read").stdout
    assert on(desk, "templates", "restore", "small").stdout == "small: restored\n"
    assert said(desk, "read")[0]["file"] == "small-9.png"


def test_an_unknown_or_wrong_one_is_said(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.template.json").write_text("{}")
    for arguments in (
        ["delete", "nope"],
        ["restore", "small"],
        ["export", "nope", "--to", str(tmp_path / "out")],
        ["import", str(tmp_path / "bad.template.json")],
        ["import", str(tmp_path / "missing.template.json")],
    ):
        result = on(desk, "templates", *arguments)
        assert (result.exit_code, result.stdout) == (2, ""), arguments
        assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_hostile_name_cannot_reach_the_terminal(desk: Path, tmp_path: Path) -> None:
    folder = templates_in(tmp_path / "t")
    (folder / "x.template.json").write_text(
        (folder / "small.template.json").read_text().replace('"small"', '"[red]\u202exyz"')
    )
    for arguments in (["import", folder], ["list"], ["export", "--to", tmp_path / "out"]):
        result = on(desk, "templates", *arguments)
        assert result.exit_code == 0
        assert "\u202e" not in result.stdout
    assert r"[red]\u202exyz" in on(desk, "templates", "list").stdout


def test_a_renamed_one_keeps_its_invoices(desk: Path) -> None:
    result = on(desk, "templates", "rename", "small", "شركة النور")
    assert (result.exit_code, result.stdout) == (0, "small: renamed to شركة النور\n")
    assert {one["name"] for one in said(desk, "templates", "list")} == {"lines", "شركة النور"}
    assert "has the name" in on(desk, "templates", "rename", "lines", "شركة النور").stderr


def test_numbered_corner_points_come_in_on_the_page_of_an_invoice(desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "coordinates_data.json"
    file.write_text(json.dumps({"1": [[230, 8], [620, 58]], "2": [[230, 128], [620, 178]]}))
    result = on(desk, "templates", "import", file, "--page-of", 1)
    assert (result.exit_code, result.stdout) == (0, "coordinates_data: version 1\n")
    assert said(desk, "templates", "list")[0]["fields"] == ["field_1", "field_2"]
    file.write_text('{"7": [[900, 900], [990, 990]]}')
    outside = on(desk, "templates", "import", file, "--page-of", 1)
    assert outside.exit_code == 2
    assert "box 7 lies outside the page of 640 x 240 pixels" in outside.stderr
