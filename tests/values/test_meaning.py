"""The station: what a printed text means for a field of each kind, and that nothing makes it fail."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.fields import FieldKind, Options
from invoice_desk.values.calendars import Calendar
from invoice_desk.values.meaning import Meaning, understand

DATA = Path(__file__).parents[3] / "shared" / "data"
READ_KINDS = [kind for kind in FieldKind if kind not in {FieldKind.TABLE, FieldKind.CHECKBOX}]
DIRHAMS = Options(currency="AED")


@pytest.mark.parametrize(
    ("text", "kind", "options", "meaning"),
    [
        (" Carol\u00a0Potter \n 405  Crest\n", FieldKind.TEXT, Options(), Meaning("Carol Potter\n405 Crest")),
        ("مؤسسة ١٢", FieldKind.TEXT, Options(), Meaning("مؤسسة ١٢")),
        ("٢٠", FieldKind.NUMBER, DIRHAMS, Meaning(Decimal(20))),
        ("15 %", FieldKind.NUMBER, Options(), Meaning(Decimal(15), has_percent=True)),
        ("5 EUR", FieldKind.NUMBER, Options(), Meaning(Decimal(5), "EUR")),
        ("٥٢٥٠٠", FieldKind.AMOUNT, DIRHAMS, Meaning(Decimal(52500), "AED")),
        ("12.50", FieldKind.AMOUNT, Options(), Meaning(Decimal("12.50"))),
        ("12.50 DH", FieldKind.AMOUNT, DIRHAMS, Meaning(Decimal("12.50"), "AED")),
        ("12,50", FieldKind.AMOUNT, Options(decimal=",", currency="EUR"), Meaning(Decimal("12.50"), "EUR")),
        (
            "1/11/2022",
            FieldKind.DATE,
            Options(date_order="mdy"),
            Meaning(date(2022, 1, 11), calendar=Calendar.GREGORIAN),
        ),
        ("1443/5/10", FieldKind.DATE, Options(), Meaning(date(2021, 12, 14), calendar=Calendar.HIJRI)),
        (" ٠٠١ ", FieldKind.IDENTIFIER, Options(), Meaning("001")),
        ("a\x1db  c\n", FieldKind.CODE, Options(), Meaning("a\x1db  c\n")),
    ],
)
def test_each_kind_gets_its_type(text: str, kind: FieldKind, options: Options, meaning: Meaning) -> None:
    found = understand(text, kind, options)
    assert found == meaning
    assert type(found.value) is type(meaning.value)


def test_a_percentage_in_a_field_for_an_amount_is_doubted_and_no_money() -> None:
    found = understand("15 %", FieldKind.AMOUNT, DIRHAMS)
    assert found == Meaning(Decimal(15), None, has_percent=True, reasons=(Reason(Doubt.UNREAD_PART, "%"),))


def test_another_currency_than_the_stated_one_is_kept_and_said() -> None:
    found = understand("12.50 EUR", FieldKind.AMOUNT, DIRHAMS)
    assert found == Meaning(Decimal("12.50"), "EUR", reasons=(Reason(Doubt.OTHER_CURRENCY, "EUR"),))


def test_an_open_sign_does_not_become_the_stated_currency() -> None:
    assert understand("$12.50", FieldKind.AMOUNT, DIRHAMS).currency is None


def test_the_stated_currency_of_thousandths_decides_what_is_likelier() -> None:
    assert understand("1.234", FieldKind.AMOUNT, Options(currency="KWD")).value == Decimal("1.234")
    assert understand("1.234", FieldKind.AMOUNT, Options(currency="EUR")).value == Decimal(1234)


@pytest.mark.parametrize("kind", READ_KINDS)
@pytest.mark.parametrize("text", ["", "  ", "\u200f\u202c", "\n\t\x00"])
def test_nothing_printed_is_said_never_an_empty_value(text: str, kind: FieldKind) -> None:
    assert understand(text, kind, Options()) == Meaning(None, reasons=(Reason(Doubt.NOTHING_FOUND),))


@pytest.mark.parametrize("kind", [FieldKind.TABLE, FieldKind.CHECKBOX])
def test_kinds_without_text_are_refused(kind: FieldKind) -> None:
    with pytest.raises(ValueError, match=kind.value):
        understand("x", kind, Options())


NASTY = st.text(
    "0123456789٠١٢٣۴۵.,٫٬'’،/:-−() %٪$€£﷼\u00a0\u202f\u200f\n\tTRه م²½هـremars" + "\ud800", max_size=60
)


@pytest.mark.parametrize(
    ("text", "kind", "is_doubted"),
    [
        ("1.234", FieldKind.AMOUNT, True),
        ("1.23456", FieldKind.AMOUNT, True),
        ("1.2345", FieldKind.AMOUNT, False),
        ("1.234", FieldKind.NUMBER, False),
        ("3.672500", FieldKind.NUMBER, False),
    ],
)
def test_only_money_is_doubted_for_decimals_that_its_currency_lacks(
    text: str,
    kind: FieldKind,
    is_doubted: bool,  # noqa: FBT001
) -> None:
    found = understand(text, kind, Options(currency="AED", decimal="."))
    assert str(found.value) == text
    assert found.reasons == ((Reason(Doubt.AMBIGUOUS_DECIMAL, "."),) if is_doubted else ())


VOCABULARY = "1 05 2021 21 1443 mars محرم هـ ريال EUR $ - / . , ( ) % 12:30 le ربيع الأول 1,234 ٥"
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=12).map(" ".join)
OPTIONS = st.builds(
    Options,
    date_order=st.sampled_from(["auto", "dmy", "mdy", "ymd"]),
    currency=st.sampled_from([None, "AED", "KWD", "EUR", "XOF"]),
    decimal=st.sampled_from(["auto", ".", ",", "٫"]),
)


@settings(max_examples=400, deadline=None)
@given(text=st.one_of(st.text(), NASTY, WORDS), kind=st.sampled_from(READ_KINDS), options=OPTIONS)
def test_whatever_is_printed_it_gives_a_value_or_says_why_not(
    text: str, kind: FieldKind, options: Options
) -> None:
    found = understand(text, kind, options)
    assert found == understand(text, kind, options)
    assert found.value is not None or found.reasons
    if kind in {FieldKind.NUMBER, FieldKind.AMOUNT}:
        assert found.value is None or (isinstance(found.value, Decimal) and found.value.is_finite())
    if kind is FieldKind.DATE:
        assert found.value is None or isinstance(found.value, date)
        assert not isinstance(found.value, datetime)
    for reason in found.reasons:
        reason.words.encode("utf-8")
        assert "\n" not in reason.words


@pytest.mark.parametrize("kind", READ_KINDS)
@pytest.mark.parametrize(
    "seed",
    [
        "1",
        "1 ",
        "1,",
        "1, ",
        "1 234 ",
        "a.",
        "د. ",
        "(",
        "-",
        "1-",
        "1/1/",
        "12:30 ",
        "ربيع ",
        "dirhams des ",
        "ﷺ",
        "هـ",
        "\u0640",
        "\u202e",
        "\n",
        "̀",
        "\ud800",
    ],
)
@pytest.mark.parametrize("length", [300, 10_000])
def test_long_hostile_texts_are_fast(seed: str, kind: FieldKind, length: int) -> None:
    text = (seed * length)[:length]
    start = time.process_time()
    understand(text, kind, Options())
    assert time.process_time() - start < 1


def test_the_real_arabic_invoice() -> None:
    path = DATA / "arabic_invoice" / "truth.json"
    if not path.exists():
        pytest.skip("no ../shared/data/arabic_invoice here")
    for field in json.loads(path.read_text())["fields"]:
        options = Options(date_order="mdy", currency=field.get("currency"))
        found = understand(field["text"], FieldKind(field["kind"]), options)
        assert str(found.value) == field["value"], field["name"]
        assert found.currency == field.get("currency")
        assert not found.reasons


def test_dates_and_totals_of_real_receipts_are_right_or_doubted() -> None:
    paths = sorted((DATA / "receipts" / "key").glob("*.json"))
    if not paths:
        pytest.skip("no ../shared/data/receipts here")
    for path in paths:
        key = json.loads(path.read_text())
        printed = understand(key["date"], FieldKind.DATE, Options(date_order="dmy"))
        assert printed.value is not None
        assert {reason.doubt for reason in printed.reasons} <= {Doubt.TWO_DIGIT_YEAR}
        inferred = understand(key["date"], FieldKind.DATE, Options())
        assert inferred.value == printed.value or inferred.reasons
        total = understand(key["total"], FieldKind.AMOUNT, Options(currency="USD"))
        assert total == Meaning(Decimal(key["total"].lstrip("$")), "USD")


def test_slow_libraries_wait_until_they_are_needed() -> None:
    code = (
        "import sys\n"
        "from invoice_desk.invoice.fields import FieldKind, Options\n"
        "from invoice_desk.values.meaning import understand\n"
        "assert str(understand('12.50 EUR', FieldKind.AMOUNT, Options()).value) == '12.50'\n"
        "assert str(understand('13/02/2021', FieldKind.DATE, Options()).value) == '2021-02-13'\n"
        "print([name for name in ('babel', 'hijridate', 'numpy', 'PySide6') if name in sys.modules])\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (run.stdout, run.stderr) == ("[]\n", "")
