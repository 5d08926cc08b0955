"""Printed text made harmless: no formula in a CSV cell, no character that a file format forbids.

An invoice is written by a stranger. Opened in a spreadsheet, a cell that begins with = + - @, a tab
or a line break runs as a formula; OWASP (https://owasp.org/www-community/attacks/CSV_Injection) has
every cell put in double quotes and begun with a single quote, and warns of separators, because a
spreadsheet set to French splits at semicolons, wherever our double quotes stand.
"""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAK = re.compile("\r\n?")
# Plain, minus sign, full-width, small, raised, lowered: a spreadsheet may take each for the plain one.
_STARTERS = r"=+\-@" "−" "＝＋－＠" "﹦﹢﹣﹫" "⁼⁺⁻" "₌₊₋"
# Blanks, quotes and unseen signs, which a spreadsheet may drop before it looks.
_SKIPPED = r"[^\S\n\t]|[\"'\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
_FORMULA = re.compile(rf"(\A|[;|\t\n])(?=(?:{_SKIPPED})*[{_STARTERS}])")


def harmless(text: str) -> str:
    r"""Return `text` without what XML and terminals do not bear.

    Control characters, halves of characters (from file names that are not UTF-8) and
    non-characters become visible escapes such as \x07 and \udc80; line breaks become \n.
    """
    return _FORBIDDEN.sub(_escaped, _LINE_BREAK.sub("\n", text))


def guarded(text: str) -> str:
    """Return harmless `text` that no spreadsheet takes for a formula when it opens a CSV file.

    A single quote goes before everything that could begin a formula, at the start and behind
    each separator that another locale splits at. Only for text: numbers stay as they are.
    """
    marked = _FORMULA.sub(r"\1'", harmless(text))
    return f"'{marked}" if marked.startswith(("\t", "\n")) else marked


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
