"""A trained band network becomes the model file that is shipped, with its card."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch

from invoice_desk.imaging.band_views import MAX_VIEW, VIEW_ROWS
from invoice_desk.reading.digits.band_model import BAND_CARD, BAND_FORMAT, BAND_MODEL, BandCard
from invoice_desk.training.band_network import HINTS, BandNetwork, BandNetworkSize
from invoice_desk.training.fonts import FontFile
from invoice_desk.training.learning import load_state, weights_of
from invoice_desk.training.shipping import facts_of, write_card, write_model

_MAX_VIEWS = 512


def ship_bands(state: Path, folder: Path, fonts: Sequence[FontFile]) -> BandCard:
    """Write BAND_MODEL and BAND_CARD of a training's STATE to `folder`; return the card.

    fonts: of all splits, named on the card. Raises BadFile, NotWritten.
    """
    kept = load_state(state)
    network = BandNetwork(BandNetworkSize(**kept["recipe"]["size"]))
    network.load_state_dict(weights_of(kept))
    views = torch.export.Dim("views", min=1, max=_MAX_VIEWS)
    columns = torch.export.Dim("columns", min=4, max=MAX_VIEW // 4)
    example = (torch.zeros(2, 2, VIEW_ROWS, 64), torch.zeros(2, HINTS))
    write_model(
        folder / BAND_MODEL, network, example, {"views": {0: views, 3: 4 * columns}, "hints": {0: views}}
    )
    card = BandCard(format=BAND_FORMAT, **facts_of(folder / BAND_MODEL, kept, fonts))
    write_card(card, folder / BAND_CARD)
    return card
