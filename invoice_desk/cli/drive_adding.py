"""`invoice-desk sources add drive`: a folder of Google Drive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from invoice_desk.cli.desks import KEPT, DeskOption, opened, text_of
from invoice_desk.cli.running import reported
from invoice_desk.cli.source_adding import (
    BandwidthOption,
    EveryOption,
    NameOption,
    QuietOption,
    rhythm_of,
    say_added,
)
from invoice_desk.errors import BadSetting

if TYPE_CHECKING:
    from invoice_desk.intake.drive.choice import FileKind

AccountOption = Annotated[
    str, typer.Option("--account", metavar="EMAIL", help="Whose Drive; not needed where only one signed in.")
]


def add_drive(
    folder: Annotated[
        str,
        typer.Option(
            "--folder",
            metavar="LINK",
            help="The folder's address in the browser, its id, root or shared-with-me.",
        ),
    ],
    account: AccountOption = "",
    name: NameOption = None,
    no_subfolders: Annotated[bool, typer.Option("--no-subfolders", help="Leave its subfolders out.")] = False,  # noqa: FBT002
    kinds: Annotated[
        str, typer.Option("--kinds", metavar="KINDS", help="Only these: pdf, image, google; default: all.")
    ] = "",
    every: EveryOption = None,
    quiet: QuietOption = None,
    bandwidth: BandwidthOption = None,
    desk: DeskOption = None,
) -> None:
    """Watch a folder of Google Drive; see `sources accounts sign-in`."""
    with reported(KEPT), opened(desk, is_new_allowed=True) as place:
        from invoice_desk.workflow import drive_accounts, drive_sources
        from invoice_desk.workflow.drive_browsing import Browsing
        from invoice_desk.workflow.source_drafts import add_draft
        from invoice_desk.workflow.sources import user_vault

        rhythm, wanted, vault = rhythm_of(every, quiet, bandwidth), _kinds_of(kinds), user_vault()
        whose = drive_accounts.find_account(drive_accounts.user_accounts(vault), text_of(account))
        found = Browsing(whose, place.settings, vault).find(text_of(folder))
        draft = drive_sources.drive_draft(
            whose, found, rhythm, with_subfolders=not no_subfolders, kinds=wanted
        )
        called = text_of(name or found.name)
        say_added(called, add_draft(place, vault, called, draft))


def _kinds_of(text: str) -> frozenset[FileKind]:
    """Return the kinds of files that were named, all where none is. Raises BadSetting."""
    from invoice_desk.intake.drive.choice import FileKind

    named = [one.strip().lower() for one in text.split(",") if one.strip()]
    try:
        return frozenset(map(FileKind, named or FileKind))
    except ValueError as error:
        known = ", ".join(one.value for one in FileKind)
        raise BadSetting(
            f"{text!r} are no kinds of files", where="--kinds", remedy=f"the kinds are {known}"
        ) from error
