"""`ocr`: all print of whole pages, with bounds on the page as it was."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from cli_runs import invoke, objects
from drawn_pages import paper, write
from PIL import Image
from small_invoices import draw_invoice

from invoice_desk.imaging.opening import inspect, open_page
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.reading.codes import Found
from invoice_desk.reading.whole_page import PageLine, PageText, PageWord
from invoice_desk.workflow import recognising

pytestmark = pytest.mark.usefixtures("tessdata")
PART = (0, 600, 1330, 1500)  # of en-catering.jpg: the table, the totals and the QR code
NEAR = 4  # pixels that a bound may differ after a turn


@pytest.fixture(scope="module")
def part(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a part of a photographed sample as a file."""
    path = tmp_path_factory.mktemp("part") / "part.png"
    Image.open(samples / "en-catering.jpg").crop(PART).convert("L").save(path)
    return path


@pytest.fixture(scope="module")
def upright(part: Path) -> dict[str, Any]:
    """Return what is read of the part as it stands."""
    return page_of("ocr", part, "--lang", "eng", "--json")


def page_of(*arguments: str | Path) -> dict[str, Any]:
    result = invoke(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    (found,) = objects(result.stdout)
    return found["pages"][0]


def box_of(bounds: dict[str, int]) -> Box:
    x, y = bounds["x"], bounds["y"]
    return Box(x, y, x + bounds["width"], y + bounds["height"])


def words_of(page: dict[str, Any]) -> dict[str, Box]:
    return {word["text"]: box_of(word["bounds"]) for line in page["regions"] for word in line["words"]}


def turned(box: Box, degrees: int, *, page: Size) -> Box:
    """Return a box of a page where it lies when the page is turned clockwise."""
    x0, y0, x1, y1 = box
    width, height = page.width, page.height
    return {
        90: Box(height - y1, x0, height - y0, x1),
        180: Box(width - x1, height - y1, width - x0, height - y0),
        270: Box(y0, width - x1, y1, width - x0),
    }[degrees]


def differs(one: Box, other: Box) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def test_json_has_the_keys_of_the_contract(upright: dict[str, Any]) -> None:
    assert upright["regions"]
    for region in upright["regions"]:
        assert {"text", "confidence", "bounds"} <= set(region)
        assert set(region["bounds"]) == {"x", "y", "width", "height"}
        assert all(isinstance(edge, int) for edge in region["bounds"].values())
        assert 0 <= region["confidence"] <= 100
        assert box_of(region["bounds"]).share_inside(Box(0, 0, 1330, 900)) == 1
        assert region["text"] == " ".join(word["text"] for word in region["words"])


def test_the_lines_are_read_where_they_stand(part: Path, upright: dict[str, Any]) -> None:
    texts = [region["text"] for region in upright["regions"]]
    assert any(text.startswith("Lunch boxes, mixed") for text in texts)
    ink = open_page(inspect(part), 0)
    box = words_of(upright)["Lunch"]
    assert ink.crop(box).grey.min() < 120
    assert (upright["turned"], upright["page"]) == (0, 1)


def test_a_qr_code_is_listed_and_not_read_as_print(upright: dict[str, Any]) -> None:
    (code,) = upright["codes"]
    assert code["format"] == "QRCode"
    assert "BK-20871" in code["text"]
    assert set(code) == {"format", "text", "meaning", "bounds"}
    place = box_of(code["bounds"])
    assert all(box_of(region["bounds"]).share_inside(place) < 0.5 for region in upright["regions"])


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_of_a_turned_page_the_bounds_are_on_the_page_as_it_was(
    part: Path, upright: dict[str, Any], tmp_path: Path, degrees: int
) -> None:
    picture = Image.open(part)
    path = tmp_path / "turned.png"
    picture.rotate(-degrees, expand=True).save(path)
    page = page_of("ocr", path, "--lang", "eng", "--json")
    assert page["turned"] == degrees
    before, after = words_of(upright), words_of(page)
    size = Size(*picture.size)
    for word in ("Lunch", "Description", "195.00", "1,093.05"):
        assert differs(after[word], turned(before[word], degrees, page=size)) <= NEAR, word
    (code,), (code_before,) = page["codes"], upright["codes"]
    assert code["text"] == code_before["text"]
    place = turned(box_of(code_before["bounds"]), degrees, page=size)
    assert differs(box_of(code["bounds"]), place) <= 3 * NEAR


def test_a_file_that_is_read_is_never_written_over_and_a_wrong_folder_is_said_before(tmp_path: Path) -> None:
    path = draw_invoice(tmp_path / "a.png").rename(tmp_path / "a.json")
    before = path.read_bytes()
    result = invoke("ocr", path, "--json", "-o", path)
    assert (result.exit_code, result.stdout, path.read_bytes()) == (2, "", before)
    assert "is one of the files to be read, which is not replaced" in result.stderr
    result = invoke("ocr", path, "--json", "-o", path / "out.json")
    assert (result.exit_code, result.stdout) == (4, "")
    assert f"{path} is not a folder" in result.stderr


def test_less_sure_lines_are_left_out(part: Path, upright: dict[str, Any]) -> None:
    sure = page_of("ocr", part, "--lang", "eng", "--json", "--min-confidence", "95")
    wanted = [region["text"] for region in upright["regions"] if region["confidence"] >= 95]
    assert 0 < len(wanted) < len(upright["regions"])
    assert [region["text"] for region in sure["regions"]] == wanted


def small_pages(path: Path, *texts: str) -> Path:
    """Write a TIFF with a page for each text."""
    pages = []
    for text in texts:
        pixels = paper(500, 120)
        if text:
            write(pixels, text, 30, 40)
        pages.append(Image.fromarray(pixels))
    pages[0].save(path, save_all=True, append_images=pages[1:])
    return path


def test_every_page_of_every_file_is_read_in_order(tmp_path: Path) -> None:
    many = small_pages(tmp_path / "many.tif", "First page of four", "Second page", "Another page", "")
    one = small_pages(tmp_path / "one.tif", "Another invoice")
    result = invoke("ocr", many, one, "--lang", "eng", "--json")
    first, second = objects(result.stdout)
    assert [first["file"], second["file"]] == [str(many), str(one)]
    texts = [[region["text"] for region in page["regions"]] for page in first["pages"]]
    assert texts == [["First page of four"], ["Second page"], ["Another page"], []]
    assert [page["page"] for page in first["pages"]] == [1, 2, 3, 4]


def test_out_writes_json_and_csv(tmp_path: Path) -> None:
    files = [small_pages(tmp_path / f"{n}.tif", text) for n, text in enumerate(("First line", "=1+2"))]
    for suffix in ("json", "csv"):
        result = invoke("ocr", *files, "--lang", "eng", "-o", tmp_path / f"out.{suffix}", "--json")
        assert (result.exit_code, result.stderr) == (0, f"written: {tmp_path}/out.{suffix}\n")
    assert json.loads((tmp_path / "out.json").read_text()) == objects(result.stdout)
    rows = list(csv.reader((tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows[:2] == [["text", "confidence"], ["First line", rows[1][1]]]
    assert 0 <= float(rows[1][1]) <= 100
    assert rows[2][0].startswith("'="), "no cell can become a formula"
    invoke("ocr", files[0], "--lang", "eng", "-o", tmp_path / "one.json")
    assert set(json.loads((tmp_path / "one.json").read_text())) == {"file", "pages"}


def test_without_json_a_line_of_print_is_a_line(tmp_path: Path) -> None:
    result = invoke("ocr", small_pages(tmp_path / "a.tif", "First line"), "--lang", "eng")
    (line,) = result.stdout.splitlines()
    confidence, text = line.split(maxsplit=1)
    assert (text, 0 <= float(confidence) <= 100) == ("First line", True)


def test_one_bad_file_never_stops_the_others(tmp_path: Path) -> None:
    good = small_pages(tmp_path / "good.tif", "First line")
    missing = tmp_path / "missing.pdf"
    result = invoke("ocr", missing, good, "--lang", "eng", "--json")
    assert result.exit_code == 1
    failed, read = objects(result.stdout)
    assert failed == {
        "file": str(missing),
        "status": "failed",
        "error": f"{missing}: is not there (check its name and folder)",
        "pages": [],
    }
    assert len(read["pages"]) == 1
    assert result.stderr.splitlines() == [f"error: {failed['error']}"]


def test_what_a_code_says_cannot_reach_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    evil = "\x1b]0;owned\x07\nerror: \u202eforged\x85\u2028\x9b31m"
    line = PageLine((PageWord(evil, 0.9, Box(0, 0, 9, 9)),))
    text = PageText((line,), (Found("QRCode", evil, Box(0, 0, 9, 9)),), 0, 0.0)
    monkeypatch.setattr(recognising, "read_page", lambda *_: text)
    path = draw_invoice(tmp_path / "a.png")
    result = invoke("ocr", path, "--lang", "eng")
    assert len(result.stdout.splitlines()) == 2
    assert unprintable(result.stdout) == {"\n"}
    result = invoke("ocr", path, "--lang", "eng", "--json")
    (found,) = objects(result.stdout)
    assert found["pages"][0]["codes"][0]["text"] == evil
    assert unprintable(result.stdout) == {"\n", "\u202e"}


def unprintable(text: str) -> set[str]:
    return {char for char in text if not char.isprintable()}


@pytest.mark.parametrize("lang", ["", "eng+", "../eng", "eng ara", "٣", "eng\n"])
def test_a_language_that_is_no_name_is_refused(tmp_path: Path, lang: str) -> None:
    result = invoke("ocr", tmp_path / "a.png", "--lang", lang, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: --lang: ")


def test_a_language_that_is_not_installed_gives_exit_code_3_and_the_command(tmp_path: Path) -> None:
    result = invoke("ocr", draw_invoice(tmp_path / "a.png"), "--lang", "cym", "--json")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "sudo apt-get install tesseract-ocr-cym" in result.stderr


@pytest.mark.parametrize("arguments", [["-o", "out.xlsx"], ["-o", "out"], ["--min-confidence", "101"]])
def test_wrong_arguments_give_exit_code_2_before_anything_is_read(
    tmp_path: Path, arguments: list[str]
) -> None:
    result = invoke("ocr", tmp_path / "missing.png", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "missing.png: is not there" not in result.stderr
