"""A trained glyph network becomes the model file that is shipped, with its card."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch

from invoice_desk.imaging.glyph_windows import CHANNELS, COLUMNS, MEASURES
from invoice_desk.imaging.splitting import ROWS
from invoice_desk.reading.digits.glyph_model import GLYPH_CARD, GLYPH_FORMAT, GLYPH_MODEL, GlyphCard
from invoice_desk.training.fonts import FontFile
from invoice_desk.training.glyph_network import GlyphNetwork, GlyphNetworkSize
from invoice_desk.training.learning import load_state, weights_of
from invoice_desk.training.shipping import facts_of, write_card, write_model

_MAX_GLYPHS = 4_096


def ship_glyphs(state: Path, folder: Path, fonts: Sequence[FontFile]) -> GlyphCard:
    """Write GLYPH_MODEL and GLYPH_CARD of a training's STATE to `folder`; return the card.

    fonts: of all splits, named on the card. Raises BadFile, NotWritten.
    """
    kept = load_state(state)
    network = GlyphNetwork(GlyphNetworkSize(**kept["recipe"]["size"]))
    network.load_state_dict(weights_of(kept))
    glyphs = torch.export.Dim("glyphs", min=1, max=_MAX_GLYPHS)
    example = (torch.zeros(2, CHANNELS, ROWS, COLUMNS), torch.zeros(2, MEASURES))
    write_model(folder / GLYPH_MODEL, network, example, {"windows": {0: glyphs}, "measures": {0: glyphs}})
    card = GlyphCard(format=GLYPH_FORMAT, **facts_of(folder / GLYPH_MODEL, kept, fonts))
    write_card(card, folder / GLYPH_CARD)
    return card
