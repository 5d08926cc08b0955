"""`invoice-desk doctor`: what is there, what is missing, and the command that mends it."""

from __future__ import annotations

from typing import Annotated

import typer

from invoice_desk.cli.running import reported
from invoice_desk.errors import ExitCode


def doctor(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON array, nothing else.")] = False,  # noqa: FBT002
) -> None:
    """Tell what is installed. Exit code 3 says that something needed is missing."""
    with reported():
        from invoice_desk.workflow.doctor import examine
        from invoice_desk.workflow.settings import read_settings, settings_path

        findings = examine(read_settings(settings_path()))
    if json:
        from dataclasses import asdict
        from json import dumps

        typer.echo(dumps([asdict(one) for one in findings], ensure_ascii=False))
    else:
        for one in findings:
            mark = "ok     " if one.is_there else "MISSING" if one.is_needed else "absent "
            typer.echo(f"{mark}  {one.part:<26} {one.detail}")
            if one.remedy:
                typer.echo(f"         {'':<26} -> {one.remedy}")
    if any(one.is_needed and not one.is_there for one in findings):
        raise typer.Exit(int(ExitCode.MISSING_PART))
