"""`invoice-desk templates`: the templates of a desk listed, brought in, taken out, deleted and restored."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from invoice_desk.cli.desks import KEPT, DeskOption, JsonOption, opened, text_of
from invoice_desk.cli.running import print_line, reported, results
from invoice_desk.cli.usage import OneLineGroup
from invoice_desk.errors import shown

if TYPE_CHECKING:
    from invoice_desk.invoice.geometry import Size
    from invoice_desk.store.templates import Saved
    from invoice_desk.workflow.desk import Desk

templates = typer.Typer(
    cls=OneLineGroup, help="The templates of a desk.", no_args_is_help=True, add_completion=False
)

Paths = Annotated[list[Path], typer.Argument(help="NAME.template.json files, or folders of them.")]
Names = Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="Default: all.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="The template's name.")]
NewName = Annotated[str, typer.Argument(metavar="NEW", help="The name that it gets.")]
PageOption = Annotated[
    int | None,
    typer.Option(
        "--page-of",
        metavar="ID",
        min=1,
        help="The files hold numbered pairs of corner points (coordinates_data.json), drawn on the first "
        "page of this invoice.",
    ),
]
ToOption = Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder that they are written to.")]


@templates.command("list")
def list_templates(
    json: JsonOption = False,  # noqa: FBT002
    desk: DeskOption = None,
) -> None:
    """List the templates: what they read, and which files take them."""
    with reported(KEPT), opened(desk) as place:
        from invoice_desk.store.templates import all_templates

        with place.reading() as connection:
            found = all_templates(connection)
        with results():
            _print(found, is_json=json)


@templates.command("import")
def import_templates(paths: Paths, page_of: PageOption = None, desk: DeskOption = None) -> None:
    """Keep templates on the desk; one of a known name becomes its next version."""
    with reported(KEPT), opened(desk, is_new_allowed=page_of is None) as place:
        from invoice_desk.workflow import templates as kept

        if page_of is None:
            found = kept.import_templates(place, paths)
        else:
            size = _first_page(place, page_of)
            found = kept.import_files(place, paths, (size, 1))
        for saved in found:
            _say(f"{saved.template.name}: version {saved.template.version}")


@templates.command("export")
def export_templates(to: ToOption, names: Names = None, desk: DeskOption = None) -> None:
    """Write templates to files, one each."""
    with reported(KEPT), opened(desk) as place:
        from invoice_desk.workflow import templates as kept

        for path in kept.export_templates(place, map(text_of, names or ()), to):
            _say(str(path))


@templates.command("delete")
def delete_template(name: Name, desk: DeskOption = None) -> None:
    """Take a template out of use; what was read with it stays, and restore brings it back."""
    with reported(KEPT), opened(desk) as place:
        from invoice_desk.workflow import templates as kept

        kept.remove(place, text_of(name))
        _say(f"{name}: deleted")


@templates.command("restore")
def restore_template(name: Name, desk: DeskOption = None) -> None:
    """Take a deleted template into use again."""
    with reported(KEPT), opened(desk) as place:
        from invoice_desk.workflow import templates as kept

        kept.bring_back(place, text_of(name))
        _say(f"{name}: restored")


@templates.command("rename")
def rename_template(name: Name, new: NewName, desk: DeskOption = None) -> None:
    """Give a template another name, with all its versions and for all its invoices."""
    with reported(KEPT), opened(desk) as place:
        from invoice_desk.workflow import templates as kept

        saved = kept.rename(place, text_of(name), text_of(new))
        _say(f"{name}: renamed to {saved.template.name}")


def _first_page(place: Desk, key: int) -> Size:
    from invoice_desk.store.documents import get_filed

    with place.reading() as connection:
        return get_filed(connection, place.store.originals, key).document.pages[0].size


def _say(line: str) -> None:
    with results(goes_on=True):
        print_line(shown(line))


def _print(found: Iterable[Saved], *, is_json: bool) -> None:
    if not is_json:
        from invoice_desk.cli.terminal import console, table_of

        rows = [_row(one) for one in found]
        console().print(table_of(rows, "name", "version", "files that begin with", "fields"))
        return
    from invoice_desk.export.json_lines import line_of

    for one in found:
        fields = [field.name for field in one.template.fields]
        template = {"name": one.template.name, "version": one.template.version, "stem": one.stem or None}
        print_line(line_of(template | {"fields": fields}))


def _row(one: Saved) -> tuple[str, ...]:
    begins = dict.fromkeys(name for name in (one.template.name, one.stem) if name)
    fields = ", ".join(field.name for field in one.template.fields)
    return (one.template.name, str(one.template.version), ", ".join(begins), fields)
