"""Bring the desktop's texts into the files of words, compile them, and say what has no translation yet."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import PySide6

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "invoice_desk" / "desktop"
FOLDER = ROOT / "resources" / "translations"
PLURALS_ONLY = "en"
"""English stands in the code; its file holds only the forms of counts."""
LANGUAGES = (PLURALS_ONLY, "fr", "ar")


def main() -> None:
    """Do all of it."""
    gather(FOLDER)
    compile_words(FOLDER)
    for language in LANGUAGES:
        missing = unfinished(words_path(FOLDER, language))
        print(f"{language}: {len(missing)} texts without a translation")
        for context, source in missing:
            print(f"    {context}: {source}")


def words_path(folder: Path, language: str) -> Path:
    """Return the file of a language's words."""
    return folder / f"invoice-desk_{language}.ts"


def gather(folder: Path) -> None:
    """Write every text of the desktop into the files of words in a folder; translations that fit stay."""
    sources = [str(path.relative_to(ROOT)) for path in sorted(SOURCES.rglob("*.py"))]
    for language in LANGUAGES:
        options = ["-no-obsolete", "-locations", "none", "-source-language", "en"]
        options += ["-target-language", language, "-tr-function-alias", "QT_TRANSLATE_NOOP+=_N"]
        if language == PLURALS_ONLY:
            options.append("-pluralonly")
        _run("lupdate", [*options, *sources, "-ts", str(words_path(folder, language))])


def compile_words(folder: Path) -> None:
    """Compile the files of words in a folder, each beside itself."""
    for language in LANGUAGES:
        source = words_path(folder, language)
        _run("lrelease", ["-silent", str(source), "-qm", str(source.with_suffix(".qm"))])


def unfinished(path: Path) -> list[tuple[str, str]]:
    """Return the context and text of each message that has no translation, or one nobody has confirmed."""
    found = []
    for context in ET.parse(path).iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") is not None:
                found.append((context.findtext("name", ""), message.findtext("source", "")))
    return found


def _run(program: str, arguments: Sequence[str]) -> None:
    """Run one of the tools that come with PySide6."""
    tool = Path(PySide6.__file__).parent / (f"{program}.exe" if sys.platform == "win32" else program)
    done = subprocess.run([tool, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    complaints = [line for line in done.stderr.splitlines() if line.strip()]
    if done.returncode or complaints:
        raise SystemExit("\n".join([f"{program} failed:", *complaints, done.stdout]))


if __name__ == "__main__":
    main()
