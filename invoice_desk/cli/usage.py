"""Wrong arguments in one line on standard error, as every other message of the program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from invoice_desk.cli.running import complain
from invoice_desk.errors import Problem


class OneLineGroup(TyperGroup):
    """The commands, without the frame that Typer draws around what is wrong with their arguments."""

    def make_context(self, *args: Any, **more: Any) -> Any:  # noqa: ANN401
        """Take the program's own arguments apart."""
        with _in_one_line():
            return super().make_context(*args, **more)

    def invoke(self, *args: Any, **more: Any) -> Any:  # noqa: ANN401
        """Take a command's arguments apart and run it."""
        with _in_one_line():
            return super().invoke(*args, **more)


@contextmanager
def _in_one_line() -> Iterator[None]:
    """Say what Typer finds wrong, and end with its exit code."""
    try:
        yield
    except TyperException as error:
        message = error.format_message()
        if not message.strip():  # no arguments at all: the help was shown
            raise
        context = getattr(error, "ctx", None)
        remedy = f"{context.command_path} --help tells more" if context is not None else ""
        complain(Problem(type(error).__name__, message, remedy=remedy))
        raise typer.Exit(error.exit_code) from error
