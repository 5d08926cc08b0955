"""A disk that is full and one that is read-only: a clear message, nothing half-written, all there later."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from small_invoices import draw_invoice, small_template

from invoice_desk.store.template_files import write_template

PROGRAM = f"{sys.executable} -m invoice_desk"


def can_mount() -> bool:
    """Whether a disk of our own can be mounted in a space of our own."""
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    trial = 'mount -t tmpfs -o size=1m tmpfs "$1"'
    return in_a_space_of_its_own(trial, Path("/mnt")).returncode == 0


def in_a_space_of_its_own(script: str, *arguments: Path) -> subprocess.CompletedProcess[str]:
    """Run a script where what it mounts is seen by it alone, and is gone when it ends."""
    command = ["unshare", "-m" if os.getuid() == 0 else "-rm", "sh", "-u", "-c", script, "sh", *arguments]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(command, capture_output=True, text=True, timeout=240, env=environment)


@pytest.fixture
def invoices(tmp_path: Path) -> Path:
    """Return a folder with two invoices and their template."""
    if not can_mount():
        pytest.skip("no disk can be mounted here: this needs unshare and the right to use it")
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "disk").mkdir()
    write_template(folder / "small.template.json", small_template())
    for number in (1, 2):
        draw_invoice(folder / f"small-{number}.png", number=f"INV-{number}")
    return folder


def told(script: str, invoices: Path) -> dict[str, tuple[int, str, str]]:
    """Run steps NAME COMMAND on a disk of 6 MB; return each one's exit code, output and messages."""
    head = """
        disk="$1"; in="$2"; desk="$1/desk"; out="$3"
        mount -t tmpfs -o size=6m tmpfs "$disk" || exit 9
        step() { name="$1"; shift; "$@" >"$out/$name.out" 2>"$out/$name.err"; echo $? >"$out/$name.rc"; }
    """
    results = invoices.parent / "told"
    results.mkdir()
    ran = in_a_space_of_its_own(head + script, invoices.parent / "disk", invoices, results)
    assert ran.returncode == 0, ran.stderr
    return {
        path.stem: (
            int(path.read_text()),
            path.with_suffix(".out").read_text(encoding="utf-8"),
            path.with_suffix(".err").read_text(encoding="utf-8"),
        )
        for path in results.glob("*.rc")
    }


def test_a_full_disk(invoices: Path) -> None:
    found = told(
        f"""
        step templates {PROGRAM} templates import "$in" --desk "$desk"
        step first {PROGRAM} add --no-read "$in/small-1.png" --desk "$desk"
        dd if=/dev/zero of="$disk/filler" bs=1k count=20000 2>/dev/null
        step second {PROGRAM} add --no-read "$in/small-2.png" --desk "$desk"
        step export {PROGRAM} export --unaccepted --desk "$desk"
        step halves find "$desk" -name '.*' -o -name '*.tmp'
        rm "$disk/filler"
        step again {PROGRAM} add --no-read "$in/small-2.png" --desk "$desk"
        step list {PROGRAM} list --ascending --json --desk "$desk"
        """,
        invoices,
    )
    for name in ("second", "export"):
        code, _, message = found[name]
        assert code == 4
        assert "disk is full" in message
        assert "make room on the disk" in message
    assert found["halves"][1] == ""
    assert found["again"][0] == 0
    listed = [json.loads(line)["file"] for line in found["list"][1].splitlines()]
    assert listed == ["small-1.png", "small-2.png"]


def test_a_read_only_disk(invoices: Path) -> None:
    found = told(
        f"""
        step templates {PROGRAM} templates import "$in" --desk "$desk"
        step first {PROGRAM} add --no-read "$in/small-1.png" --desk "$desk"
        mount -o remount,ro "$disk"
        step list {PROGRAM} list --desk "$desk"
        step second {PROGRAM} add --no-read "$in/small-2.png" --desk "$desk"
        step new {PROGRAM} add --no-read "$in/small-2.png" --desk "$disk/new"
        mount -o remount,rw "$disk"
        step after {PROGRAM} list --json --desk "$desk"
        """,
        invoices,
    )
    for name in ("list", "second"):
        assert found[name][0] == 4
        assert "is read-only" in found[name][2]
    assert "cannot be made" in found["new"][2]
    assert json.loads(found["after"][1])["file"] == "small-1.png"
