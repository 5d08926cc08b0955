"""The house: each floor rests only on those below, Qt stays upstairs, and planted faults are caught."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ALEMBICS = "invoice_desk.store.migrations.env"  # only Alembic can run it
QT = ("PySide6", "shiboken6", "PyQt6", "PyQt5", "PySide2")


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Hold the imports of the package in `folder` against the contracts of its pyproject.toml."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    return subprocess.run(
        [*command, "--no-cache", "--no-logo"], cwd=folder, capture_output=True, text=True, timeout=60
    )


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the package, to plant faults in."""
    pytest.importorskip("importlinter")
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(
        ROOT / "invoice_desk", folder / "invoice_desk", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_floors_hold() -> None:
    pytest.importorskip("importlinter")
    child = lint_imports(ROOT)
    assert child.returncode == 0, child.stdout + child.stderr
    assert " 0 broken" in child.stdout


@pytest.mark.parametrize(
    ("file", "fault", "says"),
    [
        ("reading/marks.py", "import PySide6", "invoice_desk.reading.marks -> PySide6"),
        ("workflow/pairing.py", "def f():\n    import PySide6", "invoice_desk.workflow.pairing -> PySide6"),
        ("cli/doctor.py", "from PySide6 import QtCore", "invoice_desk.cli.doctor -> PySide6"),
        ("files.py", "import shiboken6", "invoice_desk.files -> shiboken6"),
        (
            "invoice/document.py",
            "from invoice_desk.reading import looks",
            "invoice_desk.invoice.document -> invoice_desk.reading.looks",
        ),
        (
            "values/digits.py",
            "import invoice_desk.imaging.page",
            "invoice_desk.values.digits -> invoice_desk.imaging.page",
        ),
        (
            "imaging/limits.py",
            "from invoice_desk.values.digits import clean_text",
            "invoice_desk.imaging.limits -> invoice_desk.values.digits",
        ),
        (
            "store/template_files.py",
            "import invoice_desk.export.rows",
            "invoice_desk.store.template_files -> invoice_desk.export.rows",
        ),
        (
            "export/rows.py",
            "def f():\n    from invoice_desk.store import template_files",
            "invoice_desk.export.rows -> invoice_desk.store.template_files",
        ),
        (
            "extraction/locating.py",
            "from invoice_desk.store import template_files",
            "invoice_desk.extraction.locating -> invoice_desk.store.template_files",
        ),
        (
            "reading/choosing.py",
            "from invoice_desk.workflow import readers",
            "invoice_desk.reading.choosing -> invoice_desk.workflow.readers",
        ),
        (
            "workflow/pairing.py",
            "from invoice_desk.cli import running",
            "invoice_desk.workflow.pairing -> invoice_desk.cli.running",
        ),
        ("errors.py", "import invoice_desk.progress", "invoice_desk.errors -> invoice_desk.progress"),
        ("workflow/pairing.py", "import sqlite3", "invoice_desk.workflow.pairing -> sqlite3"),
        ("export/text.py", "import sqlalchemy", "invoice_desk.export.text -> sqlalchemy"),
        ("invoice/geometry.py", "import numpy", "invoice_desk.invoice.geometry -> numpy"),
        ("values/digits.py", "import cv2", "invoice_desk.values.digits -> cv2"),
        ("reading/text_layer.py", "import pypdfium2", "invoice_desk.reading.text_layer -> pypdfium2"),
        (
            "intake/web.py",
            "from invoice_desk.store import sources",
            "invoice_desk.intake.web -> invoice_desk.store.sources",
        ),
        ("intake/web.py", "import sqlalchemy", "invoice_desk.intake.web -> sqlalchemy"),
        ("intake/web.py", "import PySide6", "invoice_desk.intake.web -> PySide6"),
        (
            "store/sources.py",
            "from invoice_desk.intake import source",
            "invoice_desk.store.sources -> invoice_desk.intake.source",
        ),
        ("workflow/pairing.py", "import urllib3", "invoice_desk.workflow.pairing -> urllib3"),
        ("desktop/session.py", "import keyring", "invoice_desk.desktop.session -> keyring"),
        (
            "intake/urls.py",
            "def f():\n    from google.oauth2 import credentials",
            "invoice_desk.intake.urls -> google",
        ),
        (
            "intake/source.py",
            "import googleapiclient.errors",
            "invoice_desk.intake.source -> googleapiclient",
        ),
        ("workflow/pairing.py", "import httplib2", "invoice_desk.workflow.pairing -> httplib2"),
        ("helpers/__init__.py", "", "invoice_desk.helpers"),
    ],
)
def test_a_planted_fault_is_caught(copied: Path, file: str, fault: str, says: str) -> None:
    path = copied / "invoice_desk" / file
    before = path.read_bytes() if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as source:
        source.write(f"\n{fault}\n")
    try:
        child = lint_imports(copied)
    finally:
        if before is None:
            shutil.rmtree(path.parent)
        else:
            path.write_bytes(before)
    assert child.returncode == 1
    assert says in " ".join((child.stdout + child.stderr).split())


def test_the_copy_without_faults_passes(copied: Path) -> None:
    """So that what was caught above was the fault and nothing else."""
    assert lint_imports(copied).returncode == 0


def test_all_below_the_desktop_loads_without_qt() -> None:
    code = f"""
import importlib, json, pkgutil, sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {QT!r}:
            raise ImportError(name + " is blocked")

sys.meta_path.insert(0, Blocked())
import invoice_desk
names = [one.name for one in pkgutil.walk_packages(invoice_desk.__path__, "invoice_desk.",
         onerror=lambda name: None) if not one.name.startswith(("invoice_desk.desktop", {ALEMBICS!r}))]
for name in names:
    importlib.import_module(name)
print(json.dumps([names, sorted(set({QT!r}) & set(sys.modules))]))
"""
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, cwd=ROOT)
    assert child.returncode == 0, child.stderr
    names, found = json.loads(child.stdout)
    assert found == []
    assert {"invoice_desk.cli.extract", "invoice_desk.workflow.doctor", "invoice_desk.imaging.opening"} < set(
        names
    )


def test_five_thousand_signals_do_not_end_the_process() -> None:
    """PySide6 6.12.0 on Python 3.11 loses a reference at each emit and aborts; 6.11 does not."""
    pytest.importorskip("PySide6.QtCore")
    code = """
from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

class Source(QObject):
    said = Signal(object)
    done = Signal(bool)

class Sink(QObject):
    heard = 0

    @Slot(object)
    def hear(self, value):
        self.heard += 1

app = QCoreApplication([])
source, sink = Source(), Sink()
source.said.connect(sink.hear)
source.done.connect(sink.hear)
for number in range(5000):
    source.said.emit(("frozen", number))
    source.done.emit(True)
print(sink.heard)
"""
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (child.returncode, child.stdout, child.stderr) == (0, "10000\n", "")
