"""The corpus of broken and hostile files, and of odd ones that must be read all the same."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from hostile_bytes import PNG, saved
from hostile_pdfs import broken_pdfs, odd_pdfs
from hostile_pictures import broken_pictures, odd_pictures

STRANGE_NAMES = (
    "فاتورة رقم ١٢.png",
    "请求 🧾.png",
    "a\nerror: forged.png: a line of its own.png",
    "carriage\rreturn.png",
    "tab\tin\tit.png",
    "\x1b[2J\x1b[31mred.png",
    "c1 \x9b31m.png",
    "invoice\u202egnp.fdp.png",
    "zero\u200bwidth\u2060.png",
    "line\u2028separator.png",
    "\"quoted\" 'twice'.png",
    "$(reboot) `ls`; ls %s%n {0}.png",
    "-rf.png",
    "~root.png",
    "[bold]markup[red].png",
    " spaces around .png",
    "back\\slash.png",
    "n" * 246 + ".png",
    os.fsdecode(b"caf\xe9 not utf-8.png"),
)


@dataclass(frozen=True)
class HostileFile:
    """name: its file name; make: puts it at a path; says: words that its message must hold."""

    name: str
    make: Callable[[Path], object]
    says: str = ""

    @property
    def label(self) -> str:
        """The name in ASCII without control characters, for the name of a test."""
        return ascii(self.name)[1:-1][:60]


@cache
def broken_files() -> tuple[HostileFile, ...]:
    """Return all files that must each give one error."""
    contents = broken_pictures() | broken_pdfs()
    files = [HostileFile(name, partial(_write, content), _says(name)) for name, content in contents.items()]
    files += [
        HostileFile(f"broken {name}", partial(_write, PNG), "is a broken picture") for name in _short_names()
    ]
    files += [
        HostileFile(f"broken {name}.pdf", partial(_write, b"%PDF-1.4 %%EOF"), "is a broken PDF")
        for name in _short_names()
    ]
    return (*files, *_special())


@cache
def odd_files() -> tuple[HostileFile, ...]:
    """Return all files that look wrong and must be read."""
    contents = odd_pictures() | odd_pdfs() | {name: saved("PNG") for name in STRANGE_NAMES}
    contents |= {f"{name}.pdf": odd_pdfs()["garbage-after.pdf"] for name in _short_names()}
    return tuple(HostileFile(name, partial(_write, content)) for name, content in contents.items())


def make_all(files: tuple[HostileFile, ...], folder: Path) -> list[Path]:
    """Make the files in a folder and return their paths."""
    return list(_made(files, folder))


def _made(files: tuple[HostileFile, ...], folder: Path) -> Iterator[Path]:
    for file in files:
        path = folder / file.name
        file.make(path)
        yield path


def _write(content: bytes, path: Path) -> None:
    path.write_bytes(content)


def _short_names() -> list[str]:
    return [name for name in STRANGE_NAMES if len(name) < 200]


def _says(name: str) -> str:
    """Return what a person must be told of a file, by its name."""
    told = {
        "encrypted.": "is an encrypted PDF",
        "foreign-encryption": "encryption",
        "nothing.": "is empty (0 bytes)",
        "501-pages": "has more than 500 pages",
        "60000x60000": "200 MP",
        "40000x40000": "200 MP",
        "14200x14200": "14200 x 14200 pixels are 202 MP, the limit is 200 MP",
        "1x1.": "too small to read: 1 x 1 pixels",
        "1x20000": "too small to read",
        "20000x1.": "too small to read",
        "65000x20.": "is too long: 65000 x 20 pixels",
        "-bomb.png": "unpacks to an unsafe size",
        "picture-as.pdf": "is a picture with the ending .pdf",
        "pdf-as.png": "is a PDF with the ending .png",
        "html-as.": "content is of another kind",
        "script": "PNG, JPEG, TIFF, WebP, BMP, HEIC or PDF",
        "scans.jpg": "would take too long to decode",
        "forms-in-forms": "takes too much memory",
        "picture-100000": "holds a picture of 100000 x 100000 pixels",
        "poster": "page 1 of the PDF is too large",
    }
    return next((words for part, words in told.items() if name.startswith(part) or part in name), "")


def _special() -> tuple[HostileFile, ...]:
    """Return what is no regular file, or one too large to hold in memory."""
    return (
        HostileFile("301-megabytes.png", _sparse, "is 301 MB; the limit is 300 MB"),
        HostileFile("folder.png", Path.mkdir, "is a folder"),
        HostileFile("folder.pdf", Path.mkdir, "is a folder"),
        HostileFile("pipe.png", os.mkfifo, "is not a regular file"),
        HostileFile("link-to-nothing.png", partial(_link, "nowhere.png"), "is not there"),
        HostileFile("link-to-itself.png", partial(_link, "link-to-itself.png"), "cannot be read"),
        HostileFile("link-to-zeros.png", partial(_link, "/dev/zero"), "is not a regular file"),
        HostileFile("link-to-random.pdf", partial(_link, "/dev/random"), "is not a regular file"),
        HostileFile("never-made.png", lambda path: None, "is not there"),
    )


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.write(PNG)
        file.truncate(301 * 1024 * 1024)


def _link(target: str, path: Path) -> None:
    path.symlink_to(target)
