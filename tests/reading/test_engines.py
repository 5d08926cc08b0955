"""Tesseract in this process and as a program: the same words, whichever serves."""

import os
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from drawn_pages import paper, printed, write
from drawn_pdfs import Sheet, grey_of

from invoice_desk.errors import MissingPart
from invoice_desk.imaging.page import Pixels
from invoice_desk.reading import program_engine
from invoice_desk.reading.engine import Layout, Look, Word, without_direction
from invoice_desk.reading.looks import FORBIDDEN
from invoice_desk.reading.program_engine import ProgramEngine
from invoice_desk.reading.tessdata import find_tessdata, languages_in
from invoice_desk.reading.tesserocr_engine import TesserocrEngine

TEXT = "Invoice 40712 of 12 May"


@pytest.fixture(params=["linked", "program"])
def engine(request):
    return request.getfixturevalue(request.param)


def line(text: str = TEXT) -> Pixels:
    return grey_of(printed(text, margin=20))


def look(pixels: Pixels, *, languages=("eng",), layout=Layout.LINE, forbidden="") -> Look:
    return Look(pixels, languages, layout, forbidden)


def text_of(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)


def test_a_clean_line_is_read_with_places_and_confidences(engine):
    pixels = line()

    words = engine.recognise(look(pixels))

    assert text_of(words) == TEXT
    assert [word.line for word in words] == [0] * 5
    for word in words:
        assert 0.8 < word.confidence <= 1
        assert "".join(letter.char for letter in word.letters) == word.text
        for part in (word, *word.letters):
            assert 0 <= part.confidence <= 1
            assert 0 <= part.box.x0 < part.box.x1 <= pixels.shape[1]
            assert 0 <= part.box.y0 < part.box.y1 <= pixels.shape[0]
    assert [word.box.x0 for word in words] == sorted(word.box.x0 for word in words)


def test_the_program_and_the_linked_engine_give_the_same_words_and_boxes(linked, program):
    asked = look(line())

    one, other = linked.recognise(asked), program.recognise(asked)

    assert [(word.text, word.box, word.line) for word in one] == [
        (word.text, word.box, word.line) for word in other
    ]
    assert [word.confidence for word in one] == pytest.approx([word.confidence for word in other], abs=0.02)


def test_lines_are_counted_from_the_top(engine):
    pixels = paper(320, 130)
    write(pixels, "First line", 20, 20)
    write(pixels, "Second one", 20, 75)

    words = engine.recognise(look(pixels, layout=Layout.BLOCK))

    assert [(word.text, word.line) for word in words] == [
        ("First", 0),
        ("line", 0),
        ("Second", 1),
        ("one", 1),
    ]


def test_arabic_words_come_in_the_order_in_which_they_are_read(engine, tmp_path):
    sheet = Sheet(220, 40)
    sheet.write("شركة النور للتجارة", 20, 6, size=20)

    words = engine.recognise(look(grey_of(sheet.page(tmp_path)), languages=("ara",)))

    assert text_of(words) == "شركة النور للتجارة"
    assert [word.box.x0 for word in words] == sorted((word.box.x0 for word in words), reverse=True)
    assert "".join(letter.char for letter in words[0].letters) == "شركة"


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_forbidden_characters_never_come(engine, kind):
    odd = """Total |1{2}3~4"5'6\\7 <8>9=0@#1; [2]"""

    words = engine.recognise(look(line(odd), forbidden=FORBIDDEN[kind]))

    assert words
    assert not set(FORBIDDEN[kind]) & set(text_of(words))


def test_what_was_forbidden_once_is_allowed_the_next_time(engine):
    assert "4" not in text_of(engine.recognise(look(line(), forbidden="4")))
    assert text_of(engine.recognise(look(line()))) == TEXT


def test_blank_paper_gives_nothing_that_anyone_would_trust(engine):
    assert all(word.confidence < 0.05 for word in engine.recognise(look(paper(200, 60))))


def test_pixels_that_are_a_view_of_others_are_read_too(engine):
    wide = np.full((200, 900), 255, np.uint8)
    wide[40:100, 30:480] = np.pad(line(), ((0, 60), (0, 450)), constant_values=255)[:60, :450]

    assert text_of(engine.recognise(look(wide[40:100, 30:480]))) == TEXT


def test_a_missing_language_is_named_with_the_command_that_installs_it(engine):
    with pytest.raises(MissingPart) as caught:
        engine.recognise(look(line(), languages=("eng", "chi_sim")))

    assert "'chi_sim'" in str(caught.value)
    assert "apt-get install tesseract-ocr-chi-sim" in str(caught.value)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_how_a_page_is_turned_is_told_in_degrees_clockwise(engine, turn):
    pixels = paper(900, 700)
    for number, text in enumerate(["Please pay within thirty days", "Thank you for your order today"] * 5):
        write(pixels, text, 60, 60 + 60 * number, size=36)

    found = engine.orientation(look(np.rot90(pixels, -turn // 90), languages=("osd",), layout=Layout.PAGE))

    assert found is not None
    assert found[0] == turn


def test_a_page_with_too_little_print_has_no_known_turn(engine):
    found = engine.orientation(look(line("12"), languages=("osd",), layout=Layout.PAGE))

    assert found is None or found[1] < 4


def test_four_threads_read_the_same_and_each_has_engines_of_its_own(tessdata):
    engine = TesserocrEngine(tessdata)
    asked = [look(line(text)) for text in (TEXT, "Total 1,234.50", "Due 2024-05-12", "Seller Ltd")]
    alone = [engine.recognise(one) for one in asked]
    meet = threading.Barrier(4)
    apis = []

    def work(number: int) -> list[tuple[Word, ...]]:
        meet.wait(20)
        found = [engine.recognise(one) for one in asked * 3]
        apis.append(engine._api("eng"))
        return found

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(work, range(4)))

    assert all(result == alone * 3 for result in results)
    assert len({id(api) for api in apis}) == 4


def test_a_spoilt_language_file_is_reported_with_its_folder(tmp_path):
    (tmp_path / "eng.traineddata").write_bytes(b"rubbish")
    for engine in (TesserocrEngine(tmp_path), ProgramEngine(tmp_path)):
        with pytest.raises(MissingPart) as caught:
            engine.recognise(look(line()))
        assert caught.value.problem.remedy


def fake_program(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> ProgramEngine:
    """Return an engine whose program is a shell script, with language data beside it."""
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setattr(program_engine.pytesseract.pytesseract, "tesseract_cmd", str(path))
    for language in ("eng", "osd"):
        (folder / f"{language}.traineddata").touch()
    return ProgramEngine(folder)


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("kill -SEGV $$", "failed"),
        ("echo out of memory >&2; exit 1", "out of memory"),
        ("sleep 30", "timeout"),
        ("exit 0", "failed"),
        ('echo "<html><p>cut off" > "$2.hocr"', "failed"),
    ],
    ids=["crashes", "fails", "hangs", "writes nothing", "talks rubbish"],
)
def test_a_program_that_goes_wrong_is_one_clear_message(script, says, tmp_path, monkeypatch):
    monkeypatch.setattr(program_engine, "_TIMEOUT", 0.3)
    engine = fake_program(tmp_path, script, monkeypatch)

    with pytest.raises(MissingPart) as caught:
        engine.recognise(look(line()))

    assert "the program tesseract failed" in str(caught.value)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_program_that_is_not_there_is_named_with_the_command_that_installs_it(tessdata, monkeypatch):
    monkeypatch.setattr(program_engine.pytesseract.pytesseract, "tesseract_cmd", "/nowhere/tesseract")
    engine = ProgramEngine(tessdata)

    for ask in (engine.recognise, engine.orientation):
        with pytest.raises(MissingPart, match=re.escape("the program tesseract is not there")) as caught:
            ask(look(line()))
        assert "apt-get install tesseract-ocr" in str(caught.value)


def test_language_data_in_a_folder_with_blanks_and_quotes_is_found(tessdata, tmp_path):
    odd = tmp_path / "Program Files 'x' \"y\""
    odd.mkdir()
    (odd / "eng.traineddata").symlink_to(tessdata / "eng.traineddata")
    (odd / "configs").symlink_to(tessdata / "configs")

    assert text_of(ProgramEngine(odd).recognise(look(line()))) == TEXT
    assert text_of(TesserocrEngine(odd).recognise(look(line()))) == TEXT


def test_tesseract_is_told_to_use_one_thread(tessdata, monkeypatch):
    monkeypatch.delenv("OMP_THREAD_LIMIT", raising=False)
    for engine in (TesserocrEngine, ProgramEngine):
        os.environ.pop("OMP_THREAD_LIMIT", None)
        engine(tessdata)
        assert os.environ["OMP_THREAD_LIMIT"] == "1"


def test_marks_of_the_direction_of_writing_go():
    assert without_direction("\u200f\u202bشركة\u202c 12\u2066\u2069\u200e") == "شركة 12"


def test_language_data_is_found_where_it_was_chosen_or_where_the_system_says(tmp_path, monkeypatch):
    inner = tmp_path / "chosen" / "tessdata"
    inner.mkdir(parents=True)
    for name in ("fra", "ara"):
        (inner / f"{name}.traineddata").touch()

    assert find_tessdata(inner) == inner
    assert find_tessdata(inner.parent) == inner
    assert languages_in(inner) == ("ara", "fra")
    monkeypatch.setenv("TESSDATA_PREFIX", str(inner))
    assert find_tessdata() == inner


def test_missing_language_data_is_named_with_the_place_and_the_command(tmp_path, monkeypatch):
    with pytest.raises(MissingPart) as caught:
        find_tessdata(tmp_path)
    assert str(tmp_path) in str(caught.value)
    assert "apt-get install tesseract-ocr-eng" in str(caught.value)

    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path / "gone"))
    with pytest.raises(MissingPart):
        find_tessdata()
