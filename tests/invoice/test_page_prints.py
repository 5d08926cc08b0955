import random

import pytest

from invoice_desk.invoice.page_prints import (
    BAND_BITS,
    BANDS,
    CODES,
    FRAMES,
    SAME_PAGE,
    bands,
    difference,
)

PLANE, ROW = CODES // 4, BANDS * BAND_BITS // 4
"""Hex digits of a bit plane and of a row of bands."""


def fingerprint_of(upper=(0, 0), lower=(0, 0), row=(0, 0)):
    prints = (
        f"{up:0{PLANE}x}{low:0{PLANE}x}{bits:0{ROW}x}"
        for up, low, bits in zip(upper, lower, row, strict=True)
    )
    return "1:" + "".join(prints)


def any_fingerprint(seed):
    chance = random.Random(seed)
    planes = [(chance.getrandbits(CODES), chance.getrandbits(CODES)) for _ in range(2)]
    rows = (chance.getrandbits(BANDS * BAND_BITS), chance.getrandbits(BANDS * BAND_BITS))
    return fingerprint_of(*planes, rows)


def test_a_page_does_not_differ_from_itself_and_unlike_pages_differ_wholly():
    one, other = any_fingerprint(1), any_fingerprint(2)

    assert difference(one, one) == 0.0
    assert difference(one, other) == difference(other, one) > 0.7


def test_only_a_code_that_is_opposite_counts_and_the_nearer_of_two_frames():
    alike = fingerprint_of()
    one_step = fingerprint_of(upper=(0b111, 0b111))
    opposite = fingerprint_of(upper=(0b111, 0b111), lower=(0b111, 0b001))

    assert difference(alike, one_step) == 0.0
    assert difference(alike, opposite) == pytest.approx(4 / CODES)
    assert difference(alike, fingerprint_of(upper=(255, 0), lower=(255, 0))) == 0.0


def test_a_blank_page_is_like_no_other_and_has_nothing_to_look_up():
    assert difference("", "") == difference("", fingerprint_of()) == 1.0 > SAME_PAGE
    assert bands("") == ()


def test_bands_are_distinct_numbers_of_31_bits_and_a_changed_bit_touches_one():
    one, other = fingerprint_of(), fingerprint_of(row=(1, 0))

    assert len(set(bands(one))) == FRAMES * BANDS
    assert all(0 <= number < 1 << 31 for number in bands(one))
    assert len(set(bands(one)) & set(bands(other))) == FRAMES * BANDS - 1


def test_unlike_pages_share_no_band():
    kept = [set(bands(any_fingerprint(seed))) for seed in range(300)]
    sharing = sum(not one.isdisjoint(other) for at, one in enumerate(kept) for other in kept[:at])

    assert sharing <= 1  # of 44,850 pairs


@pytest.mark.parametrize("text", ["1:", "2:" + "0" * 1016, "1:" + "0" * 1015 + "g", "nonsense"])
def test_what_is_no_fingerprint_is_refused(text):
    with pytest.raises(ValueError, match=r"fingerprint|invalid literal"):
        difference(text, text)
    with pytest.raises(ValueError, match=r"fingerprint|invalid literal"):
        bands(text)
