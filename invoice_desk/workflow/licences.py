"""Whose work is in the program: each part with its version, its licence and the licence's text."""

from __future__ import annotations

import gzip
import importlib.metadata
import json
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from invoice_desk.shipped import shipped

NAME = "invoice-desk"
_EXTRAS = ("desktop", "drive", "s3", "postgresql", "digits")  # the others are for those who work on it
_TEXTS = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_LONGEST = 60  # characters; what is longer is the text of a licence and no name


@dataclass(frozen=True, slots=True)
class Part:
    """One part. licence: its name, "" where the part names none; text: in full, "" where it brings none."""

    name: str
    version: str
    licence: str
    text: str


def read_parts() -> list[Part]:
    """Return the parts that the bundle was built of; from source those that are installed. Own first."""
    try:
        told = json.loads(gzip.decompress(shipped("resources/licences.json.gz").read_bytes()))
        return [Part(one["name"], one["version"], one["licence"], one["text"]) for one in told]
    except (OSError, EOFError, ValueError, LookupError):
        return [part_of(one) for one in distributions()]


def distributions() -> list[importlib.metadata.Distribution]:
    """Return what the program is made of: itself, and by name all that it asks for and that is installed."""
    found: dict[str, importlib.metadata.Distribution] = {}
    _gather(NAME, _EXTRAS, found)
    own = found.pop(NAME, None)
    rest = [found[name] for name in sorted(found)]
    return rest if own is None else [own, *rest]


def part_of(one: importlib.metadata.Distribution) -> Part:
    """Return what a distribution says of itself."""
    if _plain(str(one.metadata["Name"])) == NAME:
        return Part("Invoice Desk", one.version, "MIT", _own_text())
    return Part(str(one.metadata["Name"]), one.version, _licence(one), _text(one))


def _gather(name: str, extras: Iterable[str], found: dict[str, importlib.metadata.Distribution]) -> None:
    try:
        one = importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        return
    found[_plain(name)] = one
    for asked in one.requires or ():
        extra = re.search(r"extra\s*==\s*['\"]([\w-]+)['\"]", asked)
        wanted = re.match(r"[\w.-]+", asked)
        if wanted is None or (extra is not None and extra[1] not in extras):
            continue
        if _plain(wanted[0]) not in found:
            inner = re.match(r"[\w.-]+\s*\[([^\]]*)\]", asked)
            _gather(wanted[0], inner[1].replace(" ", "").split(",") if inner else (), found)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _licence(one: importlib.metadata.Distribution) -> str:
    named = "".join(one.metadata.get_all("License-Expression") or one.metadata.get_all("License") or ())
    if not named and one.metadata["Name"] == "torch":  # which says it in its text alone
        return "BSD-3-Clause"
    if 0 < len(named) <= _LONGEST and named != "UNKNOWN":
        return named
    kinds = [kind for kind in one.metadata.get_all("Classifier") or () if kind.startswith("License ::")]
    return ", ".join(kind.rpartition(":: ")[2] for kind in kinds)


def _own_text() -> str:
    with suppress(OSError):
        return shipped("LICENSE").read_text(encoding="utf-8")
    return ""


def _text(one: importlib.metadata.Distribution) -> str:
    """Return the licences that a distribution brings along, one after the other."""
    paths = [Path(str(path.locate())) for path in one.files or () if _is_text(path)]
    return "\n\n".join(path.read_text(encoding="utf-8", errors="replace") for path in paths if path.is_file())


def _is_text(path: importlib.metadata.PackagePath) -> bool:
    if not path.parts[0].endswith(".dist-info"):
        return False
    return "licenses" in path.parts or _TEXTS.search(path.name) is not None
