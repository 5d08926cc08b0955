"""Fonts are parted by family, and what does not look as it is called is left out."""

from pathlib import Path

import pytest

from invoice_desk.errors import BadSetting, MissingPart
from invoice_desk.training.font_folders import fonts_of
from invoice_desk.training.fonts import ACCEPTANCE, VALIDATION, Split, find_fonts, split_of


def test_no_family_is_in_two_splits():
    assert not ACCEPTANCE & VALIDATION
    assert {split_of(one) for one in ACCEPTANCE} == {Split.ACCEPTANCE}
    assert {split_of(one) for one in VALIDATION} == {Split.VALIDATION}
    assert split_of("amiri") is Split.TRAIN


def test_fourteen_families_are_kept_for_acceptance():
    assert len(ACCEPTANCE) == 14


def test_fonts_say_what_they_can_draw(fonts):
    amiri = next(one for one in fonts if one.path.name == "Amiri-Regular.ttf")

    assert (amiri.family, amiri.split) == ("amiri", Split.TRAIN)
    assert amiri.has_arabic
    assert amiri.has_persian
    assert "٫" in amiri.chars


def test_what_is_no_font_is_passed_over(tmp_path: Path):
    (tmp_path / "broken.ttf").write_bytes(b"\x00\x01\x00\x00nonsense")
    (tmp_path / "empty.otf").touch()

    assert find_fonts(tmp_path) == ()


def test_a_folder_without_such_fonts_says_where_to_get_some(tmp_path: Path):
    with pytest.raises(MissingPart, match="get-fonts"):
        fonts_of(tmp_path, "train")


def test_an_unknown_split_names_the_known_ones(tmp_path: Path):
    with pytest.raises(BadSetting, match="train, validation, acceptance"):
        fonts_of(tmp_path, "test")
