"""The program's entry: `invoice-desk`, or `python -m invoice_desk`."""

from __future__ import annotations

import io
import os
import sys

_STOPPED = 130  # as the commands say it; what names it is not loaded yet


def main() -> None:
    """Run the command line. Results go to standard output in UTF-8, everything else to standard error."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if sys.argv[1:] == ["--pdf-worker"]:  # how an installed bundle, which has no `python -m`, opens PDFs
        from invoice_desk.imaging.pdf_worker import main as answer_requests

        answer_requests()
        return
    try:
        from invoice_desk.cli import app

        app(prog_name="invoice-desk")
    except KeyboardInterrupt:  # before a command took charge of it
        sys.exit(_STOPPED)


def _open_closed_streams() -> None:
    """Let what is said on a stream that is closed, as behind `>&-`, go nowhere.

    First of all, or the next file that is opened would get its number.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123


if __name__ == "__main__":
    main()
