"""`sync` and `sources` on a desk, as a service manager and a person run them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_runs import run
from desk_runs import draw, on, said, words
from http_server import serving


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a desk with a watched folder that holds two files."""
    for number in (1, 2):
        draw(tmp_path / "in", f"small-{number}.png", number=f"N-{number}")
    assert (
        on(tmp_path / "desk", "sources", "add", "folder", tmp_path / "in", "--name", "scans").exit_code == 0
    )
    return tmp_path / "desk"


def test_a_round_takes_each_file_once(place: Path) -> None:
    first = on(place, "sync", "--once", "--no-read")
    assert first.exit_code == 0
    assert "scans: small-1.png: came, invoice 1" in first.stdout
    assert "scans: 2 came" in first.stdout
    again = on(place, "sync", "--once", "--no-read")
    assert (again.exit_code, again.stdout) == (0, "")


def test_json_says_what_became_of_each(place: Path) -> None:
    (place.parent / "in" / "bad.pdf").write_bytes(b"nothing")
    told = said(place, "sync", "--once", "--no-read")
    by_event = {one["event"]: one for one in told}
    assert by_event["came"]["name"] == "small-2.png"
    assert by_event["set aside"]["error"]["kind"] == "BadItem"
    assert by_event["round"] == {
        "source": "scans", "event": "round", "new": 2, "waiting": 0, "set_aside": 1, "error": None,
    }  # fmt: skip


def test_what_fails_is_said_with_an_exit_code_and_can_be_retried(place: Path) -> None:
    bad = place.parent / "in" / "bad.pdf"
    bad.write_bytes(b"nothing")
    result = on(place, "sync", "--once", "--no-read")
    assert result.exit_code == 1
    assert "bad.pdf: is no invoice by its content" in result.stdout
    (listed,) = said(place, "sources", "list")
    assert listed["counts"] == {"set aside": 1, "taken": 2}
    assert listed["set_aside"][0]["name"] == "bad.pdf"
    assert words(on(place, "sources", "retry", "scans")) == "scans: 1 to be fetched again"
    assert on(place, "sync", "--once", "--no-read").exit_code == 1
    log = on(place, "sources", "log", "scans").stdout
    assert "2 came, 1 set aside" in log


def test_sources_are_listed_paused_resumed_and_removed(place: Path) -> None:
    assert words(on(place, "sources", "pause", "scans")) == "scans: paused"
    assert on(place, "sync", "--once", "--no-read").stdout == ""
    assert "paused" in on(place, "sources", "list").stdout
    on(place, "sources", "resume", "scans")
    on(place, "sync", "--once", "--no-read")
    assert "its invoices stay" in on(place, "sources", "remove", "scans").stdout
    assert said(place, "sources", "list") == []
    assert len(said(place, "list")) == 2


def test_a_container_with_its_key_from_a_file_or_the_pipe(tmp_path: Path) -> None:
    key = tmp_path / "sas.txt"
    key.write_text("sv=1&sig=TOPSECRET\n")
    with serving() as server:
        server.served.sas = "sig=TOPSECRET"
        server.served.put("small-1.png", draw(tmp_path / "in").read_bytes())
        desk = tmp_path / "desk"
        local = ("--allow-http", "--allow-private")
        result = on(desk, "sources", "add", "blob", server.container, "--sas-from", key, *local)
        assert "invoices: added; its key is kept in a file that only this user can read" in words(result)
        synced = on(desk, "sync", "--once", "--no-read")
        again = ("sources", "add", "blob", server.container, "--sas-from", "-", "--name", "two", *local)
        piped = run(*again, "--desk", desk, input=b"sv=1&sig=TOPSECRET")
    assert "small-1.png: came" in synced.stdout
    assert piped.returncode == 0
    everything = "".join(
        on(desk, *command).output
        for command in (("sources", "list"), ("sources", "list", "--json"), ("sources", "log"))
    )
    assert "TOPSECRET" not in everything + result.output + synced.output
    assert server.container in everything.replace("\n", "")


def test_links_come_from_arguments_and_a_file(tmp_path: Path) -> None:
    with serving() as server:
        server.served.files["/1.png"] = draw(tmp_path / "in").read_bytes()
        server.served.files["/2.png"] = draw(tmp_path / "in", number="N-2").read_bytes()
        (tmp_path / "links.txt").write_text(f"{server.base}/2.png\n")
        desk = tmp_path / "desk"
        flags = ("--from", tmp_path / "links.txt", "--allow-http", "--allow-private")
        on(desk, "sources", "add", "url", f"{server.base}/1.png", *flags)
        result = on(desk, "sync", "--once", "--no-read")
        assert "links: 2 came" in result.stdout
        on(desk, "sources", "add", "url", f"{server.base}/1.png", "--name", "strict", "--allow-http")
        refused = on(desk, "sync", "strict", "--once", "--no-read")
    assert refused.exit_code == 1
    assert "machine of this network" in refused.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("folder", "nowhere"), "is no folder"),
        (("folder", ".", "--every", "soon"), "no length of time"),
        (("folder", ".", "--every", "1s"), "between 5 seconds and 7 days"),
        (("folder", ".", "--quiet", "late"), "are no hours"),
        (("url",), "there is no link"),
        (("url", "ftp://a/b"), "is no link to a file"),
        (("blob",), "there is no container"),
        (("blob", "https://a.example"), "no address of a container"),
        (("blob", "https://a.example/c", "--sas-from", "nowhere"), "cannot be read"),
        (("s3", "b", "--key", "k"), "has two parts"),
    ],
)
def test_a_wrong_source_is_refused(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    result = on(tmp_path / "desk", "sources", "add", *arguments)
    assert result.exit_code == 2
    assert says in " ".join(result.stderr.split())


def test_without_a_desk_there_is_nothing_to_sync(tmp_path: Path) -> None:
    assert on(tmp_path / "none", "sync", "--once").exit_code == 2
    assert not (tmp_path / "none").exists()


@pytest.mark.skipif(os.name != "posix", reason="signals of a service manager")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_ends_the_service_cleanly(place: Path, number: int, code: int) -> None:
    command = [sys.executable, "-m", "invoice_desk", "sync", "--no-read", "--json", "--desk", str(place)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout is not None
    lines = [json.loads(child.stdout.readline()) for _ in range(3)]
    assert [one["event"] for one in lines] == ["came", "came", "round"]
    child.send_signal(number)
    begun = time.monotonic()
    _, errors = child.communicate(timeout=30)
    assert child.returncode == code, errors
    assert time.monotonic() - begun < 10
    assert "Traceback" not in errors
    assert on(place, "sync", "--once", "--no-read").exit_code == 0  # the lock is free


def test_a_source_is_renamed_with_what_came_of_it(place: Path) -> None:
    assert on(place, "sync", "--once", "--no-read").exit_code == 0
    assert words(on(place, "sources", "rename", "scans", "front desk")) == "scans: is called front desk"
    assert [one["name"] for one in said(place, "sources", "list")] == ["front desk"]
    again = on(place, "sync", "--once", "--no-read")
    assert (again.exit_code, again.stdout) == (0, "")
    for old, new, wrong in [
        ("scans", "x", "there is no source 'scans'"),
        ("front desk", " ", "a source needs a name"),
        ("front desk", "x" * 2000, "characters"),
    ]:
        refused = on(place, "sources", "rename", old, new)
        assert refused.exit_code != 0
        assert wrong in " ".join(refused.stderr.split())
