"""The process that reads: a request a line comes in, lines of how far it is and then the answer go out."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path
from typing import Any, TextIO

from invoice_desk.errors import DeskError, MissingPart
from invoice_desk.extraction.extract import extracting
from invoice_desk.imaging.opening import open_page
from invoice_desk.imaging.page import Page
from invoice_desk.invoice.document import Document
from invoice_desk.invoice.record import Record
from invoice_desk.invoice.template import Template, template_from_json
from invoice_desk.reading.choosing import Readers
from invoice_desk.store.coding import entry_to_json, pages_from_json, problem_to_text
from invoice_desk.store.record_json import record_to_json
from invoice_desk.workflow.child import say, stand_back, take_streams
from invoice_desk.workflow.readers import build_readers
from invoice_desk.workflow.settings import Settings
from invoice_desk.workflow.trying import try_fields

_NICE = 5  # of 19: the window has the core first
_PAGE: dict[tuple[str, int], Page] = {}  # the page of which fields were tried last


def main() -> None:
    """Answer requests until standard input ends, as it does when the program that asks is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the program's to answer
    stand_back(_NICE, is_idle=True)
    answers = take_streams()
    settings = Settings.model_validate_json(sys.stdin.readline())
    models = json.loads(sys.stdin.readline())["models"]
    try:
        readers = build_readers(settings, models=Path(models) if models is not None else None)
    except (
        DeskError
    ) as error:  # no reader, no suspect: the program that asks must not think that one killed us
        say(answers, {"missing": problem_to_text(error.problem)})
        return
    for line in sys.stdin:
        say(answers, _answer(json.loads(line), readers, answers, settings.threshold))


def _answer(request: dict[str, Any], readers: Readers, answers: TextIO, threshold: float) -> dict[str, Any]:
    template = template_from_json(request["template"], where=request["name"])
    pages = pages_from_json(request["pages"])
    document = Document(request["sha256"], Path(request["path"]), request["name"], request["origin"], pages)
    try:
        if "names" in request:
            _try(document, template, request, readers, answers, threshold)
            return {"tried": len(request["names"])}
        _PAGE.clear()
        return {"record": record_to_json(_read(document, template, readers, answers, threshold))}
    except MissingPart as error:
        return {"missing": problem_to_text(error.problem)}
    except DeskError as error:
        return {"problem": problem_to_text(error.problem)}


def _try(
    document: Document,
    template: Template,
    request: dict[str, Any],
    readers: Readers,
    answers: TextIO,
    threshold: float,
) -> None:
    """Read some fields of a page; each is told as soon as it is read. The page is kept for the next ones."""
    names, place = request["names"], (document.sha256, request["page"])
    if place not in _PAGE:
        _PAGE.clear()
        _PAGE[place] = open_page(document, request["page"])
    read = try_fields(document, _PAGE[place], template, names, readers, threshold=threshold)
    for done, (name, entry) in enumerate(read, start=1):
        say(answers, {"progress": [name, done, len(names)], "entry": entry_to_json(entry)})


def _read(
    document: Document, template: Template, readers: Readers, answers: TextIO, threshold: float
) -> Record:
    steps = extracting(document, [template], readers, threshold=threshold, has_fingerprint=True)
    while True:
        try:
            one = next(steps)
        except StopIteration as end:
            record: Record = end.value
            return record
        say(answers, {"progress": [one.subject, one.done, one.total]})


if __name__ == "__main__":
    main()
