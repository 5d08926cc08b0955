"""`invoice-desk doctor`: what is there, what is missing, and the command that mends it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from invoice_desk.cli.running import reported, results
from invoice_desk.errors import ExitCode

if TYPE_CHECKING:
    from invoice_desk.workflow.doctor import Finding


def doctor(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON array, nothing else.")] = False,  # noqa: FBT002
) -> None:
    """Tell what is installed. Exit code 3 says that something needed is missing."""
    with reported():
        from invoice_desk.workflow.doctor import examine
        from invoice_desk.workflow.settings import read_settings, settings_path

        findings = examine(read_settings(settings_path()))
        with results():
            _print(findings, is_json=json)
    if any(one.is_needed and not one.is_there for one in findings):
        raise typer.Exit(int(ExitCode.MISSING_PART))


def _print(findings: Sequence[Finding], *, is_json: bool) -> None:
    if is_json:
        from dataclasses import asdict
        from json import dumps

        typer.echo(dumps([asdict(one) for one in findings], ensure_ascii=False))
        return
    for one in findings:
        mark = "ok     " if one.is_there else "MISSING" if one.is_needed else "absent "
        typer.echo(f"{mark}  {one.part:<26} {one.detail}")
        if one.remedy:
            typer.echo(f"         {'':<26} -> {one.remedy}")
