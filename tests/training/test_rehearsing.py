"""Drawn lines hold a network to what it was, and only so much is kept as forgets nothing."""

from __future__ import annotations

from copy import deepcopy
from itertools import islice

import pytest

pytest.importorskip("torch")
import torch

from invoice_desk.reading.digits.model import read_card
from invoice_desk.reading.digits.model_files import CARD
from invoice_desk.training.keeping import SHARES, Keeper
from invoice_desk.training.live_model import network_of
from invoice_desk.training.rehearsing import Lesson, Rehearsal, lessons
from invoice_desk.training.shipped_lines import ShippedLines, read_lines
from invoice_desk.training.training import line_loss
from invoice_desk.workflow.digit_models import SHIPPED_FOLDER

CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def lines() -> ShippedLines:
    return read_lines(SHIPPED_FOLDER)


@pytest.fixture(scope="module")
def network():
    return network_of(SHIPPED_FOLDER).eval()


def first_lesson(lines: ShippedLines, seed: int = 3) -> Lesson:
    own = [(line, 1) for line in lines.judged[0]]
    return next(lessons(own, list(lines.learnt[0]), size=8, share=0.25, seed=seed))


@torch.no_grad()
def changed(network, much: float):
    torch.manual_seed(1)
    found = deepcopy(network)
    for one in found.parameters():
        one.add_(torch.randn_like(one) * much * one.std().nan_to_num(0))
    return found


def test_a_lesson_has_its_share_of_own_lines_and_is_the_same_again(lines: ShippedLines) -> None:
    one, again = first_lesson(lines), first_lesson(lines)
    assert (len(one.own.lengths), len(one.rehearsed.lengths)) == (2, 6)
    assert (one.own.strips == again.own.strips).all()
    assert (one.rehearsed.strips == again.rehearsed.strips).all()


def test_numbers_that_had_been_read_wrong_come_more_often(lines: ShippedLines) -> None:
    short, long = sorted(lines.judged[0], key=lambda line: len(line.text))[:: len(lines.judged[0]) - 1]
    made = lessons([(short, 1), (long, 9)], list(lines.learnt[0]), size=8, share=0.5, seed=3)
    lengths = [length for one in islice(made, 6) for length in one.own.lengths]
    assert sum(length >= len(long.text) for length in lengths) > 0.7 * len(lengths)


@torch.no_grad()
def test_to_be_unlike_before_costs_much(lines: ShippedLines, network) -> None:
    lesson, loss = first_lesson(lines), Rehearsal(network)
    own, drawn = (float(line_loss(network, part, CPU)) for part in (lesson.own, lesson.rehearsed))
    as_before = float(loss(network, lesson, CPU))
    assert as_before == pytest.approx(0.25 * own + 0.75 * 0.3 * drawn, rel=1e-3)
    assert float(loss(changed(network, 0.3), lesson, CPU)) > as_before + 0.3


def test_what_forgets_nothing_is_kept_whole_and_what_does_is_moved_back(lines: ShippedLines, network) -> None:
    keeper = Keeper(network, read_card(SHIPPED_FOLDER / CARD), lines.calibrating[:2])
    assert keeper.kept(network)[1] == 1.0
    spoilt = changed(network, 1.0)
    kept, share = keeper.kept(spoilt)
    assert share == SHARES[-1]
    (was, now, bad), *_ = zip(network.parameters(), kept.parameters(), spoilt.parameters(), strict=True)
    assert torch.allclose(now, (was + bad) / 2, atol=1e-5)
