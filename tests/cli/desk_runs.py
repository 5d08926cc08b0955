"""Desks for the tests of the commands: a few small invoices drawn, and a command run on a desk."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from cli_runs import invoke, objects
from small_invoices import draw_invoice, small_template
from typer.testing import Result

from invoice_desk.invoice.fields import Column, Field, FieldKind, Role
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.template import Template
from invoice_desk.store.template_files import write_template

_ROLES = {"number": Role.INVOICE_NUMBER, "date": Role.ISSUE_DATE, "total": Role.TOTAL}
SURE, DOUBTED, COPY, TABLE, ARABIC, UNREAD = 1, 2, 3, 4, 5, 6
"""The invoices of the desk that each test gets a copy of."""


def desk_template(name: str = "small") -> Template:
    """Return the template of the small invoice with its fields' roles; its first label is the seller."""
    seller = Field(name="seller", kind=FieldKind.TEXT, role=Role.SELLER, box=Box(10, 8, 220, 58))
    fields = [one.model_copy(update={"role": _ROLES[one.name]}) for one in small_template().fields]
    return small_template().model_copy(update={"name": name, "fields": (*fields, seller)})


def table_template() -> Template:
    """Return a template that takes the three printed lines for a table of one column."""
    columns = (Column(name="what", x0=230, x1=620),)
    table = Field(name="items", kind=FieldKind.TABLE, box=Box(230, 8, 620, 180), columns=columns)
    return small_template().model_copy(update={"name": "lines", "fields": (table,)})


def write_templates(folder: Path, *templates: Template) -> Path:
    """Write templates into a folder; return it."""
    folder.mkdir(exist_ok=True)
    for template in templates or (desk_template(), table_template()):
        write_template(folder / f"{template.name}.template.json", template)
    return folder


def draw(folder: Path, name: str = "small-1.png", **values: str) -> Path:
    """Draw a small invoice, by its name for the template `small`."""
    folder.mkdir(parents=True, exist_ok=True)
    return draw_invoice(folder / "drawn.png", **values).rename(folder / name)


def make_desk(folder: Path) -> Path:
    """Make a desk with six invoices, of which five were read or set aside; return its folder."""
    files = folder / "in"
    first = draw(files)
    drawn = [
        first,
        draw(files, "small-2.png", number="INV-7", total="soon"),
        Path(shutil.copy(first, files / "small-3.png")),
        draw(files, "lines-1.png", number="", date="14 March 2026", total="8"),
        draw(files, "small-فاتورة.png", number="INV-300", date="2 May 2026", total="99.00"),
        draw(files, "other.png", number="X-1"),
    ]
    desk = folder / "desk"
    on(desk, "templates", "import", write_templates(folder / "templates"))
    on(desk, "add", *drawn, "--no-read")
    on(
        desk, "not-duplicate", TABLE
    )  # its page is like the others', and it has no number that tells them apart
    on(desk, "read", "--jobs", 1)
    return desk


def on(desk: Path, *arguments: str | int | Path) -> Result:
    """Run a command on a desk in this process."""
    return invoke(*(str(one) for one in arguments), "--desk", desk)


def said(desk: Path, *arguments: str | int | Path) -> list[dict[str, Any]]:
    """Run a command on a desk and return the JSON objects that it prints."""
    return objects(on(desk, *arguments, "--json").stdout)


def states(desk: Path) -> dict[int, str]:
    """Return the state of every invoice of a desk."""
    every = [
        f"--state={one}"
        for one in ("new", "reading", "review", "accepted", "failed", "duplicate", "rejected")
    ]
    return {one["id"]: one["state"] for one in reversed(said(desk, "list", *every))}


def words(result: Result) -> str:
    """Return what was printed with single blanks, as it is read."""
    return " ".join(result.stdout.split())
