"""`invoice-desk sources accounts`: who is signed in to Google Drive, signing in and out, their folders."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from invoice_desk.cli.desks import DeskOption, JsonOption, opened, text_of
from invoice_desk.cli.running import print_line, reported, results, stoppable
from invoice_desk.cli.usage import OneLineGroup
from invoice_desk.errors import BadDesk, shown

if TYPE_CHECKING:
    from invoice_desk.intake.drive.account import Account
    from invoice_desk.workflow.drive_accounts import SignedIn
    from invoice_desk.workflow.settings import Settings

accounts = typer.Typer(cls=OneLineGroup, help="Accounts of Google Drive.", add_completion=False)

_STOPPED = "stopped; nothing was changed"

Email = Annotated[str, typer.Argument(metavar="[EMAIL]", help="Whose account; default: the only one.")]


@accounts.callback(invoke_without_command=True)
def _accounts(context: typer.Context) -> None:
    """List the accounts where no other command is given."""
    if context.invoked_subcommand is None:
        _list(is_json=False)


@accounts.command("list")
def list_accounts(json: JsonOption = False) -> None:  # noqa: FBT002
    """List who is signed in."""
    _list(is_json=json)


@accounts.command("sign-in")
def sign_in(
    client: Annotated[
        Path | None,
        typer.Option("--client", metavar="JSON", help="The client id's file; it is remembered."),
    ] = None,
    no_browser: Annotated[  # noqa: FBT002
        bool,
        typer.Option("--no-browser", help="Only show the address, which is to be opened on this machine."),
    ] = False,
    desk: DeskOption = None,
) -> None:
    """Sign in to Google in the browser; again, where a sign-in holds no longer."""
    with reported(_STOPPED), stoppable() as is_stopped:
        from invoice_desk.workflow import drive_accounts
        from invoice_desk.workflow.settings import change_settings, settings_path
        from invoice_desk.workflow.sources import user_vault

        way = {"open_browser": lambda _address: False} if no_browser else {}
        steps = drive_accounts.sign_in(client, _settings(), user_vault(), is_stopped=is_stopped, **way)
        with closing(steps):
            for step in steps:
                if isinstance(step, drive_accounts.AtConsent):
                    _ask_to_agree(step.address, is_open=step.is_open)
                else:
                    _say_signed_in(step)
                    _ask_sources_again(desk, step.account)
        if client is not None:
            change_settings(settings_path(), {"drive_client": client.expanduser().absolute()})


@accounts.command("add-service-account")
def add_service_account(
    key: Annotated[Path, typer.Argument(metavar="JSON", help="The key that Google's console gave.")],
    subject: Annotated[
        str, typer.Option("--subject", metavar="EMAIL", help="Whom of the Workspace it stands for.")
    ] = "",
    desk: DeskOption = None,
) -> None:
    """Let a service account in by its key, which is tried at once."""
    with reported(_STOPPED):
        from invoice_desk.workflow import drive_accounts
        from invoice_desk.workflow.sources import user_vault

        added = drive_accounts.add_service_account(key, _settings(), user_vault(), subject=text_of(subject))
        _say_signed_in(added)
        _ask_sources_again(desk, added.account)


@accounts.command("sign-out")
def sign_out(email: Email = "") -> None:
    """Forget an account, and let Google revoke what it gave. Its sources rest until it signs in again."""
    with reported(_STOPPED):
        from invoice_desk.workflow import drive_accounts
        from invoice_desk.workflow.sources import user_vault

        vault = user_vault()
        account = drive_accounts.find_account(drive_accounts.user_accounts(vault), text_of(email))
        is_told = drive_accounts.sign_out(account, _settings(), vault)
        _say(f"{_who(account)}: signed out")
        if not is_told:
            typer.echo(
                "Google could not be told; remove the access at https://myaccount.google.com/permissions",
                err=True,
            )


@accounts.command("folders")
def folders(
    email: Email = "",
    of: Annotated[
        str,
        typer.Option("--in", metavar="LINK", help="A folder's address or id; default: what is at the top."),
    ] = "",
    json: JsonOption = False,  # noqa: FBT002
) -> None:
    """List the folders that an account sees, each with the id that `sources add drive --folder` takes."""
    with reported(_STOPPED):
        from invoice_desk.intake.drive.folders import Top
        from invoice_desk.workflow import drive_accounts
        from invoice_desk.workflow.drive_browsing import Browsing
        from invoice_desk.workflow.sources import user_vault

        vault = user_vault()
        account = drive_accounts.find_account(drive_accounts.user_accounts(vault), text_of(email))
        browsing = Browsing(account, _settings(), vault)
        inside = browsing.find(text_of(of)) if of else None
        for top in Top if inside is None else (inside,):
            for page in browsing.folders(top):
                for one in page.folders:
                    facts = {"in": getattr(top, "value", inside and inside.name), "name": one.name}
                    _print_folder({**facts, "id": one.id}, is_json=json)


def _print_folder(facts: dict[str, object], *, is_json: bool) -> None:
    with results():
        if is_json:
            from invoice_desk.export.json_lines import line_of

            print_line(line_of(facts))
        else:
            print_line(shown(f"{facts['id']}  {facts['in']}: {facts['name']}"))


def _settings() -> Settings:
    from invoice_desk.workflow.settings import read_settings, settings_path

    return read_settings(settings_path())


def _ask_to_agree(address: str, *, is_open: bool) -> None:
    begin = "the browser opens Google's page; if it does not," if is_open else "to sign in,"
    typer.echo(f"{begin} open this address on this machine (Ctrl+C ends the waiting):\n{address}", err=True)


def _say_signed_in(signed: SignedIn) -> None:
    """Say who is in, and openly where what opens the account lies."""
    _say(f"{_who(signed.account)}: signed in; what opens the account is kept {signed.place.value}")


def _ask_sources_again(desk: Path | None, account: Account) -> None:
    """Let the sources of a desk, where there is one, rest no longer for want of a sign-in."""
    from invoice_desk.workflow.drive_sources import ask_again

    try:
        with opened(desk) as place:
            names = ask_again(place, account)
    except BadDesk:
        if desk is not None:
            raise
        return
    for name in names:
        _say(f"{name}: is asked again")


def _list(*, is_json: bool) -> None:
    with reported():
        from invoice_desk.workflow.drive_accounts import user_accounts
        from invoice_desk.workflow.sources import user_vault

        found = user_accounts(user_vault()).all()
        with results():
            if is_json:
                from invoice_desk.export.json_lines import line_of

                for one in found:
                    print_line(line_of(_object(one)))
            else:
                _print(found)


def _print(found: tuple[Account, ...]) -> None:
    from invoice_desk.cli.terminal import console, local_time, table_of

    rows = [(_who(one), one.name, one.way.value, local_time(one.signed_in), one.key) for one in found]
    console().print(table_of(rows, "account", "name", "way", "signed in", "key"))


def _who(account: Account) -> str:
    return f"{account.email} for {account.subject}" if account.subject else account.email


def _object(one: Account) -> dict[str, object]:
    return {
        "key": one.key,
        "email": one.email,
        "name": one.name,
        "way": one.way.value,
        "subject": one.subject,
        "signed_in": one.signed_in.isoformat(),
    }


def _say(line: str) -> None:
    with results(goes_on=True):
        print_line(shown(line))
