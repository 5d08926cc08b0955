"""How weights are changed: matrices by Muon, all else by AdamW; stopped and gone on with."""

from __future__ import annotations

from copy import deepcopy
from typing import cast

import pytest
import torch
from torch import nn

from invoice_desk.training.band_network import BandNetwork
from invoice_desk.training.glyph_network import GlyphNetwork
from invoice_desk.training.network import DigitNetwork
from invoice_desk.training.optimising import Optimisers

STEPS = 10


@pytest.fixture
def network() -> nn.Sequential:
    """Return four layers, in the memory order in which ours are trained."""
    torch.manual_seed(2)
    layers = nn.Sequential(
        nn.Conv2d(1, 6, 3), nn.Conv2d(6, 8, (2, 3)), nn.Flatten(), nn.Linear(8 * 3 * 2, 5), nn.Linear(5, 8)
    )
    return cast("nn.Sequential", layers.to(memory_format=torch.channels_last))  # type: ignore[call-overload]


def stepped(network: nn.Module, optimisers: Optimisers) -> None:
    torch.manual_seed(3)
    network(torch.rand(7, 1, 6, 6)).square().sum().backward()
    optimisers.step()


def changes(network: nn.Sequential, *, with_muon: bool = True) -> list[torch.Tensor]:
    """Return by how much a step of rate 0.01 changes the four weights."""
    before = deepcopy(network)
    optimisers = Optimisers(network, rate=0.01, steps=STEPS, with_muon=with_muon)
    stepped(network, optimisers)
    both = zip(_weights(network), _weights(before), strict=True)
    return [new.detach() - old.detach() for new, old in both]


def _weights(network: nn.Module) -> list[nn.Parameter]:
    return [one for one in network.parameters() if one.ndim > 1]


def _evenness(change: torch.Tensor) -> float:
    """Return the least singular value as a share of the largest: orthogonal matrices have 1."""
    values = torch.linalg.svdvals(change.flatten(1))
    return float(values[-1] / values[0])


def test_a_step_changes_inner_matrices_evenly_in_all_directions_and_first_and_last_ones_by_themselves(
    network,
):
    first, convolution, linear, last = changes(network)

    assert _evenness(convolution) > 0.3
    assert _evenness(linear) > 0.3
    assert _is_adamws(first)
    assert _is_adamws(last)


def test_without_muon_all_weights_change_as_by_adamw(network):
    assert all(_is_adamws(one) for one in changes(network, with_muon=False))


def test_gradients_are_forgotten_after_a_step(network):
    stepped(network, Optimisers(network, rate=0.01, steps=STEPS))

    assert all(one.grad is None for one in network.parameters())


@pytest.mark.parametrize("with_muon", [True, False])
def test_what_is_kept_of_a_training_goes_on_as_if_it_had_not_been_stopped(network, with_muon):
    optimisers = Optimisers(network, rate=0.01, steps=STEPS, with_muon=with_muon)
    for _ in range(3):
        stepped(network, optimisers)
    other = deepcopy(network)
    later = Optimisers(other, rate=0.01, steps=STEPS, with_muon=with_muon)
    later.load_state_dict(deepcopy(optimisers.state_dict()))

    for _ in range(3):
        stepped(network, optimisers)
        stepped(other, later)

    for one, same in zip(network.parameters(), other.parameters(), strict=True):
        assert torch.equal(one, same)


@pytest.mark.parametrize("network_of", [DigitNetwork, GlyphNetwork, BandNetwork])
def test_of_each_of_our_networks_the_inner_layers_learn_as_matrices(network_of):
    network = network_of().to(memory_format=torch.channels_last)
    before = deepcopy(network)
    optimisers = Optimisers(network, rate=0.01, steps=STEPS)
    for one in network.parameters():
        one.grad = torch.ones_like(one)

    optimisers.step()

    moved = {
        name: new.detach() - old.detach()
        for (name, new), old in zip(network.named_parameters(), before.parameters(), strict=True)
        if new.ndim > 1
    }
    evenly = [name for name, change in moved.items() if len(change) > 1 and not _is_adamws(change)]
    assert all(change.abs().max() > 0 for change in moved.values())
    inner = [name for name, one in network.named_parameters() if one.ndim > 1][1:-1]
    assert evenly == [name for name in inner if len(network.get_parameter(name)) > 1]


def test_a_network_whose_matrices_would_be_copies_is_refused():
    with pytest.raises(RuntimeError, match="view size is not compatible"):
        Optimisers(DigitNetwork(), rate=0.01, steps=STEPS)


def _is_adamws(change: torch.Tensor) -> bool:
    """Whether all weights changed by as much, as they do by AdamW's first step."""
    sizes = change.abs()
    return float(sizes.max()) < 1.05 * float(sizes.min())
