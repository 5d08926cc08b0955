"""Says which modules the program loads from source that the bundle has not: none may be missing.

    python -m installer.imports dist/invoice-desk/invoice-desk

From source all modules of the program are imported, a window is opened and sample invoices are read, so that
what is imported late is loaded as well. Then the bundle is asked to import each of them.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from installer.contents import NEVER, ROOT, hidden_modules

SAMPLES = ROOT / "resources" / "samples"
_OF_SOURCE = (
    "__",
    "_distutils_hack",
    "_virtualenv",
    "installer",
    "setuptools",
    "pkg_resources",
    "sitecustomize",
    "_remote_module",
)
_NEEDS_MATPLOTLIB = ("invoice_desk.training.log", "invoice_desk.training.plots")


def main() -> None:
    """Print what is missing, and fail where anything is."""
    if sys.argv[1] == "--from-source":
        print(json.dumps(_used()))
        return
    missing = missing_in(Path(sys.argv[1]), used_from_source())
    print("\n".join(missing) or "nothing is missing")
    sys.exit(bool(missing))


def used_from_source() -> list[str]:
    """Return the modules that the program loads from source, found in a process of its own."""
    with tempfile.TemporaryDirectory() as home:
        told = subprocess.run(
            [sys.executable, "-m", "installer.imports", "--from-source"],
            cwd=ROOT,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home},
            capture_output=True,
            text=True,
            check=True,
        )
    found: list[str] = json.loads(told.stdout.splitlines()[-1])
    return found


def missing_in(program: Path, names: Sequence[str]) -> list[str]:
    """Return those of some modules that the bundle cannot import, with why."""
    done = subprocess.run(
        [str(program), "--import-all"], input="\n".join(names), capture_output=True, text=True, check=False
    )
    missing = done.stdout.splitlines()
    return missing if done.returncode == 0 else [*missing, f"the bundle ended: {done.stderr[-2000:]}"]


def _used() -> list[str]:
    for name in hidden_modules():
        if (
            name.startswith("invoice_desk")
            and name not in _NEEDS_MATPLOTLIB
            and not name.endswith("__main__")
        ):
            importlib.import_module(name)
    _read_samples()
    _open_window()
    loaded = (
        name for name, module in list(sys.modules.items()) if getattr(module, "__spec__", None) is not None
    )
    return sorted(name for name in loaded if not name.startswith((*_OF_SOURCE, *NEVER)))


def _read_samples() -> None:
    from invoice_desk.cli import app

    pages = [str(SAMPLES / name) for name in ("ar-furniture.png", "en-marine-march.pdf")]
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "read.xlsx")
        app(["extract", *pages, "--template", str(SAMPLES), "--out", out], standalone_mode=False)


def _open_window() -> None:
    from PySide6.QtWidgets import QApplication

    from invoice_desk.desktop.desks.program import Program

    with tempfile.TemporaryDirectory() as folder:
        application = QApplication([])
        program = Program(application)
        program.open(Path(folder) / "desk")
        application.processEvents()
        program.close()


if __name__ == "__main__":
    main()
