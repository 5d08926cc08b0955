"""One round of a source: what is new comes once, what fails is tried again, what is killed goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from desks import draw, events, filed, listed
from sources_tried import Told, counts, end_of, journal, known, on_desk, picture, synced, ways

from invoice_desk.errors import DeskError, NotWritten
from invoice_desk.intake.faults import BadItem, Gone, RightsRefused, SignInNeeded, StateRefused, TryLater
from invoice_desk.intake.folders import Folder, Watched
from invoice_desk.intake.pacing import Pace
from invoice_desk.invoice.filed import Sameness, State
from invoice_desk.store.change import What
from invoice_desk.store.searching import Filter
from invoice_desk.store.sources import ItemState, remove_source
from invoice_desk.workflow import reviewing, syncing
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.sync_state import state_from_json
from invoice_desk.workflow.syncing import Arrived, NotCome, try_again

ASIDE = Filter(states=frozenset({State.DUPLICATE}))


def told(many: int = 3, **more: object) -> Told:
    return Told({f"small-{number}.png": picture(number) for number in range(many)}, **more)  # type: ignore[arg-type]


def passing(many: int = 1) -> list[DeskError]:
    return [TryLater("the server has trouble (500)") for _ in range(many)]


def test_what_is_listed_comes_once_with_its_template(desk: Desk) -> None:
    source = told()
    assert end_of(synced(desk, source)).new == 3
    assert [(one.name, one.template) for one in listed(desk)] == [
        (f"small-{n}.png", "small") for n in range(3)
    ]
    assert on_desk(desk) == {f"small-{number}.png": [picture(number)] for number in range(3)}
    assert source.settled == source.fetched == [f"small-{number}.png" for number in range(3)]
    assert end_of(synced(desk, source)).new == 0
    assert len(source.fetched) == 3
    assert list(desk.store.folder.arriving.iterdir()) == []


def test_the_state_goes_on_from_round_to_round(desk: Desk) -> None:
    source = told(2)
    synced(desk, source)
    source.files["new.png"] = picture(9)
    synced(desk, source)
    assert [len(state.get("done", {})) for state in source.states] == [0, 2]
    state = state_from_json(known(desk).state)
    assert len(state.listing["done"]) == 3
    assert known(desk).synced is not None


def test_a_state_is_kept_only_with_the_items_that_it_covers(desk: Desk) -> None:
    """The second page fails: what the first named is in the journal, and the state is that of the first."""
    source = told(4, page_size=2)
    source.listing_errors = []
    events_ = syncing.sync(desk, known(desk), source, ways())  # type: ignore[arg-type]
    next(events_)
    events_.close()
    assert counts(desk) == {"waiting": 2}
    assert len(state_from_json(known(desk).state).listing["done"]) == 2
    synced(desk, source)
    assert counts(desk) == {"taken": 4}
    assert sorted(source.fetched) == sorted(source.files)


def test_a_new_version_takes_the_place_of_one_that_nobody_touched(desk: Desk, tmp_path: Path) -> None:
    source = told(1)
    synced(desk, source)
    (old,) = listed(desk)
    source.files["small-0.png"] = picture(50)
    synced(desk, source)
    (new,) = listed(desk)
    assert new.id != old.id
    aside = filed(desk, old.id)
    assert aside.duplicate is not None
    assert (aside.state, aside.duplicate.sameness, aside.duplicate.of) == (
        State.DUPLICATE,
        Sameness.VERSION,
        new.id,
    )
    assert aside.duplicate.words == f"the same file came again in a newer version, as invoice {new.id}"
    assert What.NEW_VERSION in [event.what for event in events(desk, new.id)]


def test_a_new_version_leaves_alone_what_a_person_vouched_for(
    desk: Desk, tmp_path: Path, tessdata: Path
) -> None:
    from desks import read

    source = told(0)
    source.files["small-0.png"] = draw(tmp_path / "in").read_bytes()
    synced(desk, source)
    read(desk)
    (old,) = listed(desk)
    reviewing.accept(desk, [old.id])
    source.files["small-0.png"] = draw(tmp_path / "in", number="INV-9", total="77.00").read_bytes()
    synced(desk, source)
    assert filed(desk, old.id).state is State.ACCEPTED
    assert len(listed(desk)) == 2
    assert What.NEW_VERSION in [event.what for event in events(desk, old.id)]


def test_two_files_with_one_name_are_two_invoices(desk: Desk) -> None:
    source = told(2, names={"small-0.png": "same.png", "small-1.png": "same.png"})
    synced(desk, source)
    assert sorted(on_desk(desk)["same.png"]) == sorted([picture(0), picture(1)])


def test_two_ids_with_the_same_bytes_are_one_invoice_and_one_that_is_set_aside(desk: Desk) -> None:
    source = told(0)
    source.files = {"one.png": picture(1), "two.png": picture(1)}
    synced(desk, source)
    assert (len(listed(desk)), len(listed(desk, ASIDE))) == (1, 1)


def test_a_renamed_file_of_a_folder_does_not_come_again(desk: Desk, tmp_path: Path) -> None:
    root = tmp_path / "in"
    file = draw(root)
    source = Folder(Watched(root), sleep=lambda _: None)
    synced(desk, source)
    file.rename(root / "renamed.png")
    (root / "copy of it.png").write_bytes((root / "renamed.png").read_bytes())
    ended = end_of(synced(desk, source))
    assert (ended.new, len(listed(desk)), len(listed(desk, ASIDE))) == (0, 1, 0)
    assert counts(desk) == {"gone": 1, "taken": 2}
    (file).write_bytes((root / "renamed.png").read_bytes())
    assert end_of(synced(desk, source)).new == 0


def test_an_invoice_that_a_person_deleted_does_not_come_back_by_itself(desk: Desk, tmp_path: Path) -> None:
    import os

    root = tmp_path / "in"
    file = draw(root)
    synced(desk, Folder(Watched(root), sleep=lambda _: None))
    (one,) = listed(desk)
    reviewing.delete(desk, [one.id])
    os.utime(file, (5, 5))
    synced(desk, Folder(Watched(root), sleep=lambda _: None))
    assert listed(desk) == []


def test_what_is_gone_at_the_source_stays_on_the_desk(desk: Desk) -> None:
    source = told(2)
    synced(desk, source)
    del source.files["small-0.png"]
    synced(desk, source)
    assert counts(desk) == {"gone": 1, "taken": 1}
    assert len(listed(desk)) == 2
    source.files["small-0.png"] = picture(0)
    synced(desk, source)
    assert counts(desk) == {"taken": 2}
    assert len(source.fetched) == 2


def test_a_file_that_is_gone_before_it_comes_is_noted_and_no_failure(desk: Desk) -> None:
    source = told(2, errors={"small-0.png": [Gone("is not there (404)")]})
    happened = synced(desk, source)
    assert counts(desk) == {"gone": 1, "taken": 1}
    assert [one.state for one in happened if isinstance(one, NotCome)] == [ItemState.GONE]


def test_what_passes_is_tried_again_at_once_with_growing_waits(desk: Desk) -> None:
    waits: list[float] = []
    source = told(1, errors={"small-0.png": passing(3)})
    assert end_of(synced(desk, source, ways(waits))).new == 1
    assert len(waits) == 3
    assert [0.5 * 2**n <= wait <= 2**n for n, wait in enumerate(waits)] == [True] * 3
    again: list[float] = []
    other = told(1, errors={"small-0.png": passing(3)})
    other.files = {"small-0.png": picture(77)}
    synced(desk, other, ways(again))
    assert again == waits  # the same chance gives the same waits


def test_a_server_that_asks_to_wait_is_obeyed(desk: Desk) -> None:
    waits: list[float] = []
    asked = TryLater("less often (429)", after=12.0, is_everywhere=True)
    assert end_of(synced(desk, told(1, errors={"small-0.png": [asked]}), ways(waits))).new == 1
    assert waits == [12.0]


def test_a_server_that_asks_for_long_ends_the_round_until_then(desk: Desk) -> None:
    source = told(3, errors={"small-0.png": [TryLater("less often (429)", after=900.0, is_everywhere=True)]})
    ended = end_of(synced(desk, source))
    assert (ended.new, ended.waiting, ended.rest) == (0, 3, 900.0)
    assert ended.problem is not None
    state = state_from_json(known(desk).state)
    assert (state.failures, state.problem) == (1, ended.problem)
    assert state.until is not None
    assert [one.tries for one in journal(desk)] == [0, 0, 0]
    assert end_of(synced(desk, source)).problem is None
    assert state_from_json(known(desk).state).problem is None


def test_a_file_that_never_comes_is_set_aside_after_five_rounds_and_can_be_retried(desk: Desk) -> None:
    source = told(2, errors={"small-0.png": passing(20)})
    states = []
    for _ in range(5):
        states += [one.state for one in synced(desk, source) if isinstance(one, NotCome)]
    assert states == [ItemState.WAITING] * 4 + [ItemState.SET_ASIDE]
    assert counts(desk) == {"set aside": 1, "taken": 1}
    many = len(source.fetched)
    synced(desk, source)
    assert len(source.fetched) == many
    source.errors.clear()
    assert try_again(desk, known(desk)) == 1
    assert end_of(synced(desk, source)).new == 1
    assert counts(desk) == {"taken": 2}


@pytest.mark.parametrize(
    "error", [BadItem("is empty", where="x"), BadItem("is larger than 200 MB", where="x")]
)
def test_a_file_that_can_never_come_is_set_aside_at_once(desk: Desk, error: DeskError) -> None:
    synced(desk, told(2, errors={"small-1.png": [error]}))
    assert counts(desk) == {"set aside": 1, "taken": 1}


def test_a_broken_picture_is_set_aside_with_the_name_that_a_person_knows(desk: Desk) -> None:
    source = told(1)
    source.files["broken.png"] = b"\x89PNG\r\n\x1a\n nothing more"
    source.files["words.png"] = b"only words"
    source.files["empty.png"] = b""
    synced(desk, source)
    problems = {one.name: str(one.problem) for one in journal(desk) if one.state is ItemState.SET_ASIDE}
    assert set(problems) == {"broken.png", "words.png", "empty.png"}
    assert all(problem.startswith(name) for name, problem in problems.items())
    assert not any(str(desk.store.folder.root) in problem for problem in problems.values())
    assert "is empty" in problems["empty.png"]
    synced(desk, source)
    assert list(desk.store.folder.arriving.iterdir()) == []


@pytest.mark.parametrize("error", [SignInNeeded("sign in"), RightsRefused("no", is_everywhere=True)])
def test_what_concerns_the_whole_source_blames_no_file(desk: Desk, error: DeskError) -> None:
    source = told(3, errors={"small-0.png": [error]})
    ended = end_of(synced(desk, source))
    assert ended.problem == error.problem
    assert (source.fetched, counts(desk)) == (["small-0.png"], {"waiting": 3})
    assert [one.tries for one in journal(desk)] == [0, 0, 0]


def test_one_file_that_is_refused_leaves_the_others_alone(desk: Desk) -> None:
    source = told(3, errors={"small-0.png": [RightsRefused("no right to this one")]})
    assert end_of(synced(desk, source)).new == 2
    assert [one.tries for one in journal(desk)] == [1, 0, 0]


def test_an_outage_blames_no_file_and_does_not_ask_for_all(desk: Desk) -> None:
    source = told(20)
    source.errors = {key: passing(100) for key in source.files}
    for _ in range(6):
        assert end_of(synced(desk, source)).problem is not None
    assert counts(desk) == {"waiting": 20}
    assert {one.tries for one in journal(desk)} == {0}
    assert len(set(source.fetched)) == 18  # those that failed go behind the others
    source.errors.clear()
    assert end_of(synced(desk, source)).new == 20


def test_each_failure_in_a_row_makes_the_rest_longer_up_to_an_hour(desk: Desk) -> None:
    source = told(1)
    rests = []
    for _ in range(8):
        source.listing_errors = [TryLater("no network", is_everywhere=True)] * 10
        rests.append(end_of(synced(desk, source)).rest)
    assert 150 <= rests[0] <= 300
    assert max(rests) <= 3600
    assert rests[-1] >= 1800
    source.listing_errors = []
    assert end_of(synced(desk, source)).rest == 300


def test_a_refused_state_lists_all_again_once(desk: Desk) -> None:
    source = told(3)
    synced(desk, source)
    source.listing_errors = [StateRefused("the page token is refused (410)")]
    source.files["new.png"] = picture(8)
    assert end_of(synced(desk, source)).new == 1
    assert source.states[-1] == {}
    assert len(source.fetched) == 4
    source.listing_errors = [StateRefused("refused"), StateRefused("refused")]
    assert end_of(synced(desk, source)).problem is not None


def test_a_changed_file_is_fetched_in_its_new_version_alone(desk: Desk) -> None:
    source = told(2, errors={"small-0.png": passing(4)})
    synced(desk, source)
    source.files["small-0.png"] = picture(60)
    synced(desk, source)
    assert on_desk(desk) == {"small-0.png": [picture(60)], "small-1.png": [picture(1)]}
    assert counts(desk) == {"gone": 1, "taken": 2}


def test_a_file_that_changed_since_an_earlier_round_is_looked_up(desk: Desk) -> None:
    """The program was killed after the listing; the feed does not name the file again."""
    source = told(1)
    begun = syncing.sync(desk, known(desk), source, ways())  # type: ignore[arg-type]
    next(begun)
    begun.close()
    old = source.files["small-0.png"]
    source.files["small-0.png"] = picture(61)
    feed, seen = source.list_changes, {"small-0.png": source.version("small-0.png")}
    source.list_changes = lambda state: feed({**state, "done": seen})  # type: ignore[method-assign]
    synced(desk, source)
    synced(desk, source)
    assert on_desk(desk) == {"small-0.png": [picture(61)]}
    assert old not in on_desk(desk)["small-0.png"]


def test_a_full_disk_ends_the_round_in_words_and_nothing_is_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = told(2, errors={"small-0.png": [NotWritten("no space left", remedy="make room on the disk")]})
    ended = end_of(synced(desk, source))
    assert ended.problem is not None
    assert ended.problem.remedy == "make room on the disk"
    assert {one.tries for one in journal(desk)} == {0}
    assert end_of(synced(desk, source)).new == 2


def test_a_stop_between_two_files_keeps_what_came(desk: Desk) -> None:
    source = told(5)
    happened = []
    stopped = ways(is_stopped=lambda: sum(isinstance(one, Arrived) for one in happened) >= 2)
    happened.extend(syncing.sync(desk, known(desk), source, stopped))  # type: ignore[arg-type]
    assert counts(desk) == {"taken": 2, "waiting": 3}
    assert end_of(happened).problem is None
    synced(desk, source)
    assert counts(desk) == {"taken": 5}
    assert sorted(source.fetched) == sorted(source.files)


def test_a_removed_source_leaves_its_invoices(desk: Desk) -> None:
    source = told(2)
    synced(desk, source)
    with desk.change() as change:
        remove_source(change, known(desk).id)
    assert len(listed(desk)) == 2
    synced(desk, source)  # added again under its name
    assert len(listed(desk)) == 2
    assert listed(desk, ASIDE) == []
    assert counts(desk) == {"taken": 2}


def test_a_bandwidth_is_held(desk: Desk) -> None:
    now, waits = [0.0], list[float]()

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        now[0] += seconds

    pace = Pace(bandwidth=1000, sleep=sleep, now=lambda: now[0])
    for _ in range(10):
        pace(500)
    assert now[0] == pytest.approx(5.0)
    assert pace.bytes == 5000


def test_ten_thousand_items_are_journalled_in_a_moment(desk: Desk) -> None:
    import time

    from invoice_desk.store.source_journal import Seen, note_seen

    key = known(desk).id
    seen = [Seen(f"id-{number}", "v1", f"{number}.pdf") for number in range(10_000)]
    begun = time.monotonic()
    for _ in range(2):
        with desk.change() as change:
            noted = note_seen(change, key, seen)
    assert noted.waiting == 0
    assert counts(desk) == {"waiting": 10_000}
    assert time.monotonic() - begun < 20
