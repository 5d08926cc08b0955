"""How a command ends: errors in one line on standard error, and the exit code that goes with them."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import typer

from invoice_desk.errors import DeskError, ExitCode, NotWritten, Problem, shown


@contextmanager
def reported() -> Iterator[None]:
    """Turn a DeskError or Ctrl+C in the body into one line and an exit code."""
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s %(name)s: %(message)s")
    try:
        yield
    except DeskError as error:
        complain(error.problem)
        raise typer.Exit(int(error.exit_code)) from error
    except KeyboardInterrupt:
        typer.echo("stopped; what is shown above was finished", err=True)
        raise typer.Exit(int(ExitCode.STOPPED)) from None


@contextmanager
def results() -> Iterator[None]:
    """Let the body print results; raise NotWritten where standard output takes none, as on a full disk.

    A pipe that somebody closed early is no error: Typer ends quietly then.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        _drop_unwritten()
        reason = error.strerror or str(error)
        raise NotWritten(f"cannot be written: {reason}", where="standard output") from error


def _drop_unwritten() -> None:
    """Let what Python still holds for standard output go nowhere, or it would fail again at the end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def say_written(path: Path) -> None:
    """Say on standard error that a file was written."""
    typer.echo(f"written: {shown(path)}", err=True)


def complain(problem: Problem) -> None:
    """Say a problem in one line on standard error."""
    typer.echo(f"error: {problem}", err=True)


def end_with(*, has_failed: bool) -> None:
    """End the command with the exit code that says whether every file was read."""
    if has_failed:
        raise typer.Exit(int(ExitCode.SOME_FAILED))
