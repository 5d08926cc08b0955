"""A person chooses columns by name, and headings are known before the first row."""

import pytest
from export_records import field, template

from invoice_desk.errors import BadSetting
from invoice_desk.export.columns import Columns, headings_of, line_names_of

BUILT_IN = ["id", "file", "template", "state", "status", "reasons", "error", "duplicate_of", "original"]


def names(*chosen: str, templates=(template(field("number"), field("total")),)) -> list[str]:
    return [heading.name for heading in Columns(chosen).chosen(headings_of(templates))]


def test_all_columns_in_the_usual_order_without_a_choice():
    assert names() == [*BUILT_IN[:5], "number", "total", *BUILT_IN[5:]]


def test_the_person_s_order_and_each_column_once():
    assert names("total", "id", "number", "id", "field:total") == ["total", "id", "number"]


def test_an_unknown_column_is_refused_with_the_known_ones():
    with pytest.raises(BadSetting, match=r"no column 'totl'.*id, file, .*number, total, reasons"):
        names("id", "totl")


def test_a_field_named_as_a_column_of_the_desk_is_chosen_with_a_prefix():
    of = (template(field("id"), field("field:id")),)
    assert names("id", "field:id", "field:field:id", templates=of) == ["id", "field:id", "field:field:id"]
    assert [one.field for one in headings_of(of)][5:7] == ["id", "field:id"]


def test_templates_share_the_columns_of_fields_of_one_name_whatever_their_labels():
    first = template(field("total", label="Total"), field("items", "table"))
    second = template(field("total", "number", label="المجموع"), field("state", "text", label="State"))
    total, state = headings_of([first, second])[5:7]
    assert (total.title, total.other_titles, total.has_currency) == (
        "Total",
        ("total", "Total", "المجموع"),
        True,
    )
    assert (state.name, state.title) == ("field:state", "State (2)")
    assert line_names_of([first, second]) == ("item",)


def test_titles_that_differ_only_in_case_are_made_distinct_as_excel_needs_it():
    titles = [one.title for one in headings_of([template(field("a", label="VAT"), field("b", label="vat"))])]
    assert titles[5:7] == ["VAT", "vat (2)"]
