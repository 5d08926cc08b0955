"""Each fault at each step of a sync: afterwards every file is on the desk once, byte for byte.

The real client talks to a server on loopback that goes wrong when told to. What a person reads is the
right message, with a remedy and without the key.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from http_server import CONTAINER, Fault, Server, serving
from sources_tried import container, counts, end_of, known, on_desk, picture, synced

from invoice_desk.store.sources import ItemState
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.settings import Settings
from invoice_desk.workflow.sync_state import state_from_json
from invoice_desk.workflow.sync_words import words_of
from invoice_desk.workflow.syncing import NotCome, try_again

MANY = 4
KEY = "sig=TOPSECRET"
BROKEN = "the connection broke off"

# what is said where a fault lasts: while the container is listed, and while a file is fetched
MATRIX: dict[Fault, tuple[str, str]] = {
    Fault.RESET: (BROKEN, BROKEN),
    Fault.TRUNCATED: (BROKEN, BROKEN),
    Fault.CHUNK_CUT: (BROKEN, BROKEN),
    Fault.SHORT: ("no listing of a container", "bytes came"),
    Fault.ALTERED: ("no listing of a container", "altered on its way"),
    Fault.LONGER: ("no listing of a container", "longer than the listing says"),
    Fault.STATUS_401: ("does not take the SAS", "does not take the SAS"),
    Fault.STATUS_403: ("does not take the SAS", "does not take the SAS"),
    Fault.STATUS_404: ("is not there (404)", "is not there (404)"),
    Fault.STATUS_429: ("asked less often (429)", "asked less often (429)"),
    Fault.STATUS_500: ("has trouble (500)", "has trouble (500)"),
    Fault.STATUS_503: ("has trouble (503)", "has trouble (503)"),
    Fault.SILENT: ("stopped answering", "stopped answering"),
    Fault.WEB_PAGE: ("no listing of a container", "bytes came"),
    Fault.GARBAGE: (BROKEN, BROKEN),
    Fault.REDIRECT_LOOP: ("without end", "without end"),
}


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as one:
        one.served.sas = KEY
        one.served.page_size = 3
        for number in range(MANY):
            one.served.put(f"small-{number}.png", picture(number))
        yield one


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk.open(tmp_path / "desk", Settings(), who="Amal")
    yield opened
    opened.close()


def check_whole(desk: Desk, many: int = MANY) -> None:
    """Every file is there once, byte for byte, and nothing is left half."""
    assert on_desk(desk) == {f"small-{number}.png": [picture(number)] for number in range(many)}
    assert counts(desk)["taken"] == many
    assert list(desk.store.folder.arriving.iterdir()) == []


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("step", ["list", f"{CONTAINER}/small-1.png"])
@pytest.mark.parametrize("fault", MATRIX)
def test_a_fault_that_passes_loses_and_doubles_nothing(
    server: Server, desk: Desk, fault: Fault, step: str, times: int
) -> None:
    source = container(server)
    server.served.fail(step, fault, times)
    for _ in range(3):
        if end_of(synced(desk, source)).problem is None and counts(desk).get("taken") == MANY:
            break
        try_again(desk, known(desk))
    synced(desk, source)
    check_whole(desk)
    source.close()


@pytest.mark.parametrize("fault", MATRIX)
def test_a_fault_that_lasts_is_said_with_what_to_do(server: Server, desk: Desk, fault: Fault) -> None:
    on_list, on_fetch = MATRIX[fault]
    source = container(server)
    server.served.fail("list", fault)
    ended = end_of(synced(desk, source))
    assert ended.problem is not None
    assert on_list in str(ended.problem)
    assert ended.problem.remedy
    assert state_from_json(known(desk).state).problem == ended.problem
    server.served.faults.clear()
    server.served.fail(f"{CONTAINER}/small-1.png", fault)
    said = synced(desk, source)
    told = [event.problem for event in said if isinstance(event, NotCome)]
    problems = [one for one in (*told, end_of(said).problem) if one is not None]
    assert on_fetch in " ".join(map(str, problems))
    assert all(one.remedy for one in problems)
    assert "TOPSECRET" not in " ".join(words_of(event) for event in said)
    server.served.faults.clear()
    synced(desk, source)
    try_again(desk, known(desk))
    synced(desk, source)
    check_whole(desk)
    source.close()


def test_a_page_of_the_listing_that_is_refused_begins_it_anew(server: Server, desk: Desk) -> None:
    server.served.refused_markers = 1
    source = container(server)
    assert end_of(synced(desk, source)).problem is None
    check_whole(desk)
    source.close()


def test_a_server_that_is_away_blames_nobody_and_nothing_is_taken_for_gone(
    server: Server, desk: Desk
) -> None:
    with serving() as other:
        other.served.put("small-0.png", picture(0))
        source = container(other)
        synced(desk, source)
        source.close()
    source = container(other)  # without the connection that its thread may still answer on
    for _ in range(6):
        ended = end_of(synced(desk, source))
    assert ended.problem is not None
    assert "127.0.0.1 cannot be reached" in str(ended.problem)
    assert counts(desk) == {"taken": 1}
    source.close()


def test_an_emptied_container_removes_nothing_from_the_desk(server: Server, desk: Desk) -> None:
    source = container(server)
    synced(desk, source)
    server.served.files.clear()
    synced(desk, source)
    assert counts(desk) == {"gone": MANY}
    assert len(on_desk(desk)) == MANY
    source.close()


def test_zero_bytes_are_set_aside_and_come_when_they_are_saved_again(server: Server, desk: Desk) -> None:
    server.served.put("small-1.png", b"")
    source = container(server)
    said = synced(desk, source)
    assert [one.state for one in said if isinstance(one, NotCome)] == [ItemState.SET_ASIDE]
    assert any("is empty" in words_of(one) for one in said)
    server.served.put("small-1.png", picture(1))
    synced(desk, source)
    check_whole(desk)
    source.close()


def test_a_disk_that_is_full_while_a_file_comes(
    server: Server, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    import invoice_desk.intake.downloading as downloading

    def full(out: object, piece: bytes, target: Path) -> None:
        raise downloading.not_kept(target, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))

    source = container(server)
    with monkeypatch.context() as patch:
        patch.setattr(downloading, "_put", full)
        ended = end_of(synced(desk, source))
    assert ended.problem is not None
    assert "No space left on device" in str(ended.problem)
    assert ended.problem.remedy == "make room on the disk"
    assert counts(desk) == {"waiting": MANY}
    synced(desk, source)
    check_whole(desk)
    source.close()


def test_a_disk_that_is_full_while_an_original_is_kept(
    server: Server, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    import invoice_desk.store.originals as originals

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    source = container(server)
    with monkeypatch.context() as patch:
        patch.setattr(originals, "_copy", full)
        ended = end_of(synced(desk, source))
    assert ended.problem is not None
    assert "No space left on device" in str(ended.problem)
    assert "taken" not in counts(desk)
    synced(desk, source)
    check_whole(desk)
    source.close()


def test_equal_names_in_different_folders_of_a_container_are_different_invoices(
    server: Server, desk: Desk
) -> None:
    server.served.files.clear()
    server.served.put("a/one.png", picture(1))
    server.served.put("b/one.png", picture(2))
    source = container(server)
    synced(desk, source)
    assert sorted(on_desk(desk)["one.png"]) == sorted([picture(1), picture(2)])
    source.close()


def test_no_key_is_anywhere_after_all_that(server: Server, desk: Desk) -> None:
    """The desk's folder, its database and the settings are searched byte by byte."""
    source = container(server)
    for fault in MATRIX:
        server.served.fail("list", fault, 1)
        server.served.fail(f"{CONTAINER}/small-1.png", fault, 2)
        synced(desk, source)
    source.close()
    root = desk.store.folder.root
    assert len(list(root.rglob("*"))) > MANY
    for path in root.rglob("*"):
        if path.is_file():
            assert b"TOPSECRET" not in path.read_bytes(), path
