"""The process that opens PDFs for the program: it may die of a hostile file, the program does not."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from contextlib import suppress
from typing import IO

from invoice_desk.errors import BadFile
from invoice_desk.imaging.pdf import pdf_page, pdf_pages
from invoice_desk.imaging.pdf_messages import Request, send_answer, send_problem

MAX_BYTES = 1280 * 1024 * 1024
"""Memory of the process: a page of 50 MP with a large picture on it. Held on Linux alone."""


def main() -> None:
    """Answer requests on standard input until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the program's to answer
    _limit_memory()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that a library prints may come between the answers
    while (request := Request.receive(sys.stdin.buffer)) is not None:
        faulthandler.dump_traceback_later(request.seconds, exit=True)
        _answer(answers, request)
        faulthandler.cancel_dump_traceback_later()


def _answer(answers: IO[bytes], request: Request) -> None:
    try:
        if request.index is None:
            send_answer(answers, pdf_pages(request.path))
        else:
            send_answer(answers, pdf_page(request.path, request.index))
    except BadFile as error:
        send_problem(answers, error.problem)


def _limit_memory() -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        limit = MAX_BYTES if hard == resource.RLIM_INFINITY else min(hard, MAX_BYTES)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


if __name__ == "__main__":
    main()
