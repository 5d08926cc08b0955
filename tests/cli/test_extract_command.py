"""`extract`: the contract of its output, its files, its errors and its exit codes."""

from __future__ import annotations

import json
import os
from pathlib import Path

import openpyxl
import pytest
from cli_runs import FIELD_KEYS, RECORD_KEYS, invoke, objects, run
from small_invoices import VALUES, draw_invoice, small_template

from invoice_desk.store.template_files import write_template
from invoice_desk.workflow.readers import has_tesserocr
from invoice_desk.workflow.settings import Settings, write_settings

pytestmark = pytest.mark.usefixtures("tessdata")


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "small.template.json"
    write_template(path, small_template())
    return path


@pytest.fixture
def invoices(tmp_path: Path) -> list[Path]:
    return [draw_invoice(tmp_path / f"{number}.png", number=f"INV-{number}") for number in (2003, 2001, 2002)]


def test_each_line_has_exactly_the_keys_of_the_contract(samples: Path) -> None:
    result = invoke(
        "extract", samples / "en-marine-march.pdf", "-t", samples / "en-marine.template.json", "--json"
    )
    (found,) = objects(result.stdout)
    assert (result.exit_code, result.stderr) == (0, "")
    assert set(found) == RECORD_KEYS
    assert found["status"] == "ok"
    for name, value in found["fields"].items():
        has_currency = name in {"subtotal", "discount", "tax", "total"}
        assert set(value) == FIELD_KEYS | ({"currency"} if has_currency else set()), name
        assert isinstance(value["value"], str)
        assert 0 <= value["confidence"] <= 1
        assert all(isinstance(edge, int) for edge in value["box"])
    assert found["fields"]["total"]["value"] == "18553.71"
    assert found["fields"]["issue_date"]["value"] == "2026-03-12"
    assert found["fields"]["paid"]["value"] == "false"
    quantity = {"text": "4", "value": "4", "confidence": 0.995, "reasons": []}
    assert found["tables"]["lines"][0]["quantity"] == quantity
    assert set(found["checks"][0]) == {"name", "ok", "message"}


def test_codes_have_their_keys_and_meaning(samples: Path) -> None:
    result = invoke("extract", samples / "ar-palm.pdf", "-t", samples / "ar-palm.template.json", "--json")
    (code,) = objects(result.stdout)[0]["codes"]
    assert set(code) == {"format", "text", "meaning"}
    assert code["format"] == "QRCode"
    assert code["meaning"]


def test_lines_come_in_the_order_of_the_files(invoices: list[Path], template: Path) -> None:
    result = invoke("extract", *invoices, "-t", template, "--json", "--jobs", "3")
    assert [one["file"] for one in objects(result.stdout)] == [str(path) for path in invoices]
    assert [one["fields"]["number"]["value"] for one in objects(result.stdout)] == [
        "INV-2003",
        "INV-2001",
        "INV-2002",
    ]


def test_one_bad_file_is_a_line_on_each_stream_and_exit_code_1(
    invoices: list[Path], template: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    missing = tmp_path / "missing.png"
    result = invoke("extract", invoices[0], broken, missing, invoices[1], "-t", template, "--json")
    assert result.exit_code == 1
    found = objects(result.stdout)
    assert [one["status"] for one in found] == ["ok", "failed", "failed", "ok"]
    assert [set(one) - RECORD_KEYS for one in found] == [set(), {"error"}, {"error"}, set()]
    assert found[2]["error"] == f"{missing}: is not there (check its name and folder)"
    errors = result.stderr.splitlines()
    assert len(errors) == 2
    assert errors[0].startswith(f"error: {broken}: ")
    assert errors[1] == f"error: {found[2]['error']}"


def test_without_json_a_person_sees_values_and_doubts(template: Path, tmp_path: Path) -> None:
    result = invoke("extract", draw_invoice(tmp_path / "a.png", date="soon"), "-t", template)
    assert result.exit_code == 0
    assert "INV-2045" in result.stdout
    assert "1234.50 AED" in result.stdout
    assert "no date can be understood in it" in result.stdout


def test_the_overview_tells_files_of_one_name_apart_and_marks_doubtful_values(
    template: Path, tmp_path: Path
) -> None:
    data = json.loads(template.read_text())
    data["fields"][2]["role"] = "total"
    template.write_text(json.dumps(data))
    for folder in ("d1", "d2"):
        (tmp_path / folder).mkdir()
    files = [draw_invoice(tmp_path / "d1" / "a.png", total="7 ,"), draw_invoice(tmp_path / "d2" / "a.png")]
    result = invoke("extract", *files, draw_invoice(tmp_path / "d2" / "b.png"), "-t", template)
    first, second, third, doubt = (line.split() for line in result.stdout.splitlines() if ".png" in line)
    assert [row[row.index("│", 3) - 1] for row in (first, second, third)] == ["d1/a.png", "d2/a.png", "b.png"]
    assert "7 AED ? │" in " ".join(first)
    assert "1234.50 AED │" in " ".join(second)
    assert doubt[1] == "d1/a.png"
    alone = invoke("extract", files[0], "-t", template)
    assert "7 AED ? │" in " ".join(alone.stdout.split())


def test_a_hostile_print_cannot_reach_the_terminal(tmp_path: Path) -> None:
    name = "a\x1b[31m\n\u202egnp.png"
    path = draw_invoice(tmp_path / "a.png").rename(tmp_path / name)
    write_template(tmp_path / "t.template.json", small_template(name="[red]small[/]"))
    result = invoke("extract", path, "-t", tmp_path / "t.template.json")
    assert result.exit_code == 0
    assert not set("\x1b\u202e") & set(result.stdout)
    assert "[red]small[/]" in result.stdout


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".json", ".XLSX"])
def test_out_writes_the_values_in_each_format(
    invoices: list[Path], template: Path, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / "new folder" / f"values{suffix}"
    result = invoke("extract", *invoices, "-t", template, "--out", out, "--json")
    assert result.exit_code == 0
    assert result.stderr == f"written: {out}\n"
    assert len(objects(result.stdout)) == 3
    for number in (2001, 2002, 2003):
        assert f"INV-{number}" in content_of(out)
    assert [path.name for path in out.parent.iterdir()] == [out.name]


def content_of(path: Path) -> str:
    if path.suffix.lower() == ".xlsx":
        book = openpyxl.load_workbook(path)
        return repr([list(sheet.values) for sheet in book])
    content = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".json":
        assert [set(one) for one in json.loads(content)] == [RECORD_KEYS] * 3
    return content


@pytest.mark.parametrize("name", ["values.ods", "values", "values.xlsx.", "values.XLS"])
def test_an_unknown_ending_is_refused_before_anything_is_read(
    invoices: list[Path], template: Path, tmp_path: Path, name: str
) -> None:
    result = invoke("extract", *invoices, "-t", template, "--out", tmp_path / name, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"error: {tmp_path / name}: ")
    assert ".xlsx, .csv or .json" in line


def test_results_that_cannot_be_written_give_exit_code_4(
    invoices: list[Path], template: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    result = invoke("extract", invoices[0], "-t", template, "--out", tmp_path / "file" / "o.csv", "--json")
    assert (result.exit_code, result.stdout) == (4, ""), "before anything is read"
    (line,) = result.stderr.splitlines()
    assert line == (
        f"error: {tmp_path}/file/o.csv: cannot be written: {tmp_path}/file is not a folder "
        "(choose another name or folder)"
    )


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("small.template.json", "is the name of a template, which is not replaced"),
        ("other.template.json", "is the name of a template, which is not replaced"),
        ("link.json", "is the name of a template, which is not replaced"),
        ("plain.json", "is the template, which is not replaced"),
        ("input.csv", "is one of the files to be read, which is not replaced"),
        ("link.csv", "is one of the files to be read, which is not replaced"),
    ],
)
def test_what_is_read_is_never_written_over(template: Path, tmp_path: Path, name: str, says: str) -> None:
    plain = template.rename(tmp_path / "plain.json") if name == "plain.json" else template
    invoice = draw_invoice(tmp_path / "a.png").rename(tmp_path / "input.csv")
    (tmp_path / "link.json").symlink_to(template)
    (tmp_path / "link.csv").symlink_to(invoice)
    before = {path: path.read_bytes() for path in (plain, invoice)}
    result = invoke("extract", invoice, "-t", plain, "-o", tmp_path / name, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"error: {tmp_path / name}: {says} (choose another name)\n"
    assert {path: path.read_bytes() for path in (plain, invoice)} == before


def test_through_a_link_the_file_it_leads_to_is_written(
    invoices: list[Path], template: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / "there.csv")
    assert invoke("extract", *invoices, "-t", template, "-o", link).exit_code == 0
    assert link.is_symlink()
    assert "INV-2003" in (tmp_path / "there.csv").read_text(encoding="utf-8-sig")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("more", [["--json"], []], ids=["json", "table"])
def test_a_full_disk_behind_standard_output_is_one_line_and_exit_code_4(
    invoices: list[Path], template: Path, more: list[str]
) -> None:
    with Path("/dev/full").open("wb") as full:
        child = run("extract", *invoices, "-t", template, *more, stdout=full, stderr=-1)
    (line,) = child.stderr.decode().splitlines()
    assert line.startswith("error: standard output: cannot be written: No space left on device")
    assert child.returncode == 4


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"box": [1, 2, 3]}, "field 'total': box: must be four whole numbers: x0, y0, x1, y1"),
        ({"kind": "money"}, "field 'total': kind: "),
        ({"colour": "red"}, "field 'total': colour: "),
        ({"pattern": "(["}, "field 'total': pattern: is not a regular expression"),
        ({"box": [5000, 0, 5010, 10]}, "field 'total': box lies outside the page"),
    ],
)
def test_a_wrong_template_is_one_line_with_the_field_and_the_reason(
    invoices: list[Path], tmp_path: Path, template: Path, change: dict[str, object], says: str
) -> None:
    data = json.loads(template.read_text())
    data["fields"][2] |= change
    wrong = tmp_path / "wrong.template.json"
    wrong.write_text(json.dumps(data))
    result = invoke("extract", *invoices, "-t", wrong, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"error: {wrong}: ")
    assert says in line


def test_a_folder_of_templates_pairs_by_name(tmp_path: Path) -> None:
    for name in ("acme", "acme-north"):
        write_template(tmp_path / f"{name}.template.json", small_template(name=f"of {name}"))
    files = [draw_invoice(tmp_path / f"{name}.png") for name in ("acme-1", "acme-north-1")]
    result = invoke("extract", *files, "-t", tmp_path, "--json")
    assert [one["template"] for one in objects(result.stdout)] == ["of acme", "of acme-north"]


def test_a_file_without_a_template_or_with_a_wrong_one_fails_and_the_rest_is_read(tmp_path: Path) -> None:
    write_template(tmp_path / "acme.template.json", small_template())
    (tmp_path / "wrong.template.json").write_text('{"format": "invoice-desk-template/1"}')
    (tmp_path / "unused.template.json").write_text("{")
    files = [draw_invoice(tmp_path / f"{name}.png") for name in ("other", "acme", "wrong", "more")]
    out = tmp_path / "out.csv"
    result = invoke("extract", *files, "-t", tmp_path, "--json", "-o", out)
    found = objects(result.stdout)
    assert result.exit_code == 1
    assert [(one["template"], one["status"]) for one in found] == [
        (None, "failed"),
        ("small", "ok"),
        (None, "failed"),
        (None, "failed"),
    ]
    assert f"other.png: the folder {tmp_path} holds no template for it" in found[0]["error"]
    assert "wrong.template.json: name: is missing" in found[2]["error"]
    assert "more.png: " in found[3]["error"]
    errors = [f"error: {one['error']}" for one in found if one["status"] == "failed"]
    assert result.stderr.splitlines() == [*errors, f"written: {out}"]
    assert "INV-2045" in out.read_text(encoding="utf-8-sig")


def test_a_template_s_name_is_never_a_file_s_name(tmp_path: Path) -> None:
    work = tmp_path / "work" / "deep"
    work.mkdir(parents=True)
    write_template(work / "t.template.json", small_template(name="../../owned/../x"))
    draw_invoice(work / "a.png")
    for suffix in (".xlsx", ".csv", ".json"):
        result = invoke("extract", work / "a.png", "-t", work, "-o", work / f"out{suffix}", "--json")
        assert result.exit_code == 1, "the folder's file t.template.json does not fit"
        result = invoke(
            "extract", work / "a.png", "-t", work / "t.template.json", "-o", work / f"out{suffix}", "--json"
        )
        assert result.exit_code == 0
        assert objects(result.stdout)[0]["template"] == "../../owned/../x"
    assert sorted(one.name for one in tmp_path.rglob("*")) == [
        "a.png",
        "deep",
        "out.csv",
        "out.json",
        "out.xlsx",
        "t.template.json",
        "work",
    ]


ODD_NAMES = ["two\nlines.png", "فاتورة رقم ٣.png", "with space 'quotes\".png", "-dash.png", "[bold]x.png"]


def test_file_names_of_all_kinds_are_read_and_come_back_as_they_are(tmp_path: Path, template: Path) -> None:
    names = [*ODD_NAMES, os.fsdecode(b"bad\x80\xff.png")]
    for name in names:
        draw_invoice(tmp_path / "a.png").rename(tmp_path / name)
    child = run("extract", "-t", template, "--json", "--", *names, "gone\nfile.png", cwd=tmp_path)
    assert child.returncode == 1
    found = objects(child.stdout)
    assert [one["file"] for one in found] == [*names, "gone\nfile.png"]
    assert [one["status"] for one in found] == ["ok"] * len(names) + ["failed"]
    assert {name: one["value"] for name, one in found[0]["fields"].items()} == VALUES
    assert child.stderr.decode().splitlines() == [
        "error: gone\\nfile.png: is not there (check its name and folder)"
    ]
    shown = run("extract", "-t", template, "-o", "two\nlines.csv", "--", *names, cwd=tmp_path)
    assert shown.returncode == 0
    assert shown.stderr.decode() == "written: two\\nlines.csv\n"
    assert b"bad\\udc80\\udcff.png" in shown.stdout


def test_a_wrong_settings_file_is_named(settings_file: Path, invoices: list[Path], template: Path) -> None:
    settings_file.write_text('{"threads": "many"}')
    result = invoke("extract", *invoices, "-t", template, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: {settings_file}: threads: ")


@pytest.mark.skipif(not has_tesserocr(), reason="tesserocr is not installed")
def test_language_data_that_is_missing_gives_exit_code_3(
    settings_file: Path, invoices: list[Path], template: Path, tmp_path: Path
) -> None:
    write_settings(settings_file, Settings(tessdata=tmp_path))
    result = invoke("extract", *invoices, "-t", template, "--json")
    assert (result.exit_code, result.stdout) == (3, "")
    (line,) = result.stderr.splitlines()
    assert "sudo apt-get install tesseract-ocr-eng" in line


def test_a_language_of_a_field_that_is_not_installed_gives_exit_code_3_and_the_command(
    invoices: list[Path], template: Path, tmp_path: Path
) -> None:
    data = json.loads(template.read_text())
    data["fields"][1]["languages"] = ["eng", "xyz"]
    template.write_text(json.dumps(data))
    result = invoke("extract", *invoices, "-t", template, "--json")
    assert (result.exit_code, result.stdout) == (3, "")
    (line,) = result.stderr.splitlines()
    assert "'xyz' is not there (install it: sudo apt-get install tesseract-ocr-xyz)" in line


@pytest.mark.parametrize(
    "arguments",
    [[], ["a.png"], ["-t", "t.template.json"], ["a.png", "-t", "t", "--jobs", "0"], ["a.png", "--what"]],
)
def test_wrong_arguments_give_exit_code_2(arguments: list[str]) -> None:
    result = invoke("extract", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: ")


@pytest.mark.parametrize(("threshold", "status"), [(1.0, "review"), (0.5, "ok")])
def test_the_threshold_of_the_settings_decides_what_goes_to_review(
    settings_file: Path, samples: Path, threshold: float, status: str
) -> None:
    write_settings(settings_file, Settings(threshold=threshold))
    picture, template = samples / "en-marine-march.pdf", samples / "en-marine.template.json"
    result = invoke("extract", picture, "-t", template, "--json")
    (found,) = objects(result.stdout)
    assert found["status"] == status
