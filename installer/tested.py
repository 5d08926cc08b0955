"""Knows whether the packaging is as it was when the bundle was tried last, for .ci/run.

    python -m installer.tested             fails where it is not
    python -m installer.tested --write     says that this was tried
    python -m installer.tested --of-build  prints the digest of all that goes into the bundle

What the packaging is made of: the spec, installer/, its test, the lists of setup/, the versions, and what
pyproject.toml asks for. A change of the program alone is none: its own tests hold it.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTED = ROOT / "installer" / "tested.sha256"
_PACKAGING = ("build_installer.spec", "installer", "tests/installer", "constraints.txt")
_LISTS = (
    "setup/system-packages.txt",
    "setup/installer-packages.txt",
    "setup/make-venv",
    "setup/install-torch",
)
_CONTENT = ("invoice_desk", "models", "resources", "LICENSE")
_NOT_OF_IT = ("tested.sha256", "parts.txt")


def main() -> None:
    """Compare, write or print."""
    asked = sys.argv[1:]
    if asked == ["--of-build"]:
        print(digest_of(*_PACKAGING, *_LISTS, *_CONTENT))
    elif asked == ["--write"]:
        TESTED.write_text(f"{digest_of(*_PACKAGING, *_LISTS)}\n", encoding="ascii")
    elif not TESTED.is_file() or TESTED.read_text(encoding="ascii").strip() != digest_of(
        *_PACKAGING, *_LISTS
    ):
        sys.exit("the packaging was changed since the bundle was tried: make test-installer")


def digest_of(*names: str) -> str:
    """Return the digest of files and folders, and of what pyproject.toml asks for."""
    digest = hashlib.sha256(json.dumps(_asked_for()).encode())
    for path in sorted(path for name in names for path in _files(ROOT / name)):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(ROOT).as_posix()} {content}\n".encode())
    return digest.hexdigest()


def _files(place: Path) -> Iterator[Path]:
    found = place.rglob("*") if place.is_dir() else [place]
    for path in found:
        if path.is_file() and path.suffix != ".pyc" and path.name not in _NOT_OF_IT:
            yield path


def _asked_for() -> list[object]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    return [project["dependencies"], {name: extras[name] for name in sorted(extras) if name != "dev"}]


if __name__ == "__main__":
    main()
