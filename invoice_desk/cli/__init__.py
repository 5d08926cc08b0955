"""The commands: the same work without a screen. Thin; nothing slow is imported before a command runs."""

from __future__ import annotations

import typer

from invoice_desk.cli.adding import add
from invoice_desk.cli.backing_up import backup, restore
from invoice_desk.cli.correcting import confirm, correct, withdraw
from invoice_desk.cli.deciding import accept, bring_back, delete, not_duplicate, reject, reopen
from invoice_desk.cli.digits import digits
from invoice_desk.cli.digits_learning import draw, learn
from invoice_desk.cli.doctor import doctor
from invoice_desk.cli.exporting import export, exports, report
from invoice_desk.cli.extract import extract
from invoice_desk.cli.history import history
from invoice_desk.cli.listing import list_invoices
from invoice_desk.cli.numbers import numbers
from invoice_desk.cli.ocr import ocr
from invoice_desk.cli.reading import read
from invoice_desk.cli.showing import show
from invoice_desk.cli.sources import sources
from invoice_desk.cli.syncing import sync
from invoice_desk.cli.templates import templates
from invoice_desk.cli.usage import OneLineGroup

_TAKES_MINUS = {"ignore_unknown_options": True}  # -12.50 is an amount and no option

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
app.command()(add)
app.command()(read)
app.command("list")(list_invoices)
app.command()(show)
app.command(context_settings=_TAKES_MINUS)(correct)
for one in (confirm, withdraw, accept, reopen, reject, delete, bring_back, not_duplicate, history):
    app.command()(one)
app.command()(export)
app.command()(exports)
app.command()(report)
app.command()(backup)
app.command()(restore)
app.add_typer(templates, name="templates")
app.command()(sync)
app.add_typer(sources, name="sources")
app.command()(doctor)
app.add_typer(digits, name="digits")
digits.command()(learn)
digits.command("lines")(draw)


@app.callback(invoke_without_command=True)
def _program(
    version: bool = typer.Option(False, "--version", help="Show the version and end."),  # noqa: FBT001
) -> None:
    if version:
        from invoice_desk import __version__

        typer.echo(f"invoice-desk {__version__}")
        raise typer.Exit
