"""The program's entry: `invoice-desk`, or `python -m invoice_desk`."""

from __future__ import annotations

import gc
import importlib.util
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
    if sys.argv[1:] == ["--reading-worker"]:  # how a bundle reads beside itself
        from invoice_desk.workflow.reading_worker import main as read_documents

        read_documents()
        return
    if sys.argv[1:] == ["--desk-worker"]:  # and how its window has others take in and read
        from invoice_desk.workflow.desk_worker import main as work_off_requests

        work_off_requests()
        return
    if _wants_desktop(sys.argv[1:]):
        gc.disable()  # until the window stands (Program.begin): what is loaded until then is no garbage
        from invoice_desk.desktop.app import main as open_desktop

        sys.exit(open_desktop(sys.argv[2:]))
    try:
        from invoice_desk.cli import app

        app(prog_name="invoice-desk")
    except KeyboardInterrupt:  # before a command took charge of it
        sys.exit(_STOPPED)


def _wants_desktop(arguments: list[str]) -> bool:
    """Whether the window is asked for: by `open`, or by no argument at all where there is a screen and Qt."""
    if arguments[:1] == ["open"]:
        return True
    has_screen = not sys.platform.startswith("linux") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    return not arguments and has_screen and importlib.util.find_spec("PySide6") is not None


def _open_closed_streams() -> None:
    """Let what is said on a stream that is closed, as behind `>&-`, go nowhere.

    First of all, or the next file that is opened would get its number.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123


if __name__ == "__main__":
    main()
