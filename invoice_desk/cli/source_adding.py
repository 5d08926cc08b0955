"""`invoice-desk sources add`: a folder, links, an Azure container or an S3 bucket (a Drive: drive_adding)."""

from __future__ import annotations

import sys
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from invoice_desk.cli.desks import KEPT, DeskOption, opened, text_of
from invoice_desk.cli.running import print_line, reported, results
from invoice_desk.cli.usage import OneLineGroup
from invoice_desk.errors import BadSetting, shown

if TYPE_CHECKING:
    from invoice_desk.intake.hiding import Secret
    from invoice_desk.workflow.source_drafts import Added
    from invoice_desk.workflow.sync_rhythm import Rhythm

add = typer.Typer(cls=OneLineGroup, help="Add a source.", no_args_is_help=True, add_completion=False)

_LONGEST_SECRET = 64 * 1024
_TO_SECONDS = {"s": 1, "m": 60, "h": 3600}

NameOption = Annotated[str | None, typer.Option("--name", help="What it is called; default: what it is.")]
EveryOption = Annotated[
    str | None, typer.Option("--every", metavar="TIME", help="Between two looks, such as 30s, 5m or 2h.")
]
QuietOption = Annotated[
    str | None, typer.Option("--quiet", metavar="FROM-TO", help="Hours of rest, such as 22:00-06:00.")
]
BandwidthOption = Annotated[
    int | None, typer.Option("--bandwidth", min=1, metavar="KB", help="Kilobytes a second at most.")
]
HttpOption = Annotated[bool, typer.Option("--allow-http", help="Also what comes unencrypted.")]
PrivateOption = Annotated[bool, typer.Option("--allow-private", help="Also machines of this network.")]
PrefixOption = Annotated[str, typer.Option("--prefix", help="Only names that begin so.")]


@add.command("folder")
def add_folder(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that is watched.")],
    name: NameOption = None,
    flat: Annotated[bool, typer.Option("--flat", help="Leave its subfolders out.")] = False,  # noqa: FBT002
    move_to: Annotated[
        Path | None, typer.Option("--move-to", metavar="DIR", help="Move files there once they are taken.")
    ] = None,
    every: EveryOption = None,
    quiet: QuietOption = None,
    bandwidth: BandwidthOption = None,
    desk: DeskOption = None,
) -> None:
    """Watch a folder on this machine or a network share."""
    with reported(KEPT), opened(desk, is_new_allowed=True) as place:
        from invoice_desk.workflow import sources
        from invoice_desk.workflow.source_drafts import add_draft, folder_draft
        from invoice_desk.workflow.sync_rhythm import FOLDER_INTERVAL

        rhythm = rhythm_of(every, quiet, bandwidth, usual=FOLDER_INTERVAL)
        called = text_of(name or path.name or str(path))
        say_added(
            called,
            add_draft(
                place,
                sources.user_vault(),
                called,
                folder_draft(place, path, rhythm, is_deep=not flat, move_to=move_to),
            ),
        )


@add.command("url")
def add_url(
    links: Annotated[list[str] | None, typer.Argument(metavar="[LINK]...", help="Links to files.")] = None,
    links_from: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="A file of links; - is standard input.")
    ] = None,
    name: NameOption = None,
    most: Annotated[int, typer.Option("--most", min=1, max=2048, metavar="MB", help="Of one file.")] = 200,
    http: HttpOption = False,  # noqa: FBT002
    private: PrivateOption = False,  # noqa: FBT002
    every: EveryOption = None,
    quiet: QuietOption = None,
    bandwidth: BandwidthOption = None,
    desk: DeskOption = None,
) -> None:
    """Add links to pictures and PDFs; each is fetched once."""
    with reported(KEPT), opened(desk, is_new_allowed=True) as place:
        from invoice_desk.workflow import sources
        from invoice_desk.workflow.source_drafts import add_draft, links_draft

        text = "\n".join([*(text_of(one) for one in links or ()), _text_in(links_from)])
        called = text_of(name or "links")
        added = add_draft(
            place,
            sources.user_vault(),
            called,
            links_draft(
                text,
                rhythm_of(every, quiet, bandwidth),
                is_http_allowed=http,
                is_private_allowed=private,
                most_megabytes=most,
            ),
        )
        say_added(called, added)


@add.command("blob")
def add_blob(
    url: Annotated[
        str, typer.Argument(metavar="URL", help="The container; its SAS may follow a question mark.")
    ] = "",
    listing: Annotated[
        Path | None,
        typer.Option("--listing", metavar="XML", help="A saved listing, in place of the server's."),
    ] = None,
    sas_from: Annotated[
        Path | None, typer.Option("--sas-from", metavar="FILE", help="The SAS; - is standard input.")
    ] = None,
    name: NameOption = None,
    prefix: PrefixOption = "",
    http: HttpOption = False,  # noqa: FBT002
    private: PrivateOption = False,  # noqa: FBT002
    every: EveryOption = None,
    quiet: QuietOption = None,
    bandwidth: BandwidthOption = None,
    desk: DeskOption = None,
) -> None:
    """Add an Azure container by its address, or by a listing that was saved to a file."""
    with reported(KEPT), opened(desk, is_new_allowed=True) as place:
        from invoice_desk.workflow import sources
        from invoice_desk.workflow.source_drafts import add_draft, container_draft

        if not url and listing is None:
            raise BadSetting("there is no container", remedy="give its address, or --listing")
        called = text_of(name or _last_part(url) or "container")
        added = add_draft(
            place,
            sources.user_vault(),
            called,
            container_draft(
                text_of(url),
                rhythm_of(every, quiet, bandwidth),
                sas=_secret_in(sas_from),
                prefix=text_of(prefix),
                listing=listing,
                is_http_allowed=http,
                is_private_allowed=private,
            ),
        )
        say_added(called, added)


@add.command("s3")
def add_s3(
    bucket: Annotated[str, typer.Argument(metavar="BUCKET", help="The bucket's name.")],
    name: NameOption = None,
    prefix: PrefixOption = "",
    endpoint: Annotated[
        str, typer.Option("--endpoint", metavar="URL", help="Of a server not Amazon's.")
    ] = "",
    region: Annotated[str, typer.Option("--region", help="Default: as this machine is set up.")] = "",
    key: Annotated[str, typer.Option("--key", help="The access key's id.")] = "",
    secret_from: Annotated[
        Path | None, typer.Option("--secret-from", metavar="FILE", help="Its secret; - is standard input.")
    ] = None,
    every: EveryOption = None,
    quiet: QuietOption = None,
    bandwidth: BandwidthOption = None,
    desk: DeskOption = None,
) -> None:
    """Add an S3 bucket; without a key, that of this machine's AWS profile is used."""
    with reported(KEPT), opened(desk, is_new_allowed=True) as place:
        from invoice_desk.workflow import sources
        from invoice_desk.workflow.source_choices import BucketChoice
        from invoice_desk.workflow.source_drafts import add_draft, bucket_draft

        choice = BucketChoice(
            rhythm=rhythm_of(every, quiet, bandwidth),
            bucket=text_of(bucket),
            prefix=text_of(prefix),
            endpoint=endpoint,
            region=region,
        )
        called = text_of(name or bucket)
        secret = _secret_in(secret_from)
        draft = bucket_draft(choice, key=key, secret=secret)
        say_added(called, add_draft(place, sources.user_vault(), called, draft))


def say_added(name: str, added: Added) -> None:
    """Say that a source was added, and openly where its key lies."""
    kept = f"; its key is kept {added.place.value}" if added.place is not None else ""
    with results(goes_on=True):
        print_line(shown(f"{name}: added{kept}"))


def rhythm_of(
    every: str | None, quiet: str | None, bandwidth: int | None, usual: int | None = None
) -> Rhythm:
    """Return a rhythm. Raises BadSetting."""
    from pydantic import ValidationError

    from invoice_desk.workflow.sync_rhythm import INTERVAL, Rhythm

    seconds = _seconds(every) if every is not None else usual or INTERVAL
    hours = _hours(quiet) if quiet is not None else None
    try:
        return Rhythm(interval=seconds, quiet=hours, bandwidth=bandwidth)
    except ValidationError as error:
        raise BadSetting("an interval is between 5 seconds and 7 days", where="--every") from error


def _seconds(text: str) -> int:
    number, unit = (text[:-1], text[-1:]) if text[-1:] in _TO_SECONDS else (text, "s")
    if not (number.isascii() and number.isdigit()):
        raise BadSetting(f"{text!r} is no length of time", where="--every", remedy="such as 30s, 5m or 2h")
    return int(number) * _TO_SECONDS[unit]


def _hours(text: str) -> tuple[time, time]:
    begin, _, end = text.partition("-")
    try:
        hours = time.fromisoformat(begin.strip()), time.fromisoformat(end.strip())
    except ValueError as error:
        raise _no_hours(text) from error
    if any(one.tzinfo is not None for one in hours):  # they are on this machine's clock
        raise _no_hours(text)
    return hours


def _no_hours(text: str) -> BadSetting:
    return BadSetting(f"{text!r} are no hours", where="--quiet", remedy="such as 22:00-06:00")


def _secret_in(path: Path | None) -> Secret | None:
    if path is None:
        return None
    from invoice_desk.intake.hiding import Secret

    text = _text_in(path).strip()
    if not text:
        raise BadSetting("holds no key", where=path)
    return Secret(text)


def _text_in(path: Path | None) -> str:
    """Return what a file or standard input holds, "" for None. Raises BadSetting."""
    if path is None:
        return ""
    try:
        if str(path) == "-":
            return sys.stdin.read(_LONGEST_SECRET)
        with path.open(encoding="utf-8") as file:
            return file.read(_LONGEST_SECRET)
    except (OSError, ValueError) as error:
        raise BadSetting(
            f"cannot be read: {getattr(error, 'strerror', None) or 'no text'}", where=path
        ) from error


def _last_part(url: str) -> str:
    return url.split("?", maxsplit=1)[0].rstrip("/").rpartition("/")[2]
