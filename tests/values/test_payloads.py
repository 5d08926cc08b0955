"""What the text of a QR code means, and that hostile text means nothing."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoice_desk.values.payloads import MAX_PAYLOAD, payload_meaning

DATA = Path(__file__).parents[3] / "shared" / "data"
FIELDS = {"seller": "متجر", "vat_number": "310122393500003", "issued": "2022-04-25T15:30:00Z"}
FIELDS |= {"total": "1000.00", "vat": "150.00"}


def tlv(values: list[tuple[int, bytes]]) -> str:
    data = b"".join(bytes([tag, len(value)]) + value for tag, value in values)
    return base64.b64encode(data).decode()


def five(**changed: str) -> list[tuple[int, bytes]]:
    return [(tag, value.encode()) for tag, value in enumerate((FIELDS | changed).values(), start=1)]


def vectors() -> list[dict[str, object]]:
    path = DATA / "zatca" / "vectors.json"
    return json.loads(path.read_text()) if path.exists() else []


def test_published_vectors_of_saudi_invoices() -> None:
    if not vectors():
        pytest.skip("no ../shared/data/zatca here")
    for vector in vectors():
        assert payload_meaning(str(vector["payload"])) == vector["expect"]


@pytest.mark.parametrize(
    "spoil", [str, lambda text: text.rstrip("="), lambda text: f" {text[:20]}\n{text[20:]}\r\n"]
)
def test_a_saudi_payload_may_lack_padding_or_be_broken_in_lines(
    spoil: Callable[[str], str],
) -> None:
    assert payload_meaning(spoil(tlv(five()))) == FIELDS


def test_the_seals_of_the_second_phase_are_kept_as_text() -> None:
    sealed = [*five(), (6, b"hash+/="), (7, b"MEUC"), (8, bytes(range(48, 96)) + b"\x00"), (9, b"\xff\x00")]
    meaning = payload_meaning(tlv(sealed))
    assert meaning == FIELDS | {
        "xml_hash": "hash+/=",
        "signature": "MEUC",
        "public_key": base64.b64encode(bytes(range(48, 96)) + b"\x00").decode(),
        "key_signature": "/wA=",
    }


@pytest.mark.parametrize(
    "values",
    [
        five()[:4],
        five()[1:],
        [*five(), (1, b"again")],
        [five()[1], five()[0], *five()[2:]],
        [*five(), (77, b"unknown")],
        five(seller="a\x00b"),
        five(total="1\x1b[2J"),
        [(1, b"\xff\xfe"), *five()[1:]],
    ],
)
def test_a_payload_that_is_not_as_the_authority_says_means_nothing(values: list[tuple[int, bytes]]) -> None:
    assert payload_meaning(tlv(values)) is None


@pytest.mark.parametrize("cut", [1, 2, 3, 7])
def test_a_payload_that_is_cut_off_means_nothing(cut: int) -> None:
    whole = base64.b64decode(tlv(five()))
    assert payload_meaning(base64.b64encode(whole[:-cut]).decode()) is None
    assert payload_meaning(base64.b64encode(whole + b"\x06\xff").decode()) is None
    assert payload_meaning(base64.b64encode(whole + b"\x06").decode()) is None


def test_direction_marks_cannot_disguise_the_seller() -> None:
    meaning = payload_meaning(tlv(five(seller="A\u202eB")))
    assert meaning is not None
    assert meaning["seller"] == "AB"


def test_lines_of_key_and_value() -> None:
    text = "INVOICE:FAC/2018/0019\nDATE:2018-12-13 13:48:00\nCUST:M, birth 1985-02-24\n"
    assert payload_meaning(text) == {
        "invoice_number": "FAC/2018/0019",
        "issued": "2018-12-13T13:48:00",
        "customer": "M, birth 1985-02-24",
    }


def test_unknown_keys_are_kept_in_small_letters() -> None:
    assert payload_meaning("Order No: 7\r\nرقم: ٥") == {"order no": "7", "رقم": "٥"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "hello",
        "https://example.org/i?id=1",
        "HTTPS://a.example\nHTTP://b.example",
        "INVOICE:1",
        "INVOICE:1\nrubbish",
        "INVOICE:1\nINVOICE:2",
        "DATE:1\nIssued:2\ndate:3",
        "BEGIN:VCARD\nVERSION:3.0\nEND:VCARD",
        "A:\nB:",
        "A:1\n" * 30,
        "\n".join(f"K{'x' * n}:1" for n in range(60)),
        "AAAA",
        "A" * MAX_PAYLOAD,
        "A" * 1_000_000,
        "\ud800:1\n\udfff:2",
    ],
)
def test_other_texts_mean_nothing(text: str) -> None:
    assert payload_meaning(text) is None


@given(st.one_of(st.text(), st.binary().map(lambda data: base64.b64encode(data).decode())))
def test_no_text_makes_it_fail(text: str) -> None:
    meaning = payload_meaning(text)
    assert meaning is None or all(isinstance(value, str) for value in meaning.values())


@given(st.lists(st.tuples(st.integers(1, 9), st.binary(max_size=40)), max_size=9))
def test_no_saudi_like_payload_makes_it_fail(values: list[tuple[int, bytes]]) -> None:
    meaning = payload_meaning(tlv(values))
    assert meaning is None or {"seller", "vat_number", "issued", "total", "vat"} <= set(meaning)
