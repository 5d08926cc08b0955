"""Numbers read from pictures of one line each, as they stand in JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from invoice_desk.export.rows import value_words
from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.reading import Reading
from invoice_desk.values.meaning import Meaning


def number_to_dict(file: Path, reading: Reading | None, meaning: Meaning | None) -> dict[str, Any]:
    """Return one picture's number. text and value: None where none was found; confidence: 0..1."""
    glyphs = reading.glyphs if reading is not None else ()
    return {
        "file": str(file),
        "text": reading.text if reading is not None else None,
        "value": value_words(meaning.value) if meaning is not None else None,
        "confidence": round(reading.confidence, 4) if reading is not None else 0.0,
        "glyphs": [
            {"char": one.char, "box": list(one.box), "probability": round(one.probability, 4)}
            for one in glyphs
        ],
        "reasons": [reason.words for reason in _reasons(reading, meaning)],
    }


def _reasons(reading: Reading | None, meaning: Meaning | None) -> tuple[Reason, ...]:
    """Return why a person should look: what a second reader read otherwise, and what is not understood."""
    otherwise = reading.otherwise if reading is not None else ""
    first = (Reason(Doubt.READ_OTHERWISE, otherwise),) if otherwise else ()
    return (*first, *meaning.reasons) if meaning is not None else first


def failed_number(file: Path, error: str) -> dict[str, Any]:
    """Return a picture that could not be read."""
    return {"file": str(file), "status": "failed", "error": error}
