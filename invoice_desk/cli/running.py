"""How a command ends: errors in one line on standard error, and the exit code that goes with them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from invoice_desk.errors import DeskError, ExitCode, Problem


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


def complain(problem: Problem) -> None:
    """Say a problem in one line on standard error."""
    typer.echo(f"error: {problem}", err=True)


def end_with(*, has_failed: bool) -> None:
    """End the command with the exit code that says whether every file was read."""
    if has_failed:
        raise typer.Exit(int(ExitCode.SOME_FAILED))
