"""Printed dates: every order, language and calendar that is known, and every doubt that must be said."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoice_desk.invoice.doubts import Doubt
from invoice_desk.values.calendars import Calendar, full_year, to_date, to_hijri
from invoice_desk.values.dates import MAX_DATE_TEXT, DateOrder, PrintedDate, read_date
from invoice_desk.values.months import MonthStyle, month_name, month_spellings


def doubts(found: PrintedDate) -> list[Doubt]:
    return [reason.doubt for reason in found.reasons]


CERTAIN = [
    ("2021-02-13", "2021-02-13"),
    ("13/02/2021", "2021-02-13"),
    ("13-02-2021", "2021-02-13"),
    ("13.02.2021", "2021-02-13"),
    ("13 02 2021", "2021-02-13"),
    ("13 / 02 / 2021", "2021-02-13"),
    ("13،02،2021", "2021-02-13"),
    ("13/2/2021", "2021-02-13"),
    ("12/27/2021", "2021-12-27"),
    ("2021/2/3", "2021-02-03"),
    ("05/05/2021", "2021-05-05"),
    ("١٣/٠٢/٢٠٢١", "2021-02-13"),
    ("۱۳/۰۲/۲۰۲۱", "2021-02-13"),
    ("\u200f١٣\u200f/٠٢/٢٠٢١", "2021-02-13"),
    ("٢٠٢١/٢/١٣م", "2021-02-13"),
    ("13/02/2021 AD", "2021-02-13"),
    ("20181013", "2018-10-13"),
    ("13102018", "2018-10-13"),
    ("29/02/2020", "2020-02-29"),
    # times of day are dropped
    ("2018-10-13 03:27:00", "2018-10-13"),
    ("2018-10-13T03:27:00Z", "2018-10-13"),
    ("2018-10-13T03:27:00.123+03:00", "2018-10-13"),
    ("22/01/2017 09:09:16 PM", "2017-01-22"),
    ("22/01/2017 9:09PM", "2017-01-22"),
    ("13/02/2021 13 : 58", "2021-02-13"),
    ("13/02/2021 14h30", "2021-02-13"),
    ("١٣/٠٢/٢٠٢١ ١٠:٣٠ م", "2021-02-13"),
    ("10:30 ص 13/02/2021", "2021-02-13"),
    # words that say nothing
    ("DATE: 28/02/2016", "2016-02-28"),
    ("DATE28/02/2016", "2016-02-28"),
    ("التاريخ: ٢٨/٠٢/٢٠١٦", "2016-02-28"),
    ("بتاريخ 28/02/2016", "2016-02-28"),
    ("le 28/02/2016", "2016-02-28"),
    ("du lundi 15 mars 2021", "2021-03-15"),
    ("Monday, March 15, 2021", "2021-03-15"),
    ("يوم الاثنين ١٥ مارس ٢٠٢١", "2021-03-15"),
    ("[13/02/2021]", "2021-02-13"),
    ("le 13/02/2021 à 14:30", "2021-02-13"),
    ("13/02/2021 الساعة 10:30", "2021-02-13"),
    ("التاريخ الميلادي ١٣/٠٢/٢٠٢١", "2021-02-13"),
    # month names
    ("29 MAR 2018", "2018-03-29"),
    ("13MAR2018", "2018-03-13"),
    ("13-mars-2021", "2021-03-13"),
    ("1er mars 2021", "2021-03-01"),
    ("1ᵉʳ mars 2021", "2021-03-01"),
    ("le 3 févr. 2021", "2021-02-03"),
    ("3 fevrier 2021", "2021-02-03"),
    ("5 janv. 2021", "2021-01-05"),
    ("5 AOÛT 2021", "2021-08-05"),
    ("5 aout 2021", "2021-08-05"),
    ("5 déc 2021", "2021-12-05"),
    ("5 juil. 2021", "2021-07-05"),
    ("March 2nd, 2021", "2021-03-02"),
    ("2nd of March 2021", "2021-03-02"),
    ("Sept. 3rd 2021", "2021-09-03"),
    ("2021 March 13", "2021-03-13"),
    ("١٣ كانون الثاني ٢٠٢١", "2021-01-13"),
    ("13 كانون ثاني 2021", "2021-01-13"),
    ("5 تشرين الأول 2020", "2020-10-05"),
    ("5 تشرين الاول 2020", "2020-10-05"),
    ("5 اذار 2020", "2020-03-05"),
    ("15 آذار/مارس 2021", "2021-03-15"),
    ("15 آذار (مارس) 2021", "2021-03-15"),
    ("5 ابريل 2020", "2020-04-05"),
    ("5 إبريل 2020", "2020-04-05"),
    ("5 يونية 2020", "2020-06-05"),
    ("٥ غشت ٢٠٢٠", "2020-08-05"),
    ("5 جويلية 2020", "2020-07-05"),
    ("5 أوت 2020", "2020-08-05"),
    ("5 ماي 2020", "2020-05-05"),
    ("5 شتنبر، 2020", "2020-09-05"),
    ("5ـ يناير ـ2020", "2020-01-05"),
    ("mar. 16 mars 2021", "2021-03-16"),
    ("mar. 16/03/2021", "2021-03-16"),
]


@pytest.mark.parametrize(("printed", "value"), CERTAIN)
def test_a_date_with_one_reading_is_read_without_doubt(printed: str, value: str) -> None:
    assert read_date(printed) == PrintedDate(date.fromisoformat(value), Calendar.GREGORIAN)


HIJRI = [
    ("13/05/1443", "2021-12-17"),
    ("1443/05/10", "2021-12-14"),
    ("١٤٤٣/٠٥/١٠ هـ", "2021-12-14"),
    ("1443/05/10H", "2021-12-14"),
    ("1443-05-10 AH", "2021-12-14"),
    ("١٥ رمضان ١٤٤٢", "2021-04-27"),
    ("15 رمضان 1442 هـ", "2021-04-27"),
    ("15 رمضان المبارك 1442ه", "2021-04-27"),
    ("15 Ramadan 1442 A.H.", "2021-04-27"),
    ("15 Ramaḍān 1442", "2021-04-27"),
    ("1 ربيع الأول 1443", "2021-10-07"),
    ("1 ربيع الاول 1443", "2021-10-07"),
    ("1 Rabi' al-Awwal 1443", "2021-10-07"),
    ("3 جمادى الآخرة 1443", "2022-01-06"),
    ("3 جمادي الاخره 1443", "2022-01-06"),
    ("3 جمادى الثانية 1443", "2022-01-06"),
    ("12 ذو الحجة 1444", "2023-06-30"),
    ("12 ذي الحجه 1444هـ", "2023-06-30"),
    ("1 Dhu al-Qi‘dah 1444", "2023-05-21"),
    ("30/12/1500", "2077-11-16"),
    ("التاريخ الهجري: 13/05/1443", "2021-12-17"),
]


@pytest.mark.parametrize(("printed", "value"), HIJRI)
def test_a_hijri_date_gives_the_gregorian_day_of_umm_al_qura(printed: str, value: str) -> None:
    assert read_date(printed) == PrintedDate(date.fromisoformat(value), Calendar.HIJRI)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1/11/2022", "2022-11-01"),
        ("03-04-2018", "2018-04-03"),
        ("٠٣/٠٤/٢٠١٨", "2018-04-03"),
        ("10112012", "2012-11-10"),
        ("10/05/1443", "2021-12-14"),
        ("2021/13/02", "2021-02-13"),
    ],
)
def test_day_and_month_that_cannot_be_told_apart_are_doubted(printed: str, value: str) -> None:
    found = read_date(printed)
    assert found.value == date.fromisoformat(value)
    assert doubts(found) == [Doubt.AMBIGUOUS_ORDER]


@pytest.mark.parametrize(
    ("printed", "order", "value"),
    [
        ("1/11/2022", "mdy", "2022-01-11"),
        ("1/11/2022", "dmy", "2022-11-01"),
        ("2022/1/11", "ymd", "2022-01-11"),
        ("10112012", "mdy", "2012-10-11"),
        ("10/05/1443", "dmy", "2021-12-14"),
        ("5 March 2021", "mdy", "2021-03-05"),
        ("5 mars 2021", "ymd", "2021-03-05"),
    ],
)
def test_a_stated_order_leaves_no_doubt(printed: str, order: DateOrder, value: str) -> None:
    found = read_date(printed, order=order)
    assert found.value == date.fromisoformat(value)
    assert not found.reasons


@pytest.mark.parametrize(
    ("printed", "order", "value", "expected"),
    [
        ("13/02/2021", "mdy", "2021-02-13", [Doubt.OTHER_ORDER]),
        ("02/13/2021", "dmy", "2021-02-13", [Doubt.OTHER_ORDER]),
        ("2021-02-13", "dmy", "2021-02-13", [Doubt.OTHER_ORDER]),
        ("13/02/2021", "ymd", "2021-02-13", [Doubt.OTHER_ORDER]),
        ("05/02/2021", "ymd", "2021-02-05", [Doubt.OTHER_ORDER, Doubt.AMBIGUOUS_ORDER]),
    ],
)
def test_a_date_against_the_stated_order_is_read_and_doubted(
    printed: str, order: DateOrder, value: str, expected: list[Doubt]
) -> None:
    found = read_date(printed, order=order)
    assert found.value == date.fromisoformat(value)
    assert doubts(found) == expected


@pytest.mark.parametrize(
    ("printed", "order", "value", "expected"),
    [
        ("13/02/21", "auto", "2021-02-13", [Doubt.TWO_DIGIT_YEAR]),
        ("18-11-18", "auto", "2018-11-18", [Doubt.TWO_DIGIT_YEAR]),
        ("01-03-18", "auto", "2018-03-01", [Doubt.TWO_DIGIT_YEAR, Doubt.AMBIGUOUS_ORDER]),
        ("01-03-18", "mdy", "2018-01-03", [Doubt.TWO_DIGIT_YEAR]),
        ("18-11-05", "ymd", "2018-11-05", [Doubt.TWO_DIGIT_YEAR]),
        ("99-12-31", "auto", "1999-12-31", [Doubt.TWO_DIGIT_YEAR, Doubt.AMBIGUOUS_ORDER]),
        ("13 Mar 18", "auto", "2018-03-13", [Doubt.TWO_DIGIT_YEAR]),
        ("Mar 13, 18", "auto", "2018-03-13", [Doubt.TWO_DIGIT_YEAR]),
        ("01/01/90", "auto", "1990-01-01", [Doubt.TWO_DIGIT_YEAR]),
        ("01/01/89", "auto", "2089-01-01", [Doubt.TWO_DIGIT_YEAR]),
        ("١٥/٠٣/٤٥ هـ", "auto", "2023-09-30", [Doubt.TWO_DIGIT_YEAR]),
        ("15 رمضان 42", "auto", "2021-04-27", [Doubt.TWO_DIGIT_YEAR]),
    ],
)
def test_a_year_of_two_digits_is_read_in_its_window_and_always_said(
    printed: str, order: DateOrder, value: str, expected: list[Doubt]
) -> None:
    found = read_date(printed, order=order)
    assert found.value == date.fromisoformat(value)
    assert doubts(found) == expected


@pytest.mark.parametrize(
    ("printed", "value"),
    [("13/02/1985", "1985-02-13"), ("13/02/2150", "2150-02-13"), ("15/01/1343", "1924-08-15")],
)
def test_a_year_that_no_invoice_bears_is_said(printed: str, value: str) -> None:
    found = read_date(printed)
    assert found.value == date.fromisoformat(value)
    assert doubts(found) == [Doubt.UNLIKELY_YEAR]


@pytest.mark.parametrize("printed", ["13/02/2021 هـ", "13/02/2021 AH", "13 mars 2021 هـ"])
def test_a_mark_that_contradicts_the_year_is_said(printed: str) -> None:
    found = read_date(printed)
    assert found.calendar is Calendar.GREGORIAN
    assert doubts(found) == [Doubt.AMBIGUOUS_CALENDAR]


@pytest.mark.parametrize(
    "printed",
    ["10/05/1443 هـ الموافق 14/12/2021 م", "05/10/1443 هـ - 06/05/2022", "15/01/1442 H 03/09/2020 G"],
)
def test_two_calendars_that_agree_prove_each_other(printed: str) -> None:
    found = read_date(printed)
    assert found.value is not None
    assert not found.reasons


@pytest.mark.parametrize(
    "printed",
    [
        "13/02/2021 - 14/02/2021",
        "du 13/02/2021 au 28/02/2021",
        "10/05/1443 هـ الموافق 15/12/2021 م",
        "13/02/2021 14 mars 2021",
    ],
)
def test_two_dates_that_differ_are_said(printed: str) -> None:
    found = read_date(printed)
    assert found.value is not None
    assert Doubt.SEVERAL_VALUES in doubts(found)


def test_the_same_date_twice_is_one() -> None:
    assert doubts(read_date("27/06/18 09:49 - 27/06/18 10:08")) == [Doubt.TWO_DIGIT_YEAR]


@pytest.mark.parametrize(
    ("printed", "part"),
    [
        ("RECEIPT #: CS00052997 DATE: 28/02/2016", "receipt cs00052997"),
        ("ORD #18 -REG #19- 28/02/2016", "ord 18 reg 19"),
        ("28/02/2016 SH01", "sh01"),
        ("|28/02/2016", "|"),
        ("28/02/2016 ~", "~"),
        ("5 28/02/2016", "5"),
        ("28/02/2016 ²", "\ufffd"),
        ("mars 28/02/2016", "March"),
    ],
)
def test_what_stands_beside_the_date_is_said(printed: str, part: str) -> None:
    found = read_date(printed)
    assert found.value == date(2016, 2, 28)
    assert [(reason.doubt, reason.detail) for reason in found.reasons] == [(Doubt.UNREAD_PART, part)]


@pytest.mark.parametrize(
    "printed",
    [
        "",
        " ",
        "date",
        "31/02/2021",
        "29/02/2021",
        "00/00/0000",
        "32/01/2021",
        "13/13/2021",
        "1300-13-1300",
        "12.50",
        "Mars 2021",
        "13 mars",
        "02/2021",
        "3018-02-03",
        "l3/02/2021",
        "1O/02/2021",
        "12²/02/2021",
        "x20181013",
        "05/03/1443 م",
        "5 رمضان 2021",
        "5 mars 1443",
        "1200/01/01 هـ",
        "30/02/1443",
        "01/01/1342",
        "01/01/1501",
        "131018",
        "2018101",
        "123456789",
        "99999999",
        "\ud800",
        "١٣/٠٢",
        "13/02/202",
        "1/2/3",
        "$13/02/2021",
        "13/02/2021" * 200,
        "1/" * 150,
        "x" * (MAX_DATE_TEXT + 1),
    ],
)
def test_what_is_no_date_has_no_value_and_says_so(printed: str) -> None:
    found = read_date(printed)
    assert found.value is None
    assert found.calendar is None
    assert doubts(found) == [Doubt.NOT_A_DATE]


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_numeric_date_is_never_silently_wrong(day: date) -> None:
    for printed in (
        f"{day:%d/%m/%Y}",
        f"{day:%m/%d/%Y}",
        f"{day:%Y-%m-%d}",
        f"{day:%d.%m.%y}",
        f"{day:%m-%d-%y}",
    ):
        found = read_date(printed)
        assert found.value == day or found.reasons


@pytest.mark.parametrize("calendar", Calendar)
def test_no_spelling_stands_for_two_months(calendar: Calendar) -> None:
    spellings = month_spellings(calendar)
    styles = [style for style in MonthStyle if style.calendar is calendar]
    for style in styles:
        for month in range(1, 13):
            found = read_date(
                f"5 {month_name(month, style)} {2020 if calendar is Calendar.GREGORIAN else 1442}"
            )
            assert found.value == to_date(
                year=2020 if calendar is Calendar.GREGORIAN else 1442, month=month, day=5, calendar=calendar
            )
    assert set(spellings.values()) == set(range(1, 13))


def test_every_listed_spelling_of_a_month_is_read() -> None:
    for calendar, year in ((Calendar.GREGORIAN, 2020), (Calendar.HIJRI, 1442)):
        for spelling, month in month_spellings(calendar).items():
            expected = to_date(year=year, month=month, day=5, calendar=calendar)
            assert read_date(f"5 {spelling} {year}").value == expected, spelling


def test_the_hijri_calendar_is_umm_al_qura_and_ends_with_its_tables() -> None:
    assert to_hijri(date(2021, 12, 14)) == (1443, 5, 10)
    assert to_date(year=1343, month=1, day=1, calendar=Calendar.HIJRI) == date(1924, 8, 1)
    assert to_date(year=1342, month=12, day=29, calendar=Calendar.HIJRI) is None
    with pytest.raises(ValueError, match="Umm al-Qura"):
        to_hijri(date(2078, 1, 1))


def test_the_window_of_two_digit_years() -> None:
    gregorian = [full_year(year, Calendar.GREGORIAN) for year in (0, 89, 90, 99)]
    assert gregorian == [2000, 2089, 1990, 1999]
    assert full_year(45, Calendar.HIJRI) == 1445
