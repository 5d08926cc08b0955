"""One JSON object a line, whatever text is in it."""

from __future__ import annotations

import json
import re

_NOT_IN_A_LINE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def line_of(one: object) -> str:
    """Return JSON in one line without a newline at its end; letters of all scripts as they are.

    Halves of characters, as in file names that are not UTF-8, and all that a terminal or a line
    reader could trip over stand as escapes, so that the line can always be written as UTF-8 and
    no text can break or forge one.
    """
    line = json.dumps(one, ensure_ascii=False)
    return _NOT_IN_A_LINE.sub(lambda match: f"\\u{ord(match[0]):04x}", line)
