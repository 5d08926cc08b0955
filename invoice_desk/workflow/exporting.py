"""Accepted invoices exported: to a file that lands whole, and written down so that it can be repeated."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from invoice_desk.errors import NotWritten, Refused, Stopped
from invoice_desk.export.columns import Columns
from invoice_desk.export.csv_style import CsvStyle
from invoice_desk.export.exporting import write_items
from invoice_desk.export.items import Item, Written
from invoice_desk.export.options import ExportOptions
from invoice_desk.export.report_parts import HistoryLine, PagePicture
from invoice_desk.imaging.opening import open_page
from invoice_desk.invoice.document import Document
from invoice_desk.invoice.filed import SETTLED, State
from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.store.change import history_of, last_event
from invoice_desk.store.database import Connection
from invoice_desk.store.documents import get_filed, note_exported
from invoice_desk.store.exports import exported_ids, get_export, keep_export
from invoice_desk.store.records import load_record, load_records, record_ids, templates_of_records
from invoice_desk.store.searching import Filter, find_ids
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.draining import drained

_REPORT_PIXELS = 1_600  # of the longer side of a page: readable, and some 200 KB
_REPORT_SECONDS = 0.1  # between two words of how far it is: each wakes another thread
_NAMED = 5  # invoices that a message names


@dataclass(frozen=True, slots=True)
class Selection:
    """Which invoices are exported.

    keys: these, else all accepted ones that `asked` finds; has_unaccepted: a person wants them
    though nobody vouched for their values; has_failed_checks: though a check fails.
    """

    keys: tuple[int, ...] = ()
    asked: Filter = field(default_factory=Filter)
    has_unaccepted: bool = False
    has_failed_checks: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export came to. id: its number on the desk."""

    id: int
    path: Path
    written: Written


def export_invoices(
    desk: Desk,
    path: Path,
    selection: Selection,
    options: ExportOptions = ExportOptions(),
    *,
    has_crops: bool = False,
    is_stopped: IsStopped = never_stopped,
) -> Generator[Progress | Exported, None, None]:
    """Write invoices to a file; yield Progress, and Exported once it is there and written down.

    The file lands whole or not at all; a stop leaves what was there. has_crops: pictures of the boxes
    are kept, to which a workbook links. Raises Refused where an invoice is not accepted, or has a
    failed check, and the person did not say yes to that, or where nothing is to be exported;
    BadSetting, BadFile, NotWritten.
    """
    keys = _selected(desk, selection)

    choices = options_to_json(options) | {
        "has_crops": has_crops,
        "has_unaccepted": selection.has_unaccepted,
        "has_failed_checks": selection.has_failed_checks,
    }

    def work(report: Callable[[Progress], None], is_over: IsStopped) -> Exported:
        return _export(_Plan(desk, keys, path, options, has_crops), choices, report, is_over)

    yield from drained(work, is_stopped=is_stopped)


def export_again(
    desk: Desk, key: int, path: Path | None = None, *, is_stopped: IsStopped = never_stopped
) -> Generator[Progress | Exported, None, None]:
    """Repeat an export: the same invoices, as they are now, with the same options; path: another file.

    Raises Refused where the desk has no such export, or one of its invoices is no longer accepted.
    """
    with desk.reading() as connection:
        export, keys = get_export(connection, key), tuple(exported_ids(connection, key))
    options = options_from_json(export.options)
    selection = Selection(
        keys,
        has_unaccepted=export.options["has_unaccepted"],
        has_failed_checks=export.options["has_failed_checks"],
    )
    target, has_crops = path or Path(export.path), export.options["has_crops"]
    yield from export_invoices(desk, target, selection, options, has_crops=has_crops, is_stopped=is_stopped)


def default_path(desk: Desk, suffix: str = ".xlsx") -> Path:
    """Return where an export goes that is given no place: a new file of today in the desk's folder."""
    folder, stem = desk.store.folder.exports, f"invoices-{date.today().isoformat()}"
    names = (f"{stem}{f'-{number}' if number > 1 else ''}{suffix}" for number in range(1, 10_000))
    return next(folder / name for name in names if not (folder / name).exists())


def report_invoice(desk: Desk, key: int, path: Path) -> None:
    """Write the report of an invoice as PDF: its pages with the boxes, values, history.

    Raises Refused where it was never read, BadFile where its original is broken, NotWritten.
    """
    from invoice_desk.export.report import write_report  # fpdf takes half a second

    with desk.reading() as connection:
        filed = get_filed(connection, desk.store.originals, key)
        record = load_record(connection, desk.store.originals, key)
        told = history_of(connection, key)
    if record is None:
        raise Refused(f"invoice {key} was not read yet", remedy="invoice-desk read")
    lines = [
        HistoryLine(one.at, one.who, f"{one.what.value} {one.subject}".strip(), one.old or "", one.new or "")
        for one in told
    ]
    pages = [_picture(filed.document, index) for index in range(len(filed.document.pages))]
    write_report(Item(record, str(key), filed.state.value, filed.document.path), pages, lines, path)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is written where."""

    desk: Desk
    keys: Sequence[int]
    path: Path
    options: ExportOptions
    has_crops: bool


def _export(
    plan: _Plan, choices: Mapping[str, Any], report: Callable[[Progress], None], is_over: IsStopped
) -> Exported:
    """Write the file, then write down that it was; a crash between the two leaves them to be exported.

    So does a person who opens an invoice again meanwhile and accepts it with other values.
    """
    with plan.desk.reading() as connection:
        templates = templates_of_records(connection, plan.keys)
        records = record_ids(connection, plan.keys)
        seen = last_event(connection)
        items = _items(plan, connection, records, report, is_over)
        written = write_items(items, plan.path, templates=templates, options=plan.options)
    with plan.desk.change() as change:
        key = keep_export(
            change,
            path=str(plan.path.absolute()),
            options=choices,
            records=records,
            added=written.added,
            sha256=_sha256(plan.path),
        )
        note_exported(change, list(records), plan.path.name, since=seen)
    return Exported(key, plan.path, written)


def _items(
    plan: _Plan,
    connection: Connection,
    records: Mapping[int, int],
    report: Callable[[Progress], None],
    is_over: IsStopped,
) -> Iterator[Item]:
    """Give the invoices one by one, few of them in memory. Raises Stopped, so that nothing is written."""
    from invoice_desk.workflow.crops import keep_crops

    originals, crops = plan.desk.store.originals, plan.desk.store.folder.crops
    loaded = load_records(connection, originals, plan.keys, has_glyphs=False)
    due = 0.0
    for done, (filed, record) in enumerate(loaded, start=1):
        if is_over():
            raise Stopped("the export was stopped, so nothing was written", where=plan.path)
        pictures = keep_crops(record, crops / str(records[filed.id])) if plan.has_crops else {}
        first = str(filed.duplicate.of) if filed.duplicate is not None else ""
        yield Item(record, str(filed.id), filed.state.value, filed.document.path, pictures, first)
        if time.monotonic() >= due:
            report(Progress(plan.path.name, done, len(plan.keys)))
            due = time.monotonic() + _REPORT_SECONDS


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise NotWritten(f"is gone: {error.strerror}", where=path, remedy="export again") from error


def _picture(document: Document, index: int) -> PagePicture:
    from invoice_desk.imaging.encoding import jpeg_of

    page = open_page(document, index)
    content = jpeg_of(page.pixels, longest=_REPORT_PIXELS)
    return PagePicture(index, page.size.width, page.size.height, content)


def options_to_json(options: ExportOptions) -> dict[str, Any]:
    """Return what a person chose, for the desk's memory."""
    return {
        "columns": list(options.columns.names),
        "has_readings": options.has_readings,
        "has_links": options.has_links,
        "append": options.append,
        "sheet": options.sheet,
        "csv": options.csv.value,
    }


def options_from_json(data: Mapping[str, Any]) -> ExportOptions:
    """Return the choices that `options_to_json` wrote."""
    return ExportOptions(
        Columns(tuple(data["columns"])),
        data["has_readings"],
        data["has_links"],
        data["append"],
        data["sheet"],
        CsvStyle(data["csv"]),
    )


def _selected(desk: Desk, selection: Selection) -> list[int]:
    """Return the numbers of the invoices that are exported. Raises Refused."""
    with desk.reading() as connection:
        if not selection.keys:
            keys = find_ids(connection, asked_by(selection))
            if not keys:
                raise Refused("no invoice is accepted, so nothing is exported", remedy="accept some first")
        else:
            keys = list(dict.fromkeys(selection.keys))
            _check_accepted(desk, connection, keys, selection)
        if not selection.has_failed_checks:
            _check_checks(connection, keys)
        return keys


def asked_by(selection: Selection) -> Filter:
    """Return what a selection without numbers asks for."""
    states = frozenset({State.ACCEPTED, State.REVIEW} if selection.has_unaccepted else {State.ACCEPTED})
    asked = selection.asked
    return asked if asked.states else replace(asked, states=states)


def _check_accepted(desk: Desk, connection: Connection, keys: Sequence[int], selection: Selection) -> None:
    filed = [get_filed(connection, desk.store.originals, key) for key in keys]
    unread = [one.id for one in filed if not one.is_read or one.is_deleted]
    if unread:
        raise Refused(f"{_named(unread)} not there to be exported: never read, or deleted")
    unaccepted = [one.id for one in filed if one.state not in SETTLED]
    if unaccepted and not selection.has_unaccepted:
        raise Refused(
            f"{_named(unaccepted)} not accepted",
            remedy="accept first, or export all the same with --unaccepted",
        )


def _check_checks(connection: Connection, keys: Sequence[int]) -> None:
    """Raise Refused where a check fails on an invoice that is to be exported."""
    failing = set(find_ids(connection, Filter(states=frozenset(State), has_failed_checks=True)))
    found = [key for key in keys if key in failing]
    if found:
        raise Refused(
            f"a check fails on {_named(found, verb='')}",
            remedy="correct them, or export all the same with --failed-checks",
        )


def _named(keys: Sequence[int], *, verb: str = " is| are") -> str:
    one, _, many = verb.partition("|")
    names = ", ".join(str(key) for key in keys[:_NAMED])
    if len(keys) > _NAMED:
        names += f" and {len(keys) - _NAMED} more"
    return f"invoice {names}{one}" if len(keys) == 1 else f"invoices {names}{many}"
