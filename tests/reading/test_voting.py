import pytest
from fake_engines import word
from hypothesis import given
from hypothesis import strategies as st

from invoice_desk.reading.voting import Seen, elect, seen

texts = st.text(st.sampled_from("12 3\n"), min_size=1, max_size=4).filter(str.strip)
candidates = st.builds(Seen, texts, st.floats(0, 1), st.just((word("1"),)))


def look_at(text: str, confidence: float) -> Seen:
    return Seen(text, confidence, (word(text, confidence),))


def test_no_words_give_nothing_and_no_candidates_elect_nothing():
    assert seen([]) is None
    assert elect([]) is None


def test_words_become_lines_and_long_words_weigh_more():
    found = seen([word("a", 0.1), word("bcd", 0.9, x=20), word("ef", 0.5, line=3)])

    assert found is not None
    assert found.text == "a bcd\nef"
    assert found.confidence == pytest.approx((0.1 + 3 * 0.9 + 2 * 0.5) / 6)


def test_arabic_words_are_joined_from_the_right_wherever_the_engine_put_them():
    found = seen([word("النور", x=10), word("شركة", x=80)])

    assert found is not None
    assert found.text == "شركة النور"
    assert [one.text for one in found.words] == ["شركة", "النور"]


def test_the_text_of_the_majority_wins_over_one_surer_look():
    elected = elect([look_at("12", 0.7), look_at("17", 0.9), look_at("12", 0.8)])

    assert elected is not None
    assert elected.text == "12"


def test_two_unsure_looks_do_not_outvote_a_sure_one():
    elected = elect([look_at("1l", 0.3), look_at("1l", 0.3), look_at("11", 0.9)])

    assert elected is not None
    assert elected.text == "11"


def test_blanks_do_not_part_two_texts_and_the_surest_spelling_is_given():
    elected = elect([look_at("12 34", 0.8), look_at("1234", 0.9)])

    assert elected is not None
    assert elected.text == "1234"
    assert elected.confidence == pytest.approx(0.85)


def test_disagreement_lowers_the_confidence():
    agreed = elect([look_at("12", 0.9), look_at("12", 0.9)])
    split = elect([look_at("12", 0.9), look_at("13", 0.9)])

    assert agreed is not None
    assert split is not None
    assert agreed.confidence == pytest.approx(0.9)
    assert split.confidence == pytest.approx(0.9 * 0.75)


@given(st.lists(candidates, min_size=1, max_size=6))
def test_the_elected_text_is_one_that_was_seen_and_is_never_surer_than_its_looks(given):
    elected = elect(given)

    assert elected is not None
    agreeing = [one for one in given if one.text.split() == elected.text.split()]
    assert any(one.text == elected.text for one in agreeing)
    folded = ["".join(one.text.split()) for one in given]
    own = "".join(elected.text.split())
    surest = max(one.confidence for one, text in zip(given, folded, strict=True) if text == own)
    assert 0 <= elected.confidence <= surest + 1e-9


@given(st.lists(candidates, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_confidence_does_not_depend_on_the_order_of_the_looks(given, random):
    shuffled = list(given)
    random.shuffle(shuffled)

    one, other = elect(given), elect(shuffled)

    assert one is not None
    assert other is not None
    weights = {}
    for each in given:
        key = "".join(each.text.split())
        weights[key] = weights.get(key, 0) + each.confidence**2
    is_tie = sorted(weights.values())[-2:-1] == [pytest.approx(max(weights.values()))]
    assert is_tie or one.confidence == pytest.approx(other.confidence)
