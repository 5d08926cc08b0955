"""The commands: the same work without a screen. Thin; nothing slow is imported before a command runs."""

from __future__ import annotations

import typer

from invoice_desk.cli.digits import digits
from invoice_desk.cli.doctor import doctor
from invoice_desk.cli.extract import extract
from invoice_desk.cli.numbers import numbers
from invoice_desk.cli.ocr import ocr
from invoice_desk.cli.usage import OneLineGroup

app = typer.Typer(
    name="invoice-desk",
    cls=OneLineGroup,
    help="Read regions of invoices in Arabic, English and French into trusted, typed values. Offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(extract)
app.command()(ocr)
app.command()(numbers)
app.command()(doctor)
app.add_typer(digits, name="digits")


@app.callback(invoke_without_command=True)
def _program(
    version: bool = typer.Option(False, "--version", help="Show the version and end."),  # noqa: FBT001
) -> None:
    if version:
        from invoice_desk import __version__

        typer.echo(f"invoice-desk {__version__}")
        raise typer.Exit
