"""Writes what the bundle tells of its parts and their licences (resources/licences.json.gz).

python -m installer.licences FILE
"""

from __future__ import annotations

import gzip
import json
import platform
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

from invoice_desk.workflow.licences import Part, distributions, part_of

TEXTS = Path(__file__).resolve().parent / "texts"
RESOURCES = Path(__file__).resolve().parents[1] / "resources"
_LEFT_OUT = ("setuptools",)  # PyTorch asks for it and does not load it
_QT = ("pyside6-essentials", "shiboken6")


def write_licences(path: Path) -> Path:
    """Write the parts of the bundle with the licence of each; return the file."""
    parts = [asdict(one) for one in (*_of_wheels(), *_others())]
    path.parent.mkdir(parents=True, exist_ok=True)
    content = json.dumps(parts, indent=1, ensure_ascii=False)
    path.write_bytes(gzip.compress(f"{content}\n".encode(), mtime=0))
    return path


def _of_wheels() -> Iterator[Part]:
    for one in distributions():
        if one.metadata["Name"] in _LEFT_OUT:
            continue
        part = part_of(one)
        yield _with_qts_texts(part) if part.name.lower().replace("_", "-") in _QT else part


def _with_qts_texts(part: Part) -> Part:
    """Qt is used under the LGPL, whose text belongs beside it; the wheel has none."""
    texts = [_read(TEXTS / "qt.txt"), _read(TEXTS / "LGPL-3.txt"), _read(TEXTS / "GPL-3.txt")]
    return replace(part, licence="LGPL-3.0-only", text="\n\n".join(texts))


def _others() -> Iterator[Part]:
    """What no wheel tells of."""
    import tesserocr

    engine, *libraries = str(tesserocr.tesseract_version()).splitlines()
    apache = _read(TEXTS / "Apache-2.0.txt")
    yield Part("Tesseract", engine.removeprefix("tesseract "), "Apache-2.0", apache)
    leptonica = next((one.strip() for one in libraries if "leptonica" in one), "")
    yield Part(
        "Leptonica", leptonica.removeprefix("leptonica-"), "BSD-2-Clause", _read(TEXTS / "leptonica.txt")
    )
    yield Part("Tesseract language data (tessdata_fast)", "4.1.0", "Apache-2.0", apache)
    yield Part("Python", platform.python_version(), "PSF-2.0", _python())
    yield Part("Lucide icons", "", "ISC", _read(RESOURCES / "icons" / "LICENSE_LUCIDE"))
    yield Part("DejaVu fonts", "2.37", "Bitstream-Vera", _read(RESOURCES / "fonts" / "LICENSE_DEJAVU"))
    yield Part(
        "PyInstaller's bootloader",
        _pyinstaller(),
        "GPL-2.0 with an exception",
        _read(TEXTS / "bootloader.txt"),
    )


def _python() -> str:
    """Return Python's licence, as it lies with the one that builds the bundle."""
    places = [Path(sys.base_prefix) / "LICENSE.txt", *Path(sys.base_prefix).glob("lib/python3.*/LICENSE.txt")]
    places += Path("/usr/share/doc").glob(f"python{sys.version_info[0]}.{sys.version_info[1]}/copyright")
    return next(
        (_read(place) for place in places if place.is_file()), "https://docs.python.org/3/license.html"
    )


def _pyinstaller() -> str:
    from importlib.metadata import version

    return version("pyinstaller")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    write_licences(Path(sys.argv[1]))
