"""`invoice-desk numbers` and `invoice-desk digits`, as a person runs them."""

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from cli_runs import invoke, objects
from PIL import Image, ImageDraw, ImageFont

from invoice_desk.workflow import readers

digits = importlib.import_module("invoice_desk.cli.digits")  # the package gives its commands that name

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
FONTS = "/usr/share/fonts/opentype/fonts-hosny-amiri"


def picture(path: Path, text: str) -> Path:
    """Draw one number line."""
    image = Image.new("L", (400, 80), 255)
    font = ImageFont.truetype(FONT, 40, layout_engine=ImageFont.Layout.BASIC)
    ImageDraw.Draw(image).text((30, 14), text, font=font, fill=0)
    image.save(path)
    return path


@pytest.fixture
def one(tmp_path: Path) -> Path:
    pytest.importorskip("torch")
    return picture(tmp_path / "one.png", "٥٢٧٤٨")


def test_a_number_line_becomes_text_value_and_glyphs(one: Path) -> None:
    result = invoke("numbers", one, "--json")

    (found,) = objects(result.stdout)
    assert result.exit_code == 0
    assert (found["file"], found["text"], found["value"]) == (str(one), "٥٢٧٤٨", "52748")
    assert 0 <= found["confidence"] <= 1
    assert [glyph["char"] for glyph in found["glyphs"]] == list("٥٢٧٤٨")
    assert all(len(glyph["box"]) == 4 and 0 < glyph["probability"] <= 1 for glyph in found["glyphs"])


def test_the_kind_says_what_a_number_means(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    path = picture(tmp_path / "date.png", "٢٧/١٢/٢٠٢١")

    (found,) = objects(invoke("numbers", path, "--json", "--kind", "date").stdout)

    assert (found["text"], found["value"]) == ("٢٧/١٢/٢٠٢١", "2021-12-27")


def test_a_file_that_cannot_be_read_does_not_stop_the_others(one: Path, tmp_path: Path) -> None:
    result = invoke("numbers", tmp_path / "none.png", one, "--json")

    failed, found = objects(result.stdout)
    assert result.exit_code == 1
    assert failed["status"] == "failed"
    assert "is not there" in failed["error"]
    assert found["text"] == "٥٢٧٤٨"


def test_a_picture_without_a_number_says_so(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    path = tmp_path / "blank.png"
    Image.fromarray(np.full((40, 200), 255, np.uint8)).save(path)

    assert objects(invoke("numbers", path, "--json").stdout)[0]["text"] is None
    assert "no number" in invoke("numbers", path).stdout


def test_without_the_reader_the_way_out_is_named(one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MODELS", Path("nowhere"))

    result = invoke("numbers", one)

    assert result.exit_code == 3
    assert "doctor" in result.stderr


def test_lines_are_generated_for_us_and_for_tesseract(tmp_path: Path) -> None:
    pytest.importorskip("fontTools")
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    for source in (FONT, f"{FONTS}/Amiri-Regular.ttf"):
        (fonts / Path(source).name).symlink_to(source)

    ours = invoke("digits", "generate", "--out", tmp_path / "a", "--count", "3", "--fonts", fonts)
    theirs = invoke(
        "digits", "generate", "--out", tmp_path / "b", "--count", "2", "--fonts", fonts, "--for", "tesseract"
    )

    assert (ours.exit_code, theirs.exit_code) == (0, 0)
    assert len((tmp_path / "a" / "truth.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    assert len(list((tmp_path / "b" / "lines").glob("*.gt.txt"))) == 2
    assert (tmp_path / "b" / "sheet.png").is_file()


def test_a_folder_without_fonts_says_where_to_get_some(tmp_path: Path) -> None:
    pytest.importorskip("fontTools")
    result = invoke("digits", "generate", "--out", tmp_path / "a", "--fonts", tmp_path)

    assert result.exit_code == 3
    assert "get-fonts" in result.stderr


def test_without_what_only_training_needs_the_way_out_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So it is after `make run` alone."""
    monkeypatch.setitem(sys.modules, "fontTools", None)
    monkeypatch.setitem(sys.modules, "fontTools.ttLib", None)
    for name in [one for one in sys.modules if one.startswith("invoice_desk.training")]:
        monkeypatch.delitem(sys.modules, name)

    result = invoke("digits", "generate", "--out", tmp_path / "a", "--count", "1")

    assert result.exit_code == 3
    assert result.stderr.startswith("error: fontTools")
    assert "make setup-test" in result.stderr


def test_a_stop_keeps_the_lines_that_were_drawn_and_says_how_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("fontTools")
    for source in (FONT, f"{FONTS}/Amiri-Regular.ttf"):
        (tmp_path / Path(source).name).symlink_to(source)

    @contextmanager
    def stopped_after_two() -> Iterator[Callable[[], bool]]:
        yield lambda: len(list((tmp_path / "a").glob("*.png"))) >= 2

    monkeypatch.setattr(digits, "stoppable", stopped_after_two)
    result = invoke("digits", "generate", "--out", tmp_path / "a", "--count", "9", "--fonts", tmp_path)

    assert result.exit_code == 130
    assert "stopped: 2 of 9 drawn; written: " in result.stderr
    assert len((tmp_path / "a" / "truth.jsonl").read_text(encoding="utf-8").splitlines()) == 2
