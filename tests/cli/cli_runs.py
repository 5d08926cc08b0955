"""Running the commands: in this process where that is enough, in a child where the process counts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from invoice_desk.cli import app

PROGRAM = [sys.executable, "-m", "invoice_desk"]
FIELD_KEYS = {"text", "value", "confidence", "box", "reader", "reasons"}
RECORD_KEYS = {"file", "template", "status", "fields", "tables", "codes", "checks"}


def invoke(*arguments: str | Path) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(app, [str(one) for one in arguments], prog_name="invoice-desk")


def run(*arguments: str | bytes | Path, **more: Any) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a child process."""
    command = [*PROGRAM, *(os.fsencode(one) for one in arguments)]
    return subprocess.run(command, capture_output="stdout" not in more, timeout=60, **more)


def objects(output: str | bytes) -> list[dict[str, Any]]:
    """Return the JSON objects of an output that holds one a line and nothing else."""
    text = output.decode() if isinstance(output, bytes) else output
    return [json.loads(line) for line in text.splitlines()]
