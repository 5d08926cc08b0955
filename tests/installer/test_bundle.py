"""The bundle on a machine where nothing is installed: it reads, shows, exports, and goes without a trace.

`make test-installer` builds it and runs this as root, for the bare Debian is entered by chroot.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
from bare_debian import ROOT, BareDebian
from openpyxl import load_workbook

from installer.imports import missing_in, used_from_source

pytestmark = pytest.mark.installer
T = TypeVar("T")
DIST = Path(os.environ.get("INSTALLER_DIST", ROOT / "dist"))
KEPT = ROOT / "out" / "installer"  # where the screenshot stays
AMAL, BASMA = 1001, 1002
PLACE = "برامج محاسبة/Invoice Desk"  # letters and spaces in the path
WAIT = 120.0
PAGES = (".pdf", ".png", ".tif", ".jpg")


@pytest.fixture(scope="module")
def debian(tmp_path_factory: pytest.TempPathFactory) -> BareDebian:
    """Return a bare Debian with the .deb and what that declares, two users, and the portable folder."""
    if os.geteuid() != 0:
        pytest.skip("a bare Debian is entered as root")
    system = BareDebian(tmp_path_factory.mktemp("debian") / "root")
    (package,) = DIST.glob("*.deb")
    system.install(package)
    for name, number in (("amal", AMAL), ("basma", BASMA)):
        home = system.add_user(name, number)
        shutil.copytree(ROOT / "resources" / "samples", home / "فواتير")
    (archive,) = DIST.glob("*.tar.xz")
    place = system.folder / "opt" / PLACE
    place.mkdir(parents=True)
    subprocess.run(["tar", "-xf", archive, "-C", place, "--strip-components=1"], check=True)
    return system


@pytest.fixture(scope="module")
def from_source() -> list[dict[str, Any]]:
    """Return what `extract` says of the samples from source."""
    command = [sys.executable, "-m", "invoice_desk", *extract(ROOT / "resources" / "samples", ".")]
    done = subprocess.run(
        command, cwd=ROOT / "resources" / "samples", capture_output=True, text=True, check=True
    )
    return records(done.stdout)


@pytest.fixture
def screen() -> Iterator[str]:
    """Return the name of a virtual screen."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-ac"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            display = f":{told.readline().strip()}"
        yield display
        server.terminate()


def extract(samples: Path, place: str) -> list[str]:
    pages = sorted(path.name for path in samples.iterdir() if path.suffix in PAGES)
    return ["extract", *(f"{place}/{name}" for name in pages), "--template", place, "--json"]


def records(told: str) -> list[dict[str, Any]]:
    """Return the objects of `extract --json`; the files by their names alone."""
    found = [json.loads(line) for line in told.splitlines()]
    return [one | {"file": Path(one["file"]).name} for one in found]


def ran(system: BareDebian, words: list[str], *, user: int = AMAL) -> subprocess.CompletedProcess[str]:
    home = "/home/amal" if user == AMAL else "/home/basma"
    command = system.command(words, user=user, home=home)
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)


def until(ask: Callable[[], T]) -> T:
    """Ask until the answer is yes; return it."""
    end = time.monotonic() + WAIT
    while not (answer := ask()):
        assert time.monotonic() < end, "the window did not come so far"
        time.sleep(0.3)
    return answer


def xdotool(screen: str, *words: str) -> str:
    environment = {**os.environ, "DISPLAY": screen}
    done = subprocess.run(["xdotool", *words], env=environment, capture_output=True, text=True, timeout=WAIT)
    return done.stdout.strip()


def focus_window(screen: str, title: str) -> None:
    number = until(lambda: xdotool(screen, "search", "--onlyvisible", "--name", title))
    xdotool(screen, "windowfocus", "--sync", number.splitlines()[-1])


def keep_screenshot(screen: str, name: str) -> Path:
    """Keep a picture of the whole screen."""
    KEPT.mkdir(parents=True, exist_ok=True)
    path = KEPT / name
    code = (
        "import sys; from PySide6.QtGui import QGuiApplication; application = QGuiApplication([]); "
        "sys.exit(not application.primaryScreen().grabWindow(0).save(sys.argv[1]))"
    )
    environment = {**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
    subprocess.run([sys.executable, "-c", code, str(path)], env=environment, check=True)
    return path


@contextmanager
def window(system: BareDebian, screen: str, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """Open the portable program's window in the bare system, on a screen outside."""
    sockets = system.folder / "tmp" / ".X11-unix"
    sockets.mkdir(exist_ok=True)
    subprocess.run(["mount", "--bind", "/tmp/.X11-unix", sockets], check=True)
    program = ["env", f"DISPLAY={screen}", f"/opt/{PLACE}/invoice-desk", "open", *words]
    try:
        with subprocess.Popen(system.command(program, user=AMAL, home="/home/amal")) as running:
            try:
                yield running
            finally:
                running.kill()
    finally:
        subprocess.run(["umount", sockets], check=True)


def states(folder: Path) -> list[str]:
    """Return the states of a desk's invoices; it is only looked at, for it belongs to another user."""
    if not (folder / "desk.sqlite3").exists():
        return []
    with closing(sqlite3.connect(f"{(folder / 'desk.sqlite3').as_uri()}?mode=ro", uri=True)) as connection:
        try:
            return [state for (state,) in connection.execute("SELECT state FROM documents")]
        except sqlite3.OperationalError:  # its tables are not made yet
            return []


def test_nothing_is_missing_in_the_bundle_that_is_there_from_source() -> None:
    program = DIST / "invoice-desk" / "invoice-desk"
    assert missing_in(program, used_from_source()) == []
    (told,) = missing_in(program, ["invoice_desk.cli", "invoice_desk.not_there", "json"])
    assert told.startswith("invoice_desk.not_there: ModuleNotFoundError")


def test_the_system_has_no_python_and_no_tesseract_of_its_own(debian: BareDebian) -> None:
    assert debian.has("usr/bin/python*") == []
    assert debian.has("usr/lib/python3*") == []
    assert debian.has("usr/bin/tesseract*") == []
    assert debian.has("usr/share/tesseract*") == []


@pytest.mark.parametrize(
    ("program", "user"), [("/usr/bin/invoice-desk", BASMA), (f"/opt/{PLACE}/invoice-desk", AMAL)]
)
def test_extract_says_the_same_as_from_source(
    debian: BareDebian, from_source: list[dict[str, Any]], program: str, user: int
) -> None:
    home = "/home/amal" if user == AMAL else "/home/basma"
    done = ran(debian, [program, *extract(ROOT / "resources" / "samples", f"{home}/فواتير")], user=user)
    assert done.returncode == 0, done.stderr
    assert records(done.stdout) == from_source


def test_its_version_is_that_of_the_package(debian: BareDebian) -> None:
    from importlib.metadata import version

    number = version("invoice-desk")
    assert ran(debian, ["invoice-desk", "--version"]).stdout == f"invoice-desk {number}\n"
    (package,) = DIST.glob("*.deb")
    assert f"_{number}_" in package.name


def test_the_doctor_finds_all_that_is_needed_inside(debian: BareDebian) -> None:
    done = ran(debian, ["invoice-desk", "doctor"])
    assert done.returncode == 0, done.stdout
    for name in ("eng", "ara", "fra", "osd"):
        assert f"/usr/lib/invoice-desk/_internal/tessdata/{name}.traineddata" in done.stdout


def test_two_users_work_at_once_and_each_writes_in_the_own_home_alone(debian: BareDebian) -> None:
    for name, user in (("amal", AMAL), ("basma", BASMA)):
        done = ran(debian, ["invoice-desk", "templates", "import", f"/home/{name}/فواتير"], user=user)
        assert done.returncode == 0, done.stderr
    before = time.time()
    time.sleep(1.1)
    running = [
        subprocess.Popen(
            debian.command(["invoice-desk", "add", f"/home/{name}/فواتير"], user=user, home=f"/home/{name}"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for name, user in (("amal", AMAL), ("basma", BASMA))
    ]
    for one in running:
        _out, told = one.communicate(timeout=600)
        assert one.returncode == 0, told.decode()
    for name in ("amal", "basma"):
        folder = debian.folder / "home" / name / ".local" / "share" / "invoice-desk" / "desk"
        assert len(states(folder)) == 14
    looked_at = [debian.folder / name for name in ("etc", "home", "opt", "root", "tmp", "usr", "var")]
    written = [
        path for top in looked_at for path in top.rglob("*") if path.is_file() and is_newer(path, before)
    ]
    homes = tuple(str(debian.folder / "home" / name / ".local") for name in ("amal", "basma"))
    assert [str(path) for path in written if not str(path).startswith(homes)] == []


def is_newer(path: Path, moment: float) -> bool:
    return path.lstat().st_mtime > moment


def test_the_window_reads_a_sample_and_exports_it(debian: BareDebian, screen: str) -> None:
    desk, outside = "/home/amal/مكتب 1", debian.folder / "home" / "amal" / "مكتب 1"
    files = [f"/home/amal/فواتير/{name}" for name in ("en-printing-may.png", "en-printing.template.json")]
    with window(debian, screen, "--desk", desk, *files) as program:
        until(lambda: states(outside) == ["review"])
        focus_window(screen, " – Invoice Desk$")

        def accept() -> bool:
            xdotool(screen, "key", "ctrl+Return")
            return states(outside) == ["accepted"]

        until(accept)
        xdotool(screen, "key", "ctrl+e")
        focus_window(screen, "^Export")
        time.sleep(2)  # the rows that will be written are shown first
        keep_screenshot(screen, "export.png")
        xdotool(screen, "key", "Return")
        (book,) = until(
            lambda: [one for one in outside.glob("exports/*.xlsx") if not one.name.startswith(".")]
        )
        time.sleep(2)
        focus_window(screen, " – Invoice Desk$")
        assert keep_screenshot(screen, "window.png").stat().st_size > 20_000
        xdotool(screen, "key", "ctrl+q")
        assert program.wait(WAIT) == 0
    values = {cell.value for sheet in load_workbook(book) for row in sheet.iter_rows() for cell in row}
    truth = json.loads((ROOT / "resources" / "samples" / "truth.json").read_text(encoding="utf-8"))
    number = truth["en-printing-may.png"]["fields"]["invoice_number"]["text"]
    assert number in values


def test_a_crash_of_the_bundle_is_told_at_the_next_start(debian: BareDebian, screen: str) -> None:
    desk, outside = "/home/amal/مكتب 2", debian.folder / "home" / "amal" / "مكتب 2"
    with window(debian, screen, "--desk", desk) as program:
        focus_window(screen, " – Invoice Desk$")
        until(lambda: list(outside.glob("crashes/run-*.txt")))
        time.sleep(1)
        program.send_signal(signal.SIGSEGV)
        program.wait(WAIT)
    with window(debian, screen, "--desk", desk) as program:
        (report,) = until(lambda: list(outside.glob("crashes/crash-*.txt")))
        assert "the process ended: Segmentation fault" in report.read_text(encoding="utf-8")
        focus_window(screen, " – Invoice Desk$")
        time.sleep(1)
        keep_screenshot(screen, "after-a-crash.png")
        xdotool(screen, "key", "ctrl+q")
        assert program.wait(WAIT) == 0


def test_desktops_know_it_and_its_templates(debian: BareDebian) -> None:
    share = debian.folder / "usr" / "share"
    subprocess.run(["desktop-file-validate", share / "applications" / "invoice-desk.desktop"], check=True)
    told = share / "metainfo" / "org.invoicedesk.InvoiceDesk.metainfo.xml"
    subprocess.run(["appstreamcli", "validate", "--no-net", told], check=True, capture_output=True)
    assert 'pattern="*.template.json"' in (share / "mime" / "packages" / "invoice-desk.xml").read_text()


def test_the_portable_folder_goes_into_the_menu_and_out_again(debian: BareDebian) -> None:
    share = debian.folder / "home" / "amal" / ".local" / "share"
    put = f"/opt/{PLACE}/add-to-menu"
    assert ran(debian, [put]).returncode == 0
    entry = share / "applications" / "invoice-desk.desktop"
    assert f'Exec="/opt/{PLACE}/invoice-desk" open %F' in entry.read_text(encoding="utf-8")
    subprocess.run(["desktop-file-validate", entry], check=True)
    assert ran(debian, [put, "--remove"]).returncode == 0
    assert not entry.exists()


def test_it_is_removed_without_a_trace_and_what_people_made_stays(debian: BareDebian) -> None:
    made = debian.folder / "home" / "basma" / ".local" / "share" / "invoice-desk" / "desk" / "desk.sqlite3"
    assert made.exists()
    command = ["chroot", str(debian.folder), "dpkg", "--purge", "invoice-desk"]
    subprocess.run(command, check=True, capture_output=True)
    assert debian.has("usr/*/invoice-desk*") == []
    assert debian.has("usr/share/*/invoice-desk*") == []
    assert debian.has("usr/share/*/*/*/*/invoice-desk*") == []
    assert made.exists()
