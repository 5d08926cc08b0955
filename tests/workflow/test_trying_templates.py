"""A template tried on invoices: compared with what is kept and with people's words, and nothing is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from desks import add, add_and_read, desk_template, draw, filed, record_of, table_template

from invoice_desk.errors import MissingPart
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.template import Template
from invoice_desk.progress import Progress
from invoice_desk.store.corrections import Spot
from invoice_desk.workflow import reviewing, template_trial
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.reading_crew import ReadingCrew
from invoice_desk.workflow.settings import Settings
from invoice_desk.workflow.template_trial import (
    TriedInvoice,
    TriedValue,
    Verdict,
    count_trial,
    try_template,
)
from invoice_desk.workflow.templates import save

TOTAL = Spot("total")


@pytest.fixture
def crew(desk: Desk) -> Iterator[ReadingCrew]:
    with closing(ReadingCrew(desk)) as crew:
        yield crew


def moved(template: Template, name: str, box: Box) -> Template:
    """Return a template of which one field lies elsewhere."""
    fields = [
        field.model_copy(update={"box": box}) if field.name == name else field for field in template.fields
    ]
    return template.model_copy(update={"fields": tuple(fields)})


def tried(desk: Desk, template: Template, keys: list[int], crew: ReadingCrew) -> list[TriedInvoice]:
    return [one for one in try_template(desk, template, keys, crew=crew) if isinstance(one, TriedInvoice)]


def value(one: TriedInvoice, field: str) -> TriedValue:
    return next(value for value in one.values if value.field == field)


def contents(desk: Desk) -> list[str]:
    """Return everything that the desk's database holds."""
    with sqlite3.connect(desk.store.folder.database) as connection:
        return list(connection.iterdump())


BLANK = Box(10, 190, 200, 235)  # nothing is printed there
DATES = Box(230, 68, 620, 118)  # where the date is printed


def test_the_same_template_reads_the_same_and_the_desk_stays_as_it_is(
    desk: Desk, crew: ReadingCrew, tmp_path: Path
) -> None:
    keys = add_and_read(desk, draw(tmp_path / "in"), draw(tmp_path / "in", "small-2.png", number="X-9"))
    before = contents(desk)
    first, second = tried(desk, desk_template(), keys, crew)
    assert [one.verdict for one in (*first.values, *second.values)] == [Verdict.SAME] * 6
    assert (value(first, "total").now, value(first, "total").before) == ("1,234.50", "1,234.50")
    assert (first.is_sure, first.was_sure) == (True, True)
    assert contents(desk) == before


def test_a_field_that_misses_its_print_is_worse_and_says_why(
    desk: Desk, crew: ReadingCrew, tmp_path: Path
) -> None:
    keys = add_and_read(desk, draw(tmp_path / "in"))
    (one,) = tried(desk, moved(desk_template(), "total", BLANK), keys, crew)
    found = value(one, "total")
    assert (found.now, found.before, found.verdict) == ("", "1,234.50", Verdict.WORSE)
    assert "nothing is printed in the box" in [reason.words for reason in found.doubts]
    assert [check.ok for check in found.failed] == [False]
    assert (one.is_sure, one.was_sure) == (False, True)


def test_a_field_that_finds_its_print_is_better(desk: Desk, crew: ReadingCrew, tmp_path: Path) -> None:
    save(desk, moved(desk_template(), "total", BLANK))
    keys = add_and_read(desk, draw(tmp_path / "in"))
    (one,) = tried(desk, desk_template(), keys, crew)
    assert value(one, "total").verdict is Verdict.BETTER
    assert (one.is_sure, one.was_sure) == (True, False)
    count = count_trial([one])
    assert (count.invoices, count.sure, count.was_sure, count.better) == (1, 1, 0, 1)


def test_what_a_person_corrected_is_held_against_both_readings(
    desk: Desk, crew: ReadingCrew, tmp_path: Path
) -> None:
    save(desk, moved(desk_template(), "number", DATES))
    keys = add_and_read(desk, draw(tmp_path / "in"))
    reviewing.correct(desk, keys[0], Spot("number"), "INV-2045")
    reviewing.correct(desk, keys[0], TOTAL, "1234.50")
    (one,) = tried(desk, desk_template(), keys, crew)
    number, total = value(one, "number"), value(one, "total")
    assert (number.person, number.is_right, number.was_right) == ("INV-2045", True, False)
    assert number.verdict is Verdict.BETTER
    assert (total.is_right, total.was_right, total.verdict) == (True, True, Verdict.SAME)
    (back,) = tried(desk, moved(desk_template(), "total", BLANK), keys, crew)
    assert value(back, "total").verdict is Verdict.WORSE
    count = count_trial([one, back])
    assert (count.mended, count.spoiled) == (2, 1)
    assert record_of(desk, keys[0]).entries[0].shown_text == "INV-2045"


def test_another_sure_value_is_called_different(desk: Desk, crew: ReadingCrew, tmp_path: Path) -> None:
    keys = add_and_read(desk, draw(tmp_path / "in", number="14 March"))
    (one,) = tried(desk, moved(desk_template(), "number", Box(230, 128, 620, 178)), keys, crew)
    assert value(one, "number").verdict is Verdict.DIFFERENT


def test_a_new_field_and_an_invoice_that_was_never_read_are_new(
    desk: Desk, crew: ReadingCrew, tmp_path: Path
) -> None:
    keys = add_and_read(desk, draw(tmp_path / "in"))
    add(desk, draw(tmp_path / "in", "other.png", number="X-9"))
    more = desk_template().fields[0].model_copy(update={"name": "again"})
    template = desk_template().model_copy(update={"fields": (*desk_template().fields, more)})
    first, second = tried(desk, template, [*keys, 2], crew)
    assert value(first, "again").verdict is Verdict.NEW
    assert {one.verdict for one in second.values} == {Verdict.NEW}
    assert value(second, "number").now == "X-9"


def test_a_table_is_compared_line_by_line(desk: Desk, crew: ReadingCrew, tmp_path: Path) -> None:
    save(desk, table_template())
    keys = add_and_read(desk, draw(tmp_path / "in"))
    (same,) = tried(desk, table_template(), keys, crew)
    assert value(same, "items").verdict is Verdict.SAME
    assert value(same, "items").now.splitlines()[0] == "INV-2045"
    (fewer,) = tried(desk, moved(table_template(), "items", Box(230, 60, 620, 178)), keys, crew)
    assert value(fewer, "items").verdict is Verdict.DIFFERENT


def test_a_file_that_is_gone_is_told_by_its_name_and_the_others_are_read(
    desk: Desk, crew: ReadingCrew, tmp_path: Path
) -> None:
    keys = add_and_read(desk, draw(tmp_path / "in"), draw(tmp_path / "in", "small-2.png", number="X-9"))
    next(desk.store.folder.root.glob("originals/*/*")).unlink()
    found = tried(desk, desk_template(), keys, crew)
    problems = [one for one in found if one.problem is not None]
    assert [one.name for one in problems if one.problem is not None and one.problem.where == one.name] == [
        problems[0].name
    ]
    assert len(found) == 2
    assert count_trial(found).failed == 1


def test_the_limit_holds_and_progress_counts_to_the_end(
    desk: Desk, crew: ReadingCrew, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [draw(tmp_path / "in", f"small-{number}.png", number=f"X-{number}") for number in range(3)]
    keys = add_and_read(desk, *files)
    monkeypatch.setattr(template_trial, "MOST", 2)
    events = list(try_template(desk, desk_template(), keys, crew=crew))
    assert [one.done for one in events if isinstance(one, Progress)] == [0, 1, 2]
    assert [one.id for one in events if isinstance(one, TriedInvoice)] == keys[:2]


def test_a_stop_ends_it_between_two_fields(desk: Desk, crew: ReadingCrew, tmp_path: Path) -> None:
    files = [draw(tmp_path / "in", f"small-{number}.png", number=f"X-{number}") for number in range(6)]
    keys = add_and_read(desk, *files)
    is_over: list[bool] = []
    found = []
    for event in try_template(desk, desk_template(), keys, crew=crew, is_stopped=lambda: bool(is_over)):
        if isinstance(event, TriedInvoice):
            found.append(event)
            is_over.append(True)
    assert 1 <= len(found) < 6


def test_a_file_that_is_broken_is_told_and_progress_counts_it(
    desk: Desk, crew: ReadingCrew, tmp_path: Path
) -> None:
    files = [draw(tmp_path / "in", f"small-{number}.png", number=f"X-{number}") for number in range(2)]
    keys = add_and_read(desk, *files)
    broken = add_and_read(desk, draw(tmp_path / "in", "small-9.png", number="X-9"))
    original = filed(desk, broken[0]).document.path
    original.chmod(0o600)
    original.write_bytes(b"")
    events = list(try_template(desk, desk_template(), [*keys, *broken], crew=crew))
    assert [one.problem is None for one in events if isinstance(one, TriedInvoice)] == [True, True, False]
    assert [one.done for one in events if isinstance(one, Progress)] == [0, 1, 2, 3]


def test_a_language_that_is_missing_is_refused(desk: Desk, crew: ReadingCrew, tmp_path: Path) -> None:
    keys = add_and_read(desk, draw(tmp_path / "in"))
    desk.take_settings(Settings(tessdata=tmp_path / "nowhere"))
    with pytest.raises(MissingPart):
        list(try_template(desk, desk_template(), keys, crew=crew))
