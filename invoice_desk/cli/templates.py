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
    from invoice_desk.store.templates import Saved

templates = typer.Typer(
    cls=OneLineGroup, help="The templates of a desk.", no_args_is_help=True, add_completion=False
)

Paths = Annotated[list[Path], typer.Argument(help="NAME.template.json files, or folders of them.")]
Names = Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="Default: all.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="The template's name.")]
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
def import_templates(paths: Paths, desk: DeskOption = None) -> None:
    """Keep templates on the desk; one of a known name becomes its next version."""
    with reported(KEPT), opened(desk, is_new_allowed=True) as place:
        from invoice_desk.workflow import templates as kept

        for saved in kept.import_templates(place, paths):
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
