"""How a command ends: errors in one line on standard error, and the exit code that goes with them."""

from __future__ import annotations

import logging
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import typer

from invoice_desk.errors import DeskError, ExitCode, NotWritten, Problem, shown
from invoice_desk.progress import IsStopped

_SECOND_PRESS = 1.0  # seconds from which on Ctrl+C is pressed again


@contextmanager
def reported(stopped: str = "stopped; no file was written") -> Iterator[None]:
    """Turn a DeskError or Ctrl+C in the body into one line and an exit code. stopped: said of Ctrl+C."""
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s %(name)s: %(message)s")
    try:
        yield
    except DeskError as error:
        complain(error.problem)
        raise typer.Exit(int(error.exit_code)) from error
    except KeyboardInterrupt:
        typer.echo(stopped, err=True)
        raise typer.Exit(int(ExitCode.STOPPED)) from None


@contextmanager
def stoppable() -> Iterator[IsStopped]:
    """Give the body a flag that Ctrl+C sets, so that it can keep what is finished and end.

    Pressed again after a second, Ctrl+C breaks the body off; sooner it may be one press that
    reached the program twice, from the terminal and from a program around it. Where the program
    was started with Ctrl+C switched off, as in the background, that is left as it is.
    """
    pressed: list[float] = []

    def press(*_: object) -> None:
        pressed.append(time.monotonic())
        if pressed[-1] - pressed[0] > _SECOND_PRESS:
            signal.signal(signal.SIGINT, before)
            raise KeyboardInterrupt

    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:
        yield lambda: False
        return
    signal.signal(signal.SIGINT, press)
    try:
        yield lambda: bool(pressed)
    finally:
        if signal.getsignal(signal.SIGINT) is press:  # the program ends now; the press may come once more
            signal.signal(signal.SIGINT, signal.SIG_IGN if pressed else before)


@contextmanager
def results(*, goes_on: bool = False) -> Iterator[None]:
    """Let the body print results; raise NotWritten where standard output takes none, as on a full disk.

    A pipe that somebody closed early, as `head` does, is no error: Typer ends the command quietly
    then. One that `goes_on` all the same, because a file is still to be written, prints into nothing.
    """
    try:
        yield
    except BrokenPipeError:
        if not goes_on:
            raise
        _drop_unwritten()
    except OSError as error:
        _drop_unwritten()
        reason = error.strerror or str(error)
        raise NotWritten(f"cannot be written: {reason}", where="standard output") from error


def print_line(line: str) -> None:
    """Print a line whole, whatever signal comes in the middle.

    Where Python does not buffer (PYTHONUNBUFFERED, as in many containers), its own `print` loses
    the rest of a line that a pipe takes only in part because a signal interrupts it.
    """
    stream = sys.stdout
    stream.flush()
    rest = memoryview(f"{line}\n".encode(stream.encoding, stream.errors or "strict"))
    while rest:
        rest = rest[stream.buffer.write(rest) :]
    stream.flush()


def _drop_unwritten() -> None:
    """Let what Python still holds for standard output go nowhere, or it would fail again at the end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def say_end(written: Path | None, *, done: int, total: int, is_stopped: bool, what: str = "read") -> None:
    """Say on standard error what was written, and that a person stopped: this ends the command."""
    words = [f"stopped: {done} of {total} {what}"] if is_stopped else []
    words += [f"written: {shown(written)}"] if written is not None else []
    if words:
        typer.echo("; ".join(words), err=True)
    if is_stopped:
        raise typer.Exit(int(ExitCode.STOPPED))


def complain(problem: Problem) -> None:
    """Say a problem in one line on standard error."""
    typer.echo(f"error: {problem}", err=True)


def end_with(*, has_failed: bool) -> None:
    """End the command with the exit code that says whether every file was read."""
    if has_failed:
        raise typer.Exit(int(ExitCode.SOME_FAILED))
