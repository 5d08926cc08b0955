import random

import pytest

from invoice_desk.invoice.page_prints import CODES, SAME_PAGE, difference

PLANE = CODES // 4
"""Hex digits of a bit plane."""


def fingerprint_of(upper=(0, 0), lower=(0, 0)):
    prints = (f"{up:0{PLANE}x}{low:0{PLANE}x}" for up, low in zip(upper, lower, strict=True))
    return "1:" + "".join(prints)


def any_fingerprint(seed):
    chance = random.Random(seed)
    return fingerprint_of(*((chance.getrandbits(CODES), chance.getrandbits(CODES)) for _ in range(2)))


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


def test_a_blank_page_is_like_no_other():
    assert difference("", "") == difference("", fingerprint_of()) == 1.0 > SAME_PAGE


@pytest.mark.parametrize("text", ["1:", "2:" + "0" * 768, "1:" + "0" * 767 + "g", "nonsense"])
def test_what_is_no_fingerprint_is_refused(text):
    with pytest.raises(ValueError, match=r"fingerprint|invalid literal"):
        difference(text, text)
