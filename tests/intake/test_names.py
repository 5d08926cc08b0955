"""Names from outside are made harmless, and stay names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoice_desk.intake.names import UNNAMED, plain_name, short_id, with_suffix

SUFFIXES = (".pdf", ".png")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\invoices\\one.pdf", "one.pdf"),
        ("one\n\x1b[31mtwo\0.pdf", "one[31mtwo.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("فاتورة ١٢.pdf", "فاتورة ١٢.pdf"),
        ("می\u200cخواهم.pdf", "می\u200cخواهم.pdf"),
        ("CON.pdf", "CON.pdf"),
        ("..", UNNAMED),
        ("", UNNAMED),
        ("\u202e/\x00", UNNAMED),
        ("e\u0301.pdf", "é.pdf"),
    ],
)
def test_a_name_is_made_plain(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_a_name_of_300_characters_keeps_its_ending() -> None:
    plain = plain_name("ف" * 300 + ".pdf")
    assert len(plain) == 200
    assert plain.endswith("….pdf")


@given(st.text())
def test_every_name_becomes_one_line_that_is_no_path(name: str) -> None:
    plain = plain_name(name)
    assert plain
    assert plain not in {".", ".."}
    assert len(plain) <= 200
    assert not set(plain) & set("/\\\n\r\0\u202e\u2028")


def test_a_name_gets_the_ending_of_its_content() -> None:
    assert with_suffix("download", ".pdf", SUFFIXES) == "download.pdf"
    assert with_suffix("one.PNG", ".pdf", SUFFIXES) == "one.PNG"


@given(st.text(min_size=0, max_size=3000), st.text(min_size=0, max_size=3000))
def test_ids_stay_apart_and_short(one: str, other: str) -> None:
    assert len(short_id(one).encode()) <= 1000
    assert one == other or short_id(one) != short_id(other)
    assert short_id(one) == short_id(one)
