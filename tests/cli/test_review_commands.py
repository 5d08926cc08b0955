"""What a person says of invoices: `show`, `correct`, `confirm`, `accept` and their like, `history`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cli_runs import RECORD_KEYS, objects
from desk_runs import ARABIC, COPY, DOUBTED, SURE, TABLE, UNREAD, draw, on, said, states, words

DESK_KEYS = {"id", "state", "is_deleted", "duplicate_of", "corrections", "differences", "original"}


@pytest.mark.parametrize("key", [SURE, DOUBTED, COPY, TABLE, UNREAD])
def test_show_json_is_the_object_of_extract_and_more(read_desk: Path, key: int) -> None:
    (shown,) = said(read_desk, "show", key)
    assert set(shown) == RECORD_KEYS | DESK_KEYS
    assert shown["id"] == key
    assert Path(shown["original"]).is_file()


def test_show_tells_why_a_value_is_doubted(read_desk: Path) -> None:
    result = on(read_desk, "show", DOUBTED)
    assert "│ total │ soon ? │ │ soon │" in words(result)
    assert "no number can be understood in it" in result.stdout
    assert "original: " in result.stdout


def test_show_tells_of_a_duplicate_and_of_one_never_read(read_desk: Path) -> None:
    assert "set aside: the file has the same bytes as invoice 1" in on(read_desk, "show", COPY).stdout
    unread = on(read_desk, "show", UNREAD).stdout
    assert "no template is chosen" in unread
    assert "nothing was read of it yet" in unread


def test_show_tells_why_an_invoice_failed(new_desk: Path, tmp_path: Path) -> None:
    on(new_desk, "add", draw(tmp_path / "in"), "--no-read")
    original = Path(said(new_desk, "show", 1)[0]["original"])
    original.chmod(0o644)
    original.write_bytes(b"spoiled")
    assert on(new_desk, "read").exit_code == 1
    (shown,) = said(new_desk, "show", 1)
    assert (shown["state"], shown["status"]) == ("failed", "failed")
    assert shown["error"].startswith("small-1.png: ")
    assert f"failed: {shown['error']}" in on(new_desk, "show", 1).stdout


def test_a_correction_stands_beside_the_reading(desk: Path) -> None:
    result = on(desk, "correct", DOUBTED, "total", "-12.50")
    assert (result.exit_code, result.stdout) == (0, "invoice 2: total is -12.50 AED; nothing in doubt\n")
    (shown,) = said(desk, "show", DOUBTED)
    assert (shown["fields"]["total"]["value"], shown["status"]) == ("-12.50", "ok")
    (kept,) = shown["corrections"]
    assert (kept["field"], kept["text"], kept["machine"]) == ("total", "-12.50", "soon")
    assert (kept["line"], kept["column"], kept["is_confirmation"]) == (None, None, False)
    table = words(on(desk, "show", DOUBTED))
    assert f"│ total │ -12.50 AED │ {kept['who']} │ soon │" in table


def test_a_cell_of_a_table_is_corrected_in_arabic(desk: Path) -> None:
    result = on(desk, "correct", TABLE, "items:1:what", "١٤ مارس\u202e")
    assert result.stdout.startswith(r"invoice 4: items:1:what is ١٤ مارس")
    assert "\u202e" not in result.stdout
    (shown,) = said(desk, "show", TABLE)
    assert shown["tables"]["items"][0]["what"]["text"] == "١٤ مارس\u202e"
    assert (shown["corrections"][0]["line"], shown["corrections"][0]["column"]) == (1, "what")
    table = on(desk, "show", TABLE)
    assert "(machine: 14 March 2026)" in table.stdout
    assert "\u202e" not in table.stdout
    on(desk, "withdraw", TABLE, "items:1:what")
    assert said(desk, "show", TABLE)[0]["tables"]["items"][0]["what"]["text"] == "14 March 2026"


def test_a_confirmed_reading_is_no_longer_doubted(desk: Path) -> None:
    assert said(desk, "list", "--doubtful", "INV-7")
    assert "nothing in doubt" in on(desk, "confirm", DOUBTED, "total").stdout
    assert not said(desk, "list", "--doubtful", "INV-7")
    assert "1 in doubt" in on(desk, "withdraw", DOUBTED, "total").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        (["correct", "2", "total", "never"], 2, "total: 'never' is no amount (type it as 1234.50)"),
        (
            ["correct", "2", "totl", "5"],
            1,
            "invoice 2 has no value totl (its fields are number, date, total, ",
        ),
        (
            ["correct", "4", "items:9:what", "5"],
            1,
            "invoice 4 has no value items 9, what (its fields are items)",
        ),
        (["correct", "4", "items:0:what", "5"], 1, "invoice 4 has no value items:0:what"),
        (["correct", "2", "total", "5\udcff"], 2, "is no text in UTF-8"),
        (["correct", "6", "total", "5"], 1, "invoice 6 is new, so its values cannot be changed"),
        (["withdraw", "2", "total"], 1, "nobody corrected total of invoice 2"),
        (["show", "77"], 1, "the desk has no invoice 77 (invoice-desk list shows the numbers)"),
        (["history", "77"], 1, "the desk has no invoice 77"),
        (["bring-back", "77"], 1, "the desk has no invoice 77"),
        (["bring-back", "1"], 1, "invoice 1 is neither deleted nor rejected"),
        (["reopen", "1"], 1, "invoice 1 is review, so it cannot be reopened"),
        (["accept"], 2, "no invoice is named (name their numbers, or give --all-sure)"),
        (["accept", "1", "6"], 1, "invoice 6 is new, so it cannot be accepted"),
        (["show", "one"], 2, "'ID'"),
        (["show", "0"], 2, "'ID'"),
        (["delete", str(2**63)], 2, "'ID"),
    ],
)
def test_what_cannot_be_is_said_in_one_line_and_changes_nothing(
    desk: Path, arguments: list[str], code: int, error: str
) -> None:
    before = states(desk)
    result = on(desk, *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: ")
    assert error in line
    assert states(desk) == before


def test_all_sure_accepts_those_that_nothing_speaks_against(desk: Path) -> None:
    result = on(desk, "accept", "--all-sure")
    assert (result.exit_code, result.stdout) == (
        0,
        "".join(f"invoice {key}: accepted\n" for key in (1, 4, 5)),
    )
    assert states(desk) == {
        1: "accepted",
        2: "review",
        3: "duplicate",
        4: "accepted",
        5: "accepted",
        6: "new",
    }
    assert on(desk, "accept", "--all-sure").stdout == ""


def test_one_that_may_be_a_duplicate_does_not_keep_the_others(desk: Path) -> None:
    for field, text in (("number", "INV-2045"), ("date", "2026-03-14"), ("total", "1234.50")):
        on(desk, "correct", DOUBTED, field, text)
    result = on(desk, "accept", "--all-sure")
    assert result.exit_code == 1
    assert result.stdout == "".join(f"invoice {key}: accepted\n" for key in (SURE, TABLE, ARABIC))
    (line,) = result.stderr.splitlines()
    assert "invoice 2 may be a duplicate: seller, number, date and total are the same as of invoice 1" in line
    assert states(desk)[DOUBTED] == "review"


@pytest.mark.parametrize(
    ("key", "text", "currency"),
    [(DOUBTED, "5", "AED"), (DOUBTED, "5 EUR", "EUR"), (SURE, "USD 7", "USD"), (SURE, "", "AED")],
)
def test_a_corrected_amount_has_a_currency(desk: Path, key: int, text: str, currency: str) -> None:
    on(desk, "correct", key, "total", text)
    assert said(desk, "show", key)[0]["fields"]["total"]["currency"] == currency
    assert {one["id"]: one["currency"] for one in said(desk, "list")}[key] == currency


def test_with_numbers_all_sure_passes_the_doubtful_over(desk: Path) -> None:
    assert on(desk, "accept", SURE, DOUBTED, "--all-sure").stdout == "invoice 1: accepted\n"
    assert on(desk, "accept", DOUBTED).stdout == "invoice 2: accepted\n"


def test_an_invoice_goes_all_ways_and_back(desk: Path) -> None:
    for command, state in (
        ("accept", "accepted"),
        ("reopen", "review"),
        ("reject", "rejected"),
        ("bring-back", "review"),
        ("delete", None),
        ("bring-back", "review"),
    ):
        assert on(desk, command, SURE).exit_code == 0
        assert states(desk).get(SURE) == state
        assert [one["id"] for one in said(desk, "list", "--deleted")] == ([SURE] if state is None else [])
    assert on(desk, "not-duplicate", COPY).stdout == "invoice 3: no duplicate\n"
    assert states(desk)[COPY] == "new"
    assert said(desk, "read")[0]["state"] == "review"


def test_a_number_that_is_named_twice_is_done_once(desk: Path) -> None:
    assert on(desk, "delete", SURE, SURE).stdout == "invoice 1: deleted\n"


@pytest.fixture
def _in_dubai(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Set the clock four hours ahead of UTC."""
    monkeypatch.setenv("TZ", "Asia/Dubai")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_in_dubai")
def test_the_history_tells_all_in_order(desk: Path) -> None:
    on(desk, "correct", DOUBTED, "total", "")
    on(desk, "correct", DOUBTED, "total", "٧٫٥٠")
    on(desk, "accept", DOUBTED)
    found = said(desk, "history", DOUBTED)
    assert [one["what"] for one in found] == [
        "added",
        "reading begun",
        "read",
        "corrected",
        "corrected",
        "accepted",
    ]
    assert [set(one) for one in found] == [{"id", "when", "who", "what", "field", "old", "new"}] * 6
    assert (found[4]["field"], found[4]["old"], found[4]["new"]) == ("total", "", "٧٫٥٠")
    local = f"{datetime.fromisoformat(found[5]['when']) + timedelta(hours=4):%Y-%m-%d %H:%M:%S}"
    result = on(desk, "history", DOUBTED)
    assert f"│ {local} │ {found[5]['who']} │ accepted │ │ review -> accepted │" in words(result)
    assert "│ corrected │ total │ '' -> ٧٫٥٠ │" in words(result)
    assert "│ corrected │ total │ soon -> '' │" in words(result)


def test_what_a_hostile_person_types_cannot_reach_the_terminal(desk: Path) -> None:
    on(desk, "correct", SURE, "seller", "[red]\x1b[31m\u202e acme")
    for command in ("show", "history"):
        result = on(desk, command, SURE)
        assert not {"\x1b", "\u202e"} & set(result.stdout)
        assert "[red]" in result.stdout
    assert "[red]" in on(desk, "list").stdout
    assert objects(on(desk, "list", "acme", "--json").stdout)[0]["id"] == SURE
