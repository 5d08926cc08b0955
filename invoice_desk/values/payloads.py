"""What the text of a QR code means: the Saudi tax invoice's TLV, or lines of KEY:VALUE."""

from __future__ import annotations

import base64
import binascii
import unicodedata
from collections.abc import Mapping

import regex

from invoice_desk.values.digits import clean_text

MAX_PAYLOAD = 4296  # characters: what the largest QR code holds (ISO/IEC 18004, version 40-L, alphanumeric)

# ZATCA, "Security features implementation standards": tags 1 to 5 since 2021, 6 to 9 since 2023.
_TEXT_TAGS = {1: "seller", 2: "vat_number", 3: "issued", 4: "total", 5: "vat"}
_SEAL_TAGS = {6: "xml_hash", 7: "signature", 8: "public_key", 9: "key_signature"}
_KNOWN_KEYS = {
    "invoice": "invoice_number",
    "invoice no": "invoice_number",
    "invoice number": "invoice_number",
    "facture": "invoice_number",
    "date": "issued",
    "cust": "customer",
    "customer": "customer",
    "client": "customer",
    "seller": "seller",
    "vendor": "seller",
    "total": "total",
    "vat": "vat",
    "tva": "vat",
}
_MAX_LINES = 50
_LINE = regex.compile(r"(?P<key>\p{L}[\p{L}\p{N} _-]{0,39}) ?: ?(?!//)(?P<value>.{1,500})")
_BLANK_BEFORE_TIME = regex.compile(r"(?<=^[0-9]{4}-[0-9]{2}-[0-9]{2}) (?=[0-9]{2}:[0-9]{2})")
_CARDS = frozenset({"begin", "wifi", "mecard", "bizcard", "matmsg", "smsto"})


def payload_meaning(text: str) -> Mapping[str, str] | None:
    """Return what a code's text says, name to value, or None where no meaning is known.

    Names are those of the roles where there is one ("invoice_number", "issued", "seller",
    "vat_number", "total", "vat"), else the printed key in small letters. A web address means
    nothing and is never opened. Never raises.
    """
    if not text.strip() or len(text) > MAX_PAYLOAD:
        return None
    return _zatca(text) or _key_value_lines(text)


def _zatca(text: str) -> dict[str, str] | None:
    """Return a Saudi tax invoice's fields: in base64, tag, length (a byte each) and value."""
    tags = _tlv(_base64(text))
    if not set(_TEXT_TAGS) <= set(tags) or not set(tags) <= _TEXT_TAGS.keys() | _SEAL_TAGS.keys():
        return None
    try:
        found = {name: tags[tag].decode("utf-8") for tag, name in _TEXT_TAGS.items()}
    except UnicodeDecodeError:
        return None
    if any(unicodedata.category(char) == "Cc" for value in found.values() for char in value):
        return None
    seals = {name: _printable(tags[tag]) for tag, name in _SEAL_TAGS.items() if tag in tags}
    return {name: clean_text(value) for name, value in (found | seals).items()}


def _base64(text: str) -> bytes:
    joined = "".join(text.split())
    try:
        return base64.b64decode(joined + "=" * (-len(joined) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _tlv(data: bytes) -> dict[int, bytes]:
    """Return tag to value; nothing at all where a value is cut off or the tags do not rise."""
    tags: dict[int, bytes] = {}
    at = 0
    while at < len(data):
        tag, length = data[at], data[at + 1] if at + 1 < len(data) else 0
        end = at + 2 + length
        if end > len(data) or tag <= max(tags, default=0):
            return {}
        tags[tag] = data[at + 2 : end]
        at = end
    return tags


def _printable(value: bytes) -> str:
    """Return a seal as text: as it stands where that is printable ASCII (a hash), else in base64 (a key)."""
    text = value.decode("latin-1")
    return text if text.isascii() and text.isprintable() else base64.b64encode(value).decode("ascii")


def _key_value_lines(text: str) -> dict[str, str] | None:
    """Return the fields of at least two lines KEY:VALUE; None where any line is none or a key comes twice."""
    lines = [line for line in clean_text(text).split("\n") if line]
    matches = [match for match in map(_LINE.fullmatch, lines[: _MAX_LINES + 1]) if match is not None]
    if not 2 <= len(matches) == len(lines) <= _MAX_LINES:
        return None
    pairs = [(match["key"].strip().casefold(), match["value"].strip()) for match in matches]
    names = [_KNOWN_KEYS.get(key, key) for key, _value in pairs]
    if len(set(names)) != len(names) or pairs[0][0] in _CARDS:
        return None
    return {
        name: _BLANK_BEFORE_TIME.sub("T", value) for name, (_key, value) in zip(names, pairs, strict=True)
    }
