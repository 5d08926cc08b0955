"""All sources of a desk: each when it is due, one program at a time, with a log that a person can read."""

from __future__ import annotations

import random
import socket
import threading
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from desks import draw, listed
from http_server import Server, serving
from pydantic import ValidationError

from invoice_desk.cli.source_adding import rhythm_of
from invoice_desk.errors import BadSetting, DeskBusy
from invoice_desk.intake.hiding import Secret
from invoice_desk.intake.pacing import Patience
from invoice_desk.intake.secrets import FileVault, Place
from invoice_desk.invoice.filed import State
from invoice_desk.progress import Progress
from invoice_desk.store.reading_lock import reading_lock
from invoice_desk.store.sources import ItemState, all_sources, keep_state
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.queue import Done
from invoice_desk.workflow.source_drafts import add_draft, container_draft, folder_draft, links_draft
from invoice_desk.workflow.sources import pause, remove, resume, retry_source, statuses, user_vault
from invoice_desk.workflow.sync_log import SyncLog, read_log
from invoice_desk.workflow.sync_rhythm import Rhythm, is_quiet, rest_after
from invoice_desk.workflow.sync_running import Asking, NotRead, Run, run_sources
from invoice_desk.workflow.sync_state import state_from_json, state_to_json
from invoice_desk.workflow.syncing import Arrived, Round

LOCAL = {"is_http_allowed": True, "is_private_allowed": True}
KEY = "sv=1&sig=TOPSECRET"


@pytest.fixture
def vault(tmp_path: Path) -> FileVault:
    return FileVault(tmp_path / "config" / "secrets.json")


@pytest.fixture
def root(tmp_path: Path, desk: Desk) -> Path:
    """Return a folder with one invoice that the desk watches."""
    draw(tmp_path / "in")
    add_draft(desk, user_vault(), "scans", folder_draft(desk, tmp_path / "in", Rhythm(interval=5)))
    return tmp_path / "in"


def run_once(desk: Desk, vault: FileVault, *names: str, is_reading: bool = False) -> list[object]:
    run = Run(names=names or None, is_reading=is_reading)
    return [one for one in run_sources(desk, vault, run) if not isinstance(one, Asking)]


def test_what_arrives_is_read_without_a_click(
    desk: Desk, vault: FileVault, root: Path, tessdata: Path
) -> None:
    happened = run_once(desk, vault, is_reading=True)
    assert [one.record is not None for one in happened if isinstance(one, Done)] == [True]
    assert [one.state for one in listed(desk)] == [State.REVIEW]


def test_where_another_window_reads_the_files_come_all_the_same(
    desk: Desk, vault: FileVault, root: Path
) -> None:
    with reading_lock(desk.store.folder.reading_lock):
        happened = run_once(desk, vault, is_reading=True)
    assert any(isinstance(one, NotRead) for one in happened)
    assert len(listed(desk)) == 1


def test_only_one_program_syncs_a_desk(desk: Desk, vault: FileVault, root: Path) -> None:
    with (
        reading_lock(desk.store.folder.sync_lock),
        pytest.raises(DeskBusy, match="its sources are being synced by"),
    ):
        run_once(desk, vault)


def test_one_source_that_fails_leaves_the_others_alone(
    desk: Desk, vault: FileVault, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "a").mkdir()
    add_draft(desk, user_vault(), "a share", folder_draft(desk, tmp_path / "a", Rhythm()))
    (tmp_path / "a").rmdir()
    ended = {one.source: one for one in run_once(desk, vault) if isinstance(one, Round)}
    assert ended["a share"].problem is not None
    assert (ended["scans"].problem, ended["scans"].new) == (None, 1)
    status = {one.name: one for one in statuses(desk)}
    assert "is not there" in str(status["a share"].problem)
    assert status["scans"].problem is None


def test_a_source_whose_key_is_lost_says_so(desk: Desk, vault: FileVault) -> None:
    add_draft(desk, vault, "azure", container_draft(f"https://a.example/c?{KEY}", Rhythm()))
    vault.path.unlink()
    (ended,) = [one for one in run_once(desk, vault) if isinstance(one, Round)]
    assert "no longer kept on this machine" in str(ended.problem)
    assert statuses(desk)[0].problem == ended.problem


def test_a_paused_source_rests_until_it_is_resumed(desk: Desk, vault: FileVault, root: Path) -> None:
    pause(desk, "scans")
    assert run_once(desk, vault) == []
    resume(desk, "scans")
    assert any(isinstance(one, Arrived) for one in run_once(desk, vault))


def test_an_unknown_name_is_refused(desk: Desk, vault: FileVault, root: Path) -> None:
    with pytest.raises(BadSetting, match="no source 'nobody'"):
        run_once(desk, vault, "nobody")
    for work in (pause, resume, retry_source):
        with pytest.raises(BadSetting, match="no source 'nobody'"):
            work(desk, "nobody")


def test_a_removed_source_takes_its_key_along_and_leaves_its_invoices(desk: Desk, vault: FileVault) -> None:
    with serving() as server:
        server.served.put("small-1.pdf", b"x")
        added = add_draft(
            desk, vault, "azure", container_draft(f"{server.container}?{KEY}", Rhythm(), **LOCAL)
        )
        run_once(desk, vault)
    assert added.place is Place.FILE
    assert "TOPSECRET" in vault.path.read_text()
    remove(desk, vault, "azure")
    assert "TOPSECRET" not in vault.path.read_text()
    assert statuses(desk) == []


def test_a_source_that_cannot_be_added_leaves_no_key_behind(desk: Desk, vault: FileVault, root: Path) -> None:
    with pytest.raises(BadSetting, match="already"):
        add_draft(desk, vault, "scans", container_draft(f"https://a.example/c?{KEY}", Rhythm()))
    assert "TOPSECRET" not in vault.path.read_text()


def test_a_folder_that_cannot_be_watched_is_refused(desk: Desk, tmp_path: Path) -> None:
    for bad in (tmp_path / "nowhere", desk.store.folder.root, desk.store.folder.root / "originals"):
        with pytest.raises(BadSetting):
            add_draft(desk, user_vault(), "bad", folder_draft(desk, bad, Rhythm()))
    (tmp_path / "in").mkdir()
    with pytest.raises(BadSetting, match="itself"):
        add_draft(
            desk, user_vault(), "bad", folder_draft(desk, tmp_path / "in", Rhythm(), move_to=tmp_path / "in")
        )


def test_a_folder_around_the_desk_does_not_take_the_desks_own_files(
    desk: Desk, vault: FileVault, tmp_path: Path
) -> None:
    draw(tmp_path / "in")
    add_draft(desk, user_vault(), "all", folder_draft(desk, tmp_path, Rhythm()))
    run_once(desk, vault)
    run_once(desk, vault)
    assert len(listed(desk)) == 1


def test_links_with_queries_are_kept_in_the_vault_alone(desk: Desk, vault: FileVault, tmp_path: Path) -> None:
    with serving() as server:
        server.served.files["/get"] = draw(tmp_path / "in").read_bytes()
        text = f"{server.base}/get?{KEY}\n{server.base}/get?{KEY}2"
        assert add_draft(desk, vault, "links", links_draft(text, Rhythm(), **LOCAL)).place is Place.FILE
        happened = run_once(desk, vault)
        assert run_once(desk, vault)[0].new == 0  # type: ignore[attr-defined]
        assert len(server.served.seen) == 2
    arrived = [one.taken for one in happened if isinstance(one, Arrived)]
    assert [(one.name, one.is_new) for one in arrived] == [("get.png", True), ("get.png", False)]
    with desk.reading() as connection:
        assert "TOPSECRET" not in str(all_sources(connection))
    assert add_draft(desk, vault, "plain", links_draft("https://a.example/1.pdf", Rhythm())).place is None


def test_no_secret_is_in_the_desk_its_log_or_the_settings(
    desk: Desk, vault: FileVault, tmp_path: Path
) -> None:
    with serving() as server:
        server.served.sas = "sig=TOPSECRET"
        server.served.put("small-1.png", draw(tmp_path / "in").read_bytes())
        server.served.put("bad.pdf", b"<html>")
        add_draft(
            desk, vault, "azure", container_draft(server.container, Rhythm(), sas=Secret(f"?{KEY}"), **LOCAL)
        )
        add_draft(
            desk, vault, "wrong", container_draft(f"{server.container}?sig=WRONGSECRET", Rhythm(), **LOCAL)
        )
        add_draft(desk, vault, "links", links_draft(f"{server.base}/none.pdf?{KEY}", Rhythm(), **LOCAL))
        for _ in range(2):
            run_once(desk, vault)
    assert len(listed(desk)) == 1
    assert read_log(desk.store.folder.sync_log)
    searched = 0
    for path in tmp_path.rglob("*"):
        if path.is_file() and path != vault.path:
            searched += 1
            content = path.read_bytes()
            assert b"TOPSECRET" not in content, path
            assert b"WRONGSECRET" not in content, path
    assert searched > 5


def test_a_run_goes_on_until_it_is_stopped_and_sees_new_files_soon(
    desk: Desk, vault: FileVault, root: Path
) -> None:
    stop = threading.Event()
    came: list[str] = []
    end = time.monotonic() + 60
    running = run_sources(desk, vault, Run(is_once=False, is_reading=False), is_stopped=stop.is_set)
    with closing(running):
        for event in running:
            if isinstance(event, Arrived):
                came.append(event.taken.name)
            if isinstance(event, Round) and len(came) == 1:
                draw(root, "small-2.png", number="N-2")
            if len(came) == 2 or time.monotonic() > end:
                stop.set()
    assert came == ["small-1.png", "small-2.png"]
    assert not [one for one in threading.enumerate() if one.name == "watching"]


def test_a_person_who_says_retry_does_not_wait_for_the_rest_to_end(
    desk: Desk, vault: FileVault, root: Path, tmp_path: Path
) -> None:
    """The share was away, and the source rests for minutes; then it is back, and a person says so."""
    away = root.rename(tmp_path / "away")
    problems: list[object] = []
    end = time.monotonic() + 60
    stop = threading.Event()
    for event in run_sources(
        desk, vault, Run(is_once=False, is_reading=False, patience=Patience(tries=0)), is_stopped=stop.is_set
    ):
        if isinstance(event, Round):
            problems.append(event.problem)
            if len(problems) == 1:
                away.rename(root)
                with desk.change() as change:
                    state = state_from_json(all_sources(change.connection)[0].state)
                    until = datetime.now(UTC) + timedelta(hours=1)
                    keep_state(change, 1, state_to_json(replace(state, until=until)))
                retry_source(desk, "scans")
        if len(problems) == 2 or time.monotonic() > end:
            stop.set()
    assert problems[0] is not None
    assert problems[1] is None


def test_a_source_that_is_added_while_it_runs_is_synced(
    desk: Desk, vault: FileVault, root: Path, tmp_path: Path
) -> None:
    stop = threading.Event()
    came: list[str] = []
    end = time.monotonic() + 60
    for event in run_sources(desk, vault, Run(is_once=False, is_reading=False), is_stopped=stop.is_set):
        if isinstance(event, Round) and not (tmp_path / "two").exists():
            draw(tmp_path / "two", "other.png", number="N-3")
            add_draft(desk, user_vault(), "two", folder_draft(desk, tmp_path / "two", Rhythm(interval=5)))
        if isinstance(event, Arrived):
            came.append(event.source)
        if "two" in came or time.monotonic() > end:
            stop.set()
    assert came == ["scans", "two"]


@pytest.mark.parametrize(
    ("quiet", "at", "rests"),
    [
        (None, "12:00", False),
        (("22:00", "06:00"), "23:30", True),
        (("22:00", "06:00"), "05:59", True),
        (("22:00", "06:00"), "06:00", False),
        (("12:00", "13:00"), "12:30", True),
        (("12:00", "13:00"), "13:00", False),
    ],
)
def test_quiet_hours_may_reach_over_midnight(quiet: tuple[str, str] | None, at: str, rests: bool) -> None:  # noqa: FBT001
    rhythm = Rhythm.model_validate({"quiet": quiet})
    assert is_quiet(rhythm, datetime.fromisoformat(f"2026-11-21T{at}:00+03:00")) is rests


@pytest.mark.parametrize("hours", [("22:00+02:00", "06:00"), ("22:00", "06:00Z"), ("25:00", "06:00")])
def test_hours_that_are_none_of_this_clock_are_refused(hours: tuple[str, str]) -> None:
    with pytest.raises(ValidationError):
        Rhythm.model_validate({"quiet": hours})
    with pytest.raises(BadSetting, match="are no hours"):
        rhythm_of(None, "-".join(hours), None)


def test_quiet_hours_hold_by_the_clock_when_it_is_put_back() -> None:
    """On the night of 25 October 2026 two o'clock comes twice in Paris; both lie in the quiet hours."""
    rhythm = Rhythm.model_validate({"quiet": ("02:00", "03:00")})
    clock = ["02:30:00+02:00", "02:30:00+01:00", "03:30:00+01:00"]
    moments = [datetime.fromisoformat(f"2026-10-25T{at}") for at in clock]
    assert [is_quiet(rhythm, one) for one in moments] == [True, True, False]


def test_in_quiet_hours_nothing_is_asked_unless_a_person_says_so(
    desk: Desk, vault: FileVault, tmp_path: Path
) -> None:
    from datetime import time as clock

    draw(tmp_path / "in")
    add_draft(
        desk,
        user_vault(),
        "quiet",
        folder_draft(desk, tmp_path / "in", Rhythm(quiet=(clock(0), clock(23, 59, 59, 999999)))),
    )
    end = time.monotonic() + 1
    running = Run(is_once=False, is_reading=False)
    assert list(run_sources(desk, vault, running, is_stopped=lambda: time.monotonic() > end)) == []
    assert any(isinstance(one, Arrived) for one in run_once(desk, vault))


def test_rests_double_differ_and_end_at_an_hour() -> None:
    chance = random.Random(1)
    rests = [rest_after(Rhythm(interval=60), number, None, chance) for number in range(1, 12)]
    assert all(60 * 2**n / 2 <= rest <= 60 * 2**n for n, rest in enumerate(rests[:6]))
    assert max(rests) <= 3600
    assert rest_after(Rhythm(), 1, 7200.0, chance) == 7200.0


def test_the_log_is_one_line_an_event_and_stays_small(tmp_path: Path) -> None:
    log = SyncLog(tmp_path / "sync.log")
    log.say("one", "100% of https://a.example/x?sig=TOPSECRET\nforged line \x1b[31m")
    log.say("two", "x" * 1000)
    for number in range(3000):
        log.say("two", f"{number} " + "x" * 500)
    log.close()
    assert read_log(tmp_path / "sync.log", source="two", last=2)[-1].split("  ")[2].startswith("2999 ")
    files = sorted(tmp_path.iterdir())
    assert len(files) > 1
    assert sum(path.stat().st_size for path in files) < 5 * 1024 * 1024
    everything = b"".join(path.read_bytes() for path in files)
    assert b"TOPSECRET" not in everything
    assert b"\x1b" not in everything
    first = next(line for path in files for line in path.read_text().splitlines() if "  one  " in line)
    assert "100% of https://a.example/x?(hidden)" in first
    assert "forged line" in first


def test_a_container_by_a_saved_listing(
    desk: Desk, vault: FileVault, tmp_path: Path, server_of: Server
) -> None:
    from http_server import listing_of

    saved = tmp_path / "list.xml"
    saved.write_bytes(listing_of([("small-1.png", b"")]))
    server_of.served.put("small-1.png", draw(tmp_path / "in").read_bytes())
    add_draft(desk, vault, "saved", container_draft(server_of.container, Rhythm(), listing=saved, **LOCAL))
    run_once(desk, vault)
    assert [one.name for one in listed(desk)] == ["small-1.png"]
    assert server_of.served.asked("comp=list") == []


@pytest.fixture
def server_of() -> object:
    with serving() as one:
        yield one


def test_a_sync_ends_at_once_while_a_server_says_nothing(desk: Desk, vault: FileVault) -> None:
    """As when the window is closed: the file waits in the journal for the next time."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        link = f"http://127.0.0.1:{silent.getsockname()[1]}/one.pdf"
        add_draft(desk, vault, "links", links_draft(link, Rhythm(), **LOCAL))
        stop = threading.Event()
        run = Run(is_once=False, is_reading=False)
        begun = 0.0
        for event in run_sources(desk, vault, run, is_stopped=stop.is_set):
            if isinstance(event, Progress):  # the file is about to be asked for
                begun = time.monotonic()
                stop.set()
        assert 0 < time.monotonic() - begun < 1.5
    (status,) = statuses(desk)
    assert (status.counts, status.problem) == ({ItemState.WAITING: 1}, None)
