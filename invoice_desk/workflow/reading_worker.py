"""The process that reads suspects: a request a line comes in, an answer a line goes out."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from invoice_desk.errors import DeskError
from invoice_desk.extraction.extract import extract
from invoice_desk.invoice.document import Document
from invoice_desk.invoice.template import template_from_json
from invoice_desk.reading.choosing import Readers
from invoice_desk.store.coding import dump, pages_from_json, problem_to_text
from invoice_desk.store.record_json import record_to_json
from invoice_desk.workflow.readers import build_readers
from invoice_desk.workflow.settings import Settings


def main() -> None:
    """Answer requests until standard input ends, as it does when the program that asks is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the program's to answer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    settings = Settings.model_validate_json(sys.stdin.readline())
    models = json.loads(sys.stdin.readline())["models"]
    try:
        readers = build_readers(settings, models=Path(models) if models is not None else None)
    except (
        DeskError
    ) as error:  # no reader, no suspect: the program that asks must not think that one killed us
        answers.write(dump({"missing": problem_to_text(error.problem)}) + "\n")
        answers.flush()
        return
    for line in sys.stdin:
        answers.write(dump(_answer(json.loads(line), readers, settings.threshold)) + "\n")
        answers.flush()


def _answer(request: dict[str, Any], readers: Readers, threshold: float) -> dict[str, Any]:
    template = template_from_json(request["template"], where=request["name"])
    pages = pages_from_json(request["pages"])
    document = Document(request["sha256"], Path(request["path"]), request["name"], request["origin"], pages)
    try:
        record = extract(document, [template], readers, threshold=threshold, has_fingerprint=True)
        return {"record": record_to_json(record)}
    except DeskError as error:
        return {"problem": problem_to_text(error.problem)}


if __name__ == "__main__":
    main()
