"""What every test gets: its own settings, no way out to the network, no threads left behind."""

from __future__ import annotations

import ipaddress
import logging
import os
import sys
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from secrets_left import secrets_left

from invoice_desk.errors import MissingPart
from invoice_desk.reading.choosing import Readers
from invoice_desk.reading.tessdata import find_tessdata
from invoice_desk.workflow.readers import build_readers
from invoice_desk.workflow.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
_GRACE = 2.0  # seconds that a thread which is about to end gets

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("searching", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def _stay_on_this_machine(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse to reach beyond loopback. A hook of the interpreter sees what no patched name would."""
    if event == "socket.getaddrinfo":
        hosts = arguments[:1]
    elif event in {"socket.connect", "socket.sendto"}:
        hosts = arguments[1][:1] if isinstance(arguments[1], tuple) else ()  # else a name in the file system
    else:
        return
    if not all(map(_is_loopback, hosts)):
        raise AssertionError(f"a test reaches beyond loopback: {event} {hosts}")


def _is_loopback(host: object) -> bool:
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host or "localhost")
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name.split("%")[0]).is_loopback
    except ValueError:
        return False


sys.addaudithook(_stay_on_this_machine)


@pytest.fixture(scope="session", autouse=True)
def _all_that_is_logged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Write what any test logs into a file, which is searched for secrets at the end."""
    handler = logging.FileHandler(
        tmp_path_factory.getbasetemp() / "logged.txt", encoding="utf-8", errors="backslashreplace"
    )
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    handler.close()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run where it left a token, key or SAS in a log, database, error or settings file."""
    if hasattr(session.config, "workerinput"):  # the process that began the workers looks at all they left
        return
    factory = getattr(session.config, "_tmp_path_factory", None)
    left = list(secrets_left(factory.getbasetemp())) if factory is not None else []
    for path, mark in left:
        sys.stderr.write(f"\na secret ({mark.decode()}) is left in {path}\n")
    if left:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def _settings_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a settings folder of its own; child processes inherit it."""
    folder = tmp_path_factory.getbasetemp() / "settings" / uuid.uuid4().hex  # made by whoever writes there
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


@pytest.fixture(autouse=True)
def _no_leaked_threads() -> Iterator[None]:
    """Fail a test that leaves a thread running which would keep the program from ending."""
    before = set(threading.enumerate())
    yield
    started = [one for one in threading.enumerate() if one not in before and not one.daemon]
    for one in started:
        one.join(_GRACE)
    assert not [one.name for one in started if one.is_alive()], "threads are left behind"


@pytest.fixture
def settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where this test's settings lie; no file is there yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "config" / "invoice-desk" / "settings.json"
    path.parent.mkdir(parents=True)
    return path


@pytest.fixture(scope="session")
def tessdata() -> Path:
    """Return Tesseract's language data; the test is skipped where there is none."""
    try:
        return find_tessdata()
    except MissingPart as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def readers(tessdata: Path) -> Readers:
    """Return the readers of a desk, built once for all tests."""
    return build_readers(Settings())


@pytest.fixture(scope="session")
def samples() -> Path:
    """Return the folder of the sample invoices."""
    return ROOT / "resources" / "samples"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of the real documents; the test is skipped where it is not there."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"the real documents are not there: {folder}")
    return folder
