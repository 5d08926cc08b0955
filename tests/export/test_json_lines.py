"""JSON that stays in its line."""

import json

import pytest

from invoice_desk.export.json_lines import line_of


@pytest.mark.parametrize("text", ["٥٢٥٠٠ درهم", "a\nb", "\x9b31m", "\u2028", "\udcff", "\uffff", "é"])
def test_any_text_stands_in_one_line_of_utf8_and_reads_back(text):
    line = line_of({"text": text})

    assert json.loads(line) == {"text": text}
    assert len(line.encode("utf-8").decode().splitlines()) == 1
    assert "\x9b" not in line


def test_letters_of_all_scripts_stand_as_they_are():
    assert line_of({"text": "٥٢٥٠٠ é"}) == '{"text": "٥٢٥٠٠ é"}'
