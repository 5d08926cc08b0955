"""Identifiers, kept as printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoice_desk.values.identifiers import read_identifier


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("١", "1"),
        ("FAC/2018/0019", "FAC/2018/0019"),
        ("000123", "000123"),
        ("  AE12DE123456\n", "AE12DE123456"),
        ("TRN  100\u00a0200\t300", "TRN 100 200 300"),
        ("\u202a٠٠١٢-أ\u202c", "0012-أ"),
        ("A\nB", "A B"),
        ("INV-O0l1", "INV-O0l1"),
        ("۱۲۳", "123"),
        ("\u200f ", ""),
    ],
)
def test_an_identifier_is_kept_with_its_zeros_and_letters(printed: str, value: str) -> None:
    assert read_identifier(printed) == value


@given(st.text())
def test_an_identifier_is_one_tidy_line_and_reads_as_itself(text: str) -> None:
    value = read_identifier(text)
    assert read_identifier(value) == value
    assert value == " ".join(value.split())
    value.encode("utf-8")
