"""A throw-away PostgreSQL server on loopback, for as long as a test session runs."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from pytest_postgresql.janitor import DatabaseJanitor

HOW_TO_INSTALL = "setup/install-system-packages postgresql"
_NEVER_ROOT = ("postgres", "nobody")  # PostgreSQL refuses to run as root
_STARTING = 60.0  # seconds
_TRIES = 3
_QUICK = {  # what is lost in a power cut was a test's
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "max_connections": "40",
    "listen_addresses": "127.0.0.1",
}


@dataclass(frozen=True)
class Server:
    """A server that runs. user: its superuser, who needs no password on loopback."""

    port: int
    user: str = "postgres"

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{self.user}@127.0.0.1:{self.port}/{database}"

    @contextmanager
    def database(self, name: str) -> Iterator[str]:
        """Give the URL of a new database, which is dropped afterwards."""
        with DatabaseJanitor(user=self.user, host="127.0.0.1", port=self.port, dbname=name):
            yield self.url(name)


@dataclass(frozen=True)
class Emptied:
    """A database whose tables are emptied. connection: its own, apart from those of the desk."""

    url: str
    connection: psycopg.Connection[Any]

    def empty(self) -> None:
        """Make all tables as they were when they were made; the history's triggers are passed over."""
        tables = self.connection.execute(
            "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables "
            "WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
        ).fetchone()
        assert tables is not None
        self.connection.execute("SET lock_timeout = '10s'; SET session_replication_role = replica")
        self.connection.execute(f"TRUNCATE {tables[0]} RESTART IDENTITY")


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a server in a folder of its own; skip the tests where no server is installed."""
    programs = _find_programs()
    who = _somebody_else()
    folder = Path(tempfile.mkdtemp(prefix="desk-pg-"))
    try:
        if who:
            shutil.chown(folder, who["user"], who["group"])
        data = folder / "data"
        _run([programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"], folder, who)
        process, port = _start(programs, data, folder, who)
        try:
            yield Server(port)
        finally:
            process.send_signal(signal.SIGQUIT)  # at once: nothing of it is needed any more
            process.wait(_STARTING)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _find_programs() -> Path:
    """Return the folder of initdb and postgres, of the newest version where there are several."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parent.name))
    on_path = shutil.which("initdb")
    folders = [*reversed(installed), *([Path(on_path).resolve().parent] if on_path else [])]
    for folder in folders:
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return folder
    pytest.skip(f"no PostgreSQL server is installed: {HOW_TO_INSTALL}")


def _somebody_else() -> dict[str, Any]:
    """Return as whom the server runs, in subprocess's words: nobody else where we are not root."""
    if os.geteuid() != 0:
        return {}
    for name in _NEVER_ROOT:
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    pytest.skip("PostgreSQL refuses to run as root, and there is no user `postgres` or `nobody`")


def _run(command: list[str | Path], folder: Path, who: dict[str, Any]) -> None:
    locale = {**os.environ, "LC_ALL": "C.UTF-8"}
    whole = [*command, "--no-sync", "--no-instructions"]
    done = subprocess.run(whole, cwd=folder, env=locale, capture_output=True, text=True, timeout=120, **who)
    assert done.returncode == 0, done.stdout + done.stderr


def _start(
    programs: Path, data: Path, folder: Path, who: dict[str, Any]
) -> tuple[subprocess.Popen[bytes], int]:
    for _ in range(_TRIES):  # another program may take the port between finding and using it
        port = _free_port()
        settings = [part for name, value in _QUICK.items() for part in ("-c", f"{name}={value}")]
        command = [programs / "postgres", "-D", data, "-p", str(port), "-k", folder, *settings]
        with (folder / "log.txt").open("wb") as log:
            process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, **who)
        if _is_up(process, port):
            return process, port
        process.kill()
        process.wait()
    raise AssertionError((folder / "log.txt").read_text(encoding="utf-8", errors="replace"))


def _is_up(process: subprocess.Popen[bytes], port: int) -> bool:
    until = time.monotonic() + _STARTING
    while process.poll() is None and time.monotonic() < until:
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="postgres", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return True
    return False


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
