import json
import string
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoice_desk.errors import BadTemplate, ExitCode
from invoice_desk.invoice.fields import Anchor, Column, Field, FieldKind, Options, ReaderChoice, Role
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.invoice.template import PageSize, Template, template_from_json, template_to_json

# As it stands in the design, which others write by hand and by program.
AS_DESIGNED = """{"format": "invoice-desk-template/1", "name": "Acme", "page": {"width": 752, "height": 973},
 "reference": null, "fields": [{"name": "total", "label": "Total", "kind": "amount", "role": "total",
 "page": 1, "box": [500, 800, 700, 840], "languages": ["ara", "eng"], "reader": "auto",
 "anchor": {"text": "TOTAL", "box": [400, 800, 480, 840]}, "required": true, "pattern": null,
 "options": {"date_order": "dmy", "currency": "AED", "decimal": "auto"}}]}"""


def content(**keys: Any) -> str:
    """Return a template file with one field, some of the template's keys replaced."""
    field = {"name": "total", "box": [10, 10, 50, 20]}
    page = {"width": 100, "height": 100}
    format_name = "invoice-desk-template/1"
    return json.dumps({"format": format_name, "name": "Acme", "page": page, "fields": [field]} | keys)


def with_field(**keys: Any) -> str:
    """Return a template file with one field, some of the field's keys replaced."""
    return content(fields=[{"name": "total", "box": [10, 10, 50, 20]} | keys])


def with_column(**keys: Any) -> str:
    """Return a template file with one table of one column, some of the column's keys replaced."""
    return with_field(kind="table", columns=[{"name": "price", "x0": 10, "x1": 30} | keys])


def refused(text: str) -> str:
    """Return why a template file is refused; fail when it is not."""
    with pytest.raises(BadTemplate) as caught:
        template_from_json(text, where="acme.template.json")
    message = str(caught.value)
    assert message.startswith("acme.template.json: ")
    assert len(message.splitlines()) == 1
    assert len(message) < 600
    return message.removeprefix("acme.template.json: ")


def test_the_file_of_the_design_is_read() -> None:
    template = template_from_json(AS_DESIGNED, where="x")
    (field,) = template.fields
    assert (template.name, template.size, template.version) == ("Acme", Size(752, 973), 1)
    assert (field.title, field.kind, field.role, field.box) == (
        "Total",
        FieldKind.AMOUNT,
        Role.TOTAL,
        Box(500, 800, 700, 840),
    )
    assert field.anchor == Anchor(text="TOTAL", box=Box(400, 800, 480, 840))
    assert field.options == Options(date_order="dmy", currency="AED")
    assert (field.languages, field.reader, field.required) == (("ara", "eng"), ReaderChoice.AUTO, True)


def test_what_is_left_out_has_a_default() -> None:
    (field,) = template_from_json(content(), where="x").fields
    assert (field.title, field.kind, field.page, field.languages) == ("total", FieldKind.TEXT, 1, ("eng",))
    assert not field.required


def boxed(name: str = "a", label: str = "", *languages: str) -> Field:
    return Field(name=name, label=label, languages=languages or ("eng",), box=Box(1, 1, 5, 5))


@pytest.mark.parametrize(
    ("fields", "is_right_to_left"),
    [
        ([boxed("seller", "", "ara"), boxed("total"), boxed("tax")], True),
        ([boxed("seller", "", "eng", "ara"), boxed("total")], True),
        ([boxed("total", "الإجمالي"), boxed("tax", "الضريبة (VAT)"), boxed("iban")], True),
        ([boxed("الإجمالي"), boxed("seller", "Seller")], False),
        ([boxed("seller"), boxed("total", "Total", "fra")], False),
        ([boxed("1", "№ 1")], False),
        ([], False),
    ],
)
def test_a_template_with_an_arabic_field_or_mostly_arabic_titles_is_right_to_left(
    fields: list[Field],
    is_right_to_left: bool,  # noqa: FBT001
) -> None:
    template = Template(name="t", page=PageSize(width=9, height=9), fields=tuple(fields))
    assert template.is_right_to_left is is_right_to_left


def test_letters_of_all_scripts_stay_readable_in_the_file() -> None:
    template = template_from_json(with_field(name="الإجمالي", label="المبلغ"), where="x")
    assert '"name": "الإجمالي"' in template_to_json(template)


def test_a_template_and_its_parts_cannot_be_changed() -> None:
    template = template_from_json(content(), where="x")
    with pytest.raises(ValueError, match="frozen"):
        template.name = "other"
    with pytest.raises(ValueError, match="frozen"):
        template.fields[0].required = True


NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=100).filter(
    str.strip
)
LANGUAGES = st.lists(st.sampled_from(["ara", "eng", "fra", "chi_sim"]), min_size=1, max_size=5).map(tuple)
BOXES = st.builds(
    lambda x, y, width, height: Box(x, y, x + width, y + height),
    st.integers(0, 700),
    st.integers(0, 900),
    st.integers(1, 3_000),
    st.integers(1, 3_000),
)
COLUMN_KINDS = [FieldKind.TEXT, FieldKind.NUMBER, FieldKind.AMOUNT, FieldKind.DATE, FieldKind.IDENTIFIER]
COLUMNS = st.lists(
    st.builds(
        lambda name, kind, x0, width: Column(name=name, kind=kind, x0=x0, x1=700 + width),
        NAMES,
        st.sampled_from(COLUMN_KINDS),
        st.integers(-99, 0),
        st.integers(1, 99),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda column: column.name,
).map(tuple)
COMMON = {
    "name": NAMES,
    "label": st.one_of(st.just(""), NAMES),
    "role": st.sampled_from(Role),
    "page": st.integers(-3, 3).filter(bool),
    "box": BOXES,
    "languages": LANGUAGES,
    "reader": st.sampled_from(ReaderChoice),
    "anchor": st.none()
    | st.builds(
        Anchor, text=st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=200), box=BOXES
    ),
    "required": st.booleans(),
    "pattern": st.none() | st.text(string.ascii_letters + string.digits, max_size=200),
    "options": st.builds(
        Options,
        date_order=st.sampled_from(["auto", "dmy", "mdy", "ymd"]),
        currency=st.none() | st.sampled_from(["AED", "EUR"]),
        decimal=st.sampled_from(["auto", ".", ",", "٫"]),
    ),
}
FIELDS = st.one_of(
    st.builds(
        Field, kind=st.sampled_from([kind for kind in FieldKind if kind is not FieldKind.TABLE]), **COMMON
    ),
    st.builds(Field, kind=st.just(FieldKind.TABLE), columns=COLUMNS, **COMMON),
)
TEMPLATES = st.builds(
    Template,
    name=NAMES,
    version=st.integers(1, 2**31 - 1),
    page=st.just(PageSize(width=752, height=973)),
    reference=st.none() | st.binary(max_size=30).map(bytes.hex),
    fields=st.lists(FIELDS, min_size=1, max_size=4, unique_by=lambda field: field.name).map(tuple),
)


@given(TEMPLATES)
def test_every_template_comes_back_from_its_file(template: Template) -> None:
    text = template_to_json(template)
    text.encode("utf-8")
    assert template_from_json(text, where="x") == template


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            content(format="invoice-desk-template/2"),
            "has the unknown format 'invoice-desk-template/2'; this version reads",
        ),
        (content(format=None), 'is not a template: it has no "format"'),
        (content(format=["x"] * 1000), "has the unknown format"),
        ("[]", "is not a template: no JSON object"),
        ("null", "is not a template: no JSON object"),
        ("", "is not JSON"),
        ("PK\x03\x04", "is not JSON"),
        (content()[:-3], "is not JSON"),
        (content(name=""), "name: must not be empty"),
        (content(name="a\nb"), "name: must be one line"),
        (content(name="x" * 101), "name: "),
        (content(page={"width": 0, "height": 9}), "page.width: "),
        (content(page={"width": 9}), "page.height: is missing; page needs width, height"),
        (content(page={"width": 10**9, "height": 9}), "page.width: "),
        (content(version=0), "version: "),
        (content(version=2**31), "version: "),
        (content(fields={"0": {}}), "fields: "),
        (content(fields=None), "fields: "),
        (content(fields=[None]), "field number 1: "),
        (content(fields=["total"]), "field number 1: "),
        (
            content(fields=[{"box": [1, 1, 2, 2]}]),
            "field number 1: name: is missing; a field needs name, box",
        ),
        (content(fields=[{"name": "a", "box": [1, 1, 2, 2]}] * 2), "field 'a' stands 2 times"),
        (
            content(owner="me"),
            "owner: is not a known key; a template has format, name, version, page, reference, fields",
        ),
        (
            content(page={"width": 9, "height": 9, "dpi": 200}),
            "page.dpi: is not a known key; page has width,",
        ),
        (content(fields=[]), "has no fields, so nothing would be read (add a field)"),
    ],
)
def test_a_wrong_template_is_refused_with_the_reason(text: str, reason: str) -> None:
    assert refused(text).startswith(reason)


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ({"name": ""}, "field '': name: must not be empty"),
        ({"name": 5}, "field number 1: name: "),
        ({"label": "a\0"}, "field 'total': label: must be one line"),
        ({"label": "x" * 201}, "field 'total': label: "),
        ({"kind": "money"}, "field 'total': kind: Input should be 'text'"),
        ({"role": "boss"}, "field 'total': role: "),
        ({"reader": "oracle"}, "field 'total': reader: "),
        ({"page": 0}, "field 'total': page: counts from 1"),
        ({"page": 10**30}, "field 'total': page: "),
        ({"page": 1.5}, "field 'total': page: "),
        ({"page": "1"}, "field 'total': page: "),
        ({"page": True}, "field 'total': page: "),
        ({"box": [1, 2, 3]}, "field 'total': box: must be four whole numbers"),
        ({"box": [1, 2, 3, 4.0]}, "field 'total': box: must be four whole numbers"),
        ({"box": [True, 2, 3, 4]}, "field 'total': box: must be four whole numbers"),
        ({"box": "1234"}, "field 'total': box: must be four whole numbers"),
        ({"box": None}, "field 'total': box: must be four whole numbers"),
        ({"box": [9, 9, 1, 1]}, "field 'total': box: x1, y1 must not lie before"),
        ({"box": [9, 9, 9, 20]}, "field 'total': box is empty"),
        ({"box": [200, 200, 300, 300]}, "field 'total': box lies outside the page"),
        ({"box": [0, 0, 10**12, 1]}, "field 'total': box: lies further out than any page"),
        ({"languages": []}, "field 'total': languages: "),
        ({"languages": "ara"}, "field 'total': languages: "),
        ({"languages": ["eng"] * 6}, "field 'total': languages: "),
        ({"languages": ["../../etc/passwd"]}, "field 'total': languages.0: "),
        ({"languages": ["eng", "C:\\x"]}, "field 'total': languages.1: "),
        ({"languages": ["ara+eng"]}, "field 'total': languages.0: "),
        ({"languages": ["ara\n"]}, "field 'total': languages.0: "),
        ({"languages": ["аra"]}, "field 'total': languages.0: "),  # a Cyrillic а
        ({"required": "no"}, "field 'total': required: "),
        ({"required": 1}, "field 'total': required: "),
        ({"pattern": "("}, "field 'total': pattern: is not a regular expression: missing )"),
        ({"pattern": "[a"}, "field 'total': pattern: is not a regular expression"),
        ({"pattern": "a{99999999999999999999}"}, "field 'total': pattern: "),
        ({"pattern": "(?a)(?L)a"}, "field 'total': pattern: "),
        ({"pattern": "x" * 201}, "field 'total': pattern: "),
        ({"pattern": "a\nb"}, "field 'total': pattern: must be one line"),
        ({"pattern": 5}, "field 'total': pattern: "),
        ({"options": None}, "field 'total': options: "),
        ({"options": {"currency": "aed"}}, "field 'total': options.currency: "),
        ({"options": {"date_order": "ydm"}}, "field 'total': options.date_order: "),
        ({"options": {"decimal": ";"}}, "field 'total': options.decimal: "),
        ({"anchor": {"text": "", "box": [1, 1, 2, 2]}}, "field 'total': anchor.text: "),
        ({"anchor": {"text": "T"}}, "field 'total': anchor.box: "),
        ({"kind": "table"}, "field 'total': columns belong to a field of kind table"),
        (
            {"columns": [{"name": "a", "x0": 1, "x1": 2}]},
            "field 'total': columns belong to a field of kind table",
        ),
        (
            {"kind": "table", "columns": [{"name": "a", "x0": 11, "x1": 20}] * 2},
            "field 'total': two columns have the same name",
        ),
        (
            {"colour": "red"},
            "field 'total': colour: is not a known key; a field has name, label, kind, role, ",
        ),
        (
            {"options": {"currencies": "AED"}},
            "field 'total': options.currencies: is not a known key; options has date_order, currency,",
        ),
        (
            {"anchor": {"text": "T"}},
            "field 'total': anchor.box: is missing; an anchor needs text, box",
        ),
        ({"options": {"currency": "XYZ"}}, "field 'total': options.currency: XYZ is no currency of ISO 4217"),
    ],
)
def test_a_wrong_field_is_refused_with_its_name_and_the_reason(keys: dict[str, Any], reason: str) -> None:
    assert refused(with_field(**keys)).startswith(reason)


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ({"x1": 10}, "x1 must lie right of x0"),
        ({"kind": "table"}, "a column cannot be of kind table"),
        ({"x0": -(10**9)}, "x0: "),
        ({"x1": 10**30}, "x1: "),
        ({"x0": 1.0}, "x0: "),
        ({"name": " "}, "name: must not be empty"),
        ({"width": 5}, "columns.0.width: is not a known key; a column has name, kind, x0, x1"),
    ],
)
def test_a_wrong_column_is_refused_with_its_number_and_the_reason(keys: dict[str, Any], reason: str) -> None:
    found = refused(with_column(**keys))
    assert found.startswith("field 'total': columns.0")
    assert reason in found


@pytest.mark.parametrize(("x0", "x1"), [(50, 60), (60, 70), (1, 10)])
def test_a_column_outside_the_table_s_box_is_refused(x0: int, x1: int) -> None:
    assert refused(with_column(x0=x0, x1=x1)) == "field 'total': column 'price' lies outside the table's box"


@pytest.mark.parametrize("currency", ["AED", "KWD", "SYP", "DEM"])
def test_currencies_of_today_and_of_old_invoices_are_taken(currency: str) -> None:
    (field,) = template_from_json(with_field(options={"currency": currency}), where="x").fields
    assert field.options.currency == currency


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"format":' * 100_000,
        content()[:-1] + ', "x": ' + "[" * 500 + "]" * 500 + "}",
        content()[:-1] + ', "x": ' + "[" * 200_000 + "]" * 200_000 + "}",
        '{"format": ' + "[" * 900 + "]" * 900 + "}",
        content().replace("100", "1" + "0" * 5_000),
        content().replace("100", "1" + "0" * 4_000),
        content().replace("100", "NaN"),
        content().replace("100", "-Infinity"),
        content().replace("100", "1e999"),
        content().replace("Acme", "\\ud800"),
        content().replace("Acme", "\ud800"),
        content().replace("Acme", "\\u0000"),
        "\ufeff" + content(),
        content().replace('"fields"', '"fields": 5, "fields"')[:-2] + "}",
    ],
    ids=lambda text: ascii(text[:20]),
)
def test_hostile_json_is_refused_and_nothing_else_happens(text: str) -> None:
    refused(text)


@given(
    st.text()
    | st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["format", "name", "page", "fields", "box", "kind"]), inner)
        ),
    ).map(json.dumps)
)
def test_no_text_raises_anything_but_bad_template(text: str) -> None:
    with pytest.raises(BadTemplate) as caught:
        template_from_json(text, where="x")
    assert caught.value.exit_code is ExitCode.USAGE


BOMBS = [
    "(?:(?:(?:a{1000}){1000}){1000}){1000}",
    "a{100000000}",
    "(?:[ab]{9999}){9999}",
    "(?:(?:(?:(?:(?:(?:a{9}){9}){9}){9}){9}){9}){9}",
    "(?x)a{1 0 0 0 0 0 0 0 0}",
    "(?:a{5000,6000}){5000}",
]


@pytest.mark.parametrize("pattern", BOMBS)
def test_a_pattern_that_would_take_all_memory_is_refused(pattern: str) -> None:
    assert refused(with_field(pattern=pattern)) == "field 'total': pattern: repeats too often"


@pytest.mark.parametrize(
    "pattern",
    [
        r"\d{15}",
        r"FR\d{2}( \d{4}){5} \d{3}",
        "([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})",
        r"\d{4} \d{4} \d{4} \d{4} \d{4} \d{4} \d{4} \d{4} \d{4} \d{4}",
        r"[A-Z]{2,40} \d{1,30} .{0,200}",
        "[٠-٩]+",
        "",
    ],
)
def test_patterns_of_real_invoices_are_taken(pattern: str) -> None:
    assert template_from_json(with_field(pattern=pattern), where="x").fields[0].pattern == pattern


def test_the_largest_pattern_that_is_taken_needs_little_memory() -> None:
    pattern = "(?:" + r"\d" * 90 + "){5000}"
    code = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({2 << 30}, {2 << 30}))
from invoice_desk.invoice.fields import Field
from invoice_desk.invoice.geometry import Box
Field(name="a", box=Box(0, 0, 1, 1), pattern={pattern!r})
"""
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
