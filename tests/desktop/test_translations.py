"""The files of words: complete, compiled, true to their English; and what the floors below say is in them."""

from __future__ import annotations

import ast
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QTranslator

from invoice_desk.desktop import actions
from invoice_desk.desktop.words.floor_phrases import DETAILS, IN_THE_WINDOW, SENTENCES
from resources.make_translations import LANGUAGES, PLURALS_ONLY, compile_words, gather, unfinished, words_path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
TRANSLATED = [language for language in LANGUAGES if language != PLURALS_ONLY]
FORMS = {"en": 2, "fr": 2, "ar": 6}
FLOORS = (
    "errors",
    "extraction",
    "files",
    "imaging",
    "intake",
    "invoice",
    "reading",
    "store",
    "workflow",
    "export",
)


def messages(path: Path) -> list[tuple[str, ET.Element]]:
    return [
        (context.findtext("name", ""), message)
        for context in ET.parse(path).iter("context")
        for message in context.iter("message")
    ]


def translations(message: ET.Element) -> list[str]:
    """Return the translation of a message, or its forms."""
    found = message.find("translation")
    assert found is not None
    forms = [form.text or "" for form in found.findall("numerusform")]
    return forms or [found.text or ""]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the files of words, brought up to the code and compiled."""
    folder = tmp_path_factory.mktemp("words")
    for language in LANGUAGES:
        shutil.copy(words_path(FOLDER, language), folder)
    gather(folder)
    compile_words(folder)
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_those_of_the_code(language: str, fresh: Path) -> None:
    """`make translations` mends it; then the new texts are to be translated."""
    ours = {(context, one.findtext("source")) for context, one in messages(words_path(FOLDER, language))}
    there = {(context, one.findtext("source")) for context, one in messages(words_path(fresh, language))}
    assert ours == there


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    assert unfinished(words_path(FOLDER, language)) == []
    for _context, message in messages(words_path(FOLDER, language)):
        assert all(text.strip() for text in translations(message)), message.findtext("source")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_program_loads_is_compiled_from_the_words(language: str, fresh: Path) -> None:
    compiled = words_path(FOLDER, language).with_suffix(".qm")
    assert compiled.read_bytes() == words_path(fresh, language).with_suffix(".qm").read_bytes()
    assert QTranslator().load(str(compiled))


@pytest.mark.parametrize("language", TRANSLATED)
def test_places_of_values_key_letters_and_spaces_stay(language: str) -> None:
    for _context, message in messages(words_path(FOLDER, language)):
        source = message.findtext("source", "")
        for text in translations(message):
            assert places_in(text) == places_in(source), source
            assert text.count("&") == source.count("&"), source
            assert text.count("\n") == source.count("\n"), source
            assert text[:1].isspace() == source[:1].isspace(), source
            assert text.endswith("…") == source.endswith(("…", "...")), source
            assert "{" not in text, source


@pytest.mark.parametrize("language", LANGUAGES)
def test_counts_have_all_forms_of_their_language(language: str) -> None:
    for _context, message in messages(words_path(FOLDER, language)):
        is_count = "%n" in message.findtext("source", "")
        assert is_count is (message.get("numerus") == "yes"), message.findtext("source")
        if is_count:
            forms = translations(message)
            assert len(forms) == FORMS[language]
            assert "%Ln" in forms[-1], "many are said with their number, written as the language does"


def test_every_count_in_the_code_is_seen_as_one() -> None:
    """lupdate passes over QCoreApplication.translate with a count; self.tr(text, "", many) it sees."""
    known = {one.findtext("source") for _context, one in messages(words_path(FOLDER, "ar"))}
    for path in sorted((ROOT / "invoice_desk" / "desktop").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and node.value.startswith("%n ")
            ):
                assert node.value in known, f"{path.name}: {node.value}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_menu_has_a_key_letter_twice(language: str) -> None:
    words = {
        one.findtext("source"): translations(one)[0]
        for context, one in messages(words_path(FOLDER, "fr" if language == PLURALS_ONLY else language))
        if context == "actions"
    }
    if language == PLURALS_ONLY:
        words = {source: source for source in words if source}
    text_of = {spec.name: words[str(spec.words)] for spec in actions.SPECS}
    menus = [[words[str(title)] for title in actions.MENUS]]
    menus += [[text_of[name] for name in names if name in text_of] for names in actions.MENUS.values()]
    for texts in menus:
        letters = Counter(text[text.index("&") + 1].casefold() for text in texts if "&" in text)
        assert [letter for letter, many in letters.items() if many > 1] == [], texts


def places_in(text: str) -> set[str]:
    """Return the places of values in a text: %1, %2 …; a form of a count may go without its number."""
    return set(re.findall("%[1-9]", text))


# --- what the floors below say -------------------------------------------------------------------------

ERRORS = {
    "BadFile",
    "BadTemplate",
    "BadSetting",
    "MissingPart",
    "NotWritten",
    "BadDesk",
    "DeskBusy",
    "Refused",
    *("SourceFault", "TryLater", "SignInNeeded", "RightsRefused", "Gone", "BadItem", "StateRefused"),
}
LEFT_ENGLISH = {
    # backups and PostgreSQL are worked with on the command line
    "store/backup.py",
    "store/sqlite_copy.py",
    "store/exports.py",
    "workflow/backing_up.py",
    "workflow/pairing.py",
    "export/workbook/styles.py",
    "export/workbook/outline.py",
}
LEFT_PHRASES = {
    "install the newer version",
    "give postgresql+psycopg://USER@HOST/NAME, with the extra `postgresql` installed",
    "one template is to be chosen, not %1",
    "invoice-desk doctor tells how",
    "install it again: invoice-desk doctor tells how",
    "pip install torch==2.13.0",
    "pip install 'invoice-desk[s3]'",
    'pip install "invoice-desk[drive]"',
    # an account that is named on the command line
    "invoice-desk sources accounts sign-in",
    "several accounts could be meant",
    "name one by its key: %1",
    "signed in are %1",
}


def said_in_the_floors() -> Iterator[tuple[str, str]]:
    """Give each message and remedy that stands as a literal in the floors, values as %1, %2 …."""
    for floor in FLOORS:
        place = ROOT / "invoice_desk" / floor
        paths = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
        for path in paths:
            name = str(path.relative_to(ROOT / "invoice_desk"))
            if name not in LEFT_ENGLISH:
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS:
                        yield from ((name, text) for text in phrases_of(node))


def phrases_of(call: ast.Call) -> list[str]:
    parts = call.args[:1] + [one.value for one in call.keywords if one.arg == "remedy"]
    return [text for text in map(pattern_of, parts) if text]


def pattern_of(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if not isinstance(node, ast.JoinedStr):
        return ""
    text, many = "", 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            text += str(part.value)
        else:
            many += 1
            text += f"%{many}"
    return text


def takes(pattern: str, text: str) -> bool:
    """Whether a pattern of ours is made for a message, whatever the values in it are."""
    return _fits(pattern, re.sub("%[1-9]", "7", text)) or _fits(text, pattern)


def _fits(pattern: str, text: str) -> bool:
    parts = (re.escape(one) for one in re.split("%[1-9]", pattern))
    return re.fullmatch(".+".join(parts), text) is not None


def test_what_the_floors_say_can_be_said_in_every_language() -> None:
    ours = [str(one) for one in (*SENTENCES, *IN_THE_WINDOW, *DETAILS)]
    missing = {
        (name, text)
        for name, text in said_in_the_floors()
        if text not in LEFT_PHRASES
        and re.search("[a-z]", re.sub("%[1-9]", "", text))
        and not any(takes(pattern, text) for pattern in ours)
    }
    assert "\n".join(f"{name}: {text}" for name, text in sorted(missing)) == ""
