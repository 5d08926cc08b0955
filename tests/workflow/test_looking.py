"""Invoices that wait without a template get the one that their first page looks like."""

from __future__ import annotations

import shutil
from collections.abc import Generator, Sequence
from pathlib import Path

import pytest
from desks import add, events, filed

from invoice_desk.invoice.document import Document
from invoice_desk.invoice.template import Template
from invoice_desk.store.change import What
from invoice_desk.store.template_files import read_template
from invoice_desk.workflow import fitting
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.fitting import Looking
from invoice_desk.workflow.templates import save

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"


def drained(steps: Generator[object, None, list[int]]) -> list[int]:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: list[int] = end.value
            return found


def put(desk: Desk, sample: str, folder: Path, name: str) -> int:
    """Add a sample under a name that says nothing; return its number."""
    folder.mkdir(exist_ok=True)
    path = Path(shutil.copy(SAMPLES / sample, folder / name))
    (taken,) = add(desk, path)
    assert taken.id is not None
    return taken.id


@pytest.fixture
def waiting(desk: Desk, tmp_path: Path) -> dict[str, int]:
    """Return two invoices of known layouts and one of none, none of which has a template."""
    found = {
        "printing": put(desk, "en-printing-june.png", tmp_path / "in", "scan-1.png"),
        "transport": put(desk, "fr-transport.tif", tmp_path / "in", "scan-2.tif"),
        "other": put(desk, "ar-coffee.jpg", tmp_path / "in", "scan-3.jpg"),
    }
    for name in ("en-printing", "fr-transport"):
        save(desk, read_template(SAMPLES / f"{name}.template.json"))
    return found


def test_each_takes_the_template_it_looks_like(desk: Desk, waiting: dict[str, int]) -> None:
    assert drained(Looking().choose(desk)) == [waiting["printing"], waiting["transport"]]
    assert filed(desk, waiting["printing"]).template == "Harcourt Printing Works (scan)"
    assert filed(desk, waiting["transport"]).template == "Transports Garonne"
    assert filed(desk, waiting["other"]).template == ""
    assert events(desk, waiting["printing"])[-1].what is What.TEMPLATE_CHOSEN


def test_nothing_is_looked_at_twice_until_there_is_another_template(
    desk: Desk, waiting: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    looking, seen = Looking(), list[str]()
    like = fitting._like

    def noted(document: Document, known: Sequence[Template]) -> str | None:
        seen.append(document.name)
        return like(document, known)

    monkeypatch.setattr(fitting, "_like", noted)
    drained(looking.choose(desk))
    assert sorted(seen) == ["scan-1.png", "scan-2.tif", "scan-3.jpg"]
    drained(looking.choose(desk))
    assert len(seen) == 3
    save(desk, read_template(SAMPLES / "ar-coffee.template.json"))
    assert drained(looking.choose(desk)) == [waiting["other"]]
    assert seen[3:] == ["scan-3.jpg"]


def test_a_stop_keeps_what_was_chosen(desk: Desk, waiting: dict[str, int]) -> None:
    steps = Looking().choose(desk, is_stopped=lambda: bool(filed(desk, waiting["printing"]).template))
    assert drained(steps) == [waiting["printing"]]
    assert filed(desk, waiting["transport"]).template == ""


def test_without_a_reference_no_template_is_chosen_by_its_look(desk: Desk, tmp_path: Path) -> None:
    template = read_template(SAMPLES / "en-printing.template.json")
    save(desk, template.model_copy(update={"reference": None}))
    put(desk, "en-printing-june.png", tmp_path / "in", "scan-1.png")
    assert drained(Looking().choose(desk)) == []
