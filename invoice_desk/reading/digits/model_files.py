"""Model files and their cards: checked before they are loaded, so that nothing foreign ever is."""

from __future__ import annotations

import hashlib
import json
import threading
import zipfile
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from invoice_desk.errors import BadFile, MissingPart
from invoice_desk.reading.digits.classes import CLASSES

MODEL, CARD = "arabic_digits.pt2", "arabic_digits.json"
"""The files of a model in its folder, and of what stands beside it."""

MAX_BYTES = 8 * 1024 * 1024
_MAX_UNPACKED = 4 * MAX_BYTES

REMEDY = "install Invoice Desk again, or make the model anew: invoice-desk digits train, then export"
"""What to do about a model that cannot be used."""

_LOADING = threading.Lock()
"""One model is loaded at a time: torch.export keeps the one it loads in a global (torch 2.13.0)."""


class ModelCard(BaseModel):
    """What stands beside any model file: its format, its hash and its classes."""

    model_config = ConfigDict(frozen=True, extra="allow")
    format: str
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    classes: tuple[str, ...]


C = TypeVar("C", bound=ModelCard)


def load_model(path: Path, card: ModelCard) -> Any:  # noqa: ANN401 - a module of PyTorch, which may not be there
    """Return the network of a model file that `torch.export` wrote, ready to be called.

    Raises BadFile where it is not the one of the card; MissingPart without PyTorch.
    """
    check_model(path, card)
    try:
        import torch
    except ImportError as error:
        raise MissingPart("PyTorch is not installed", remedy="pip install torch==2.13.0") from error
    try:
        with _LOADING:
            network: Any = torch.export.load(path).module()
    except Exception as error:
        raise BadFile("cannot be loaded as a model", where=path, remedy=REMEDY) from error
    return network.to(memory_format=torch.channels_last)  # convolutions are faster so


def read_card_as(path: Path, kind: type[C]) -> C:
    """Return a model's card. Raises BadFile where it is missing, no card of the kind, or of other classes."""
    try:
        card = kind.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError) as error:
        raise BadFile("is not there or no card of a digit model", where=path, remedy=REMEDY) from error
    if card.classes != CLASSES:
        raise BadFile("is of a model with other classes", where=path, remedy=REMEDY)
    return card


def check_model(path: Path, card: ModelCard) -> None:
    """Raise BadFile where a model file is not the one of the card, or holds anything pickled."""
    try:
        content = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
    except OSError as error:
        raise BadFile(f"cannot be read: {error.strerror}", where=path, remedy=REMEDY) from error
    if hashlib.sha256(content).hexdigest() != card.sha256:
        raise BadFile("is not the model that its card describes", where=path, remedy=REMEDY)
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(one.file_size for one in archive.infolist()) > _MAX_UNPACKED:
                raise BadFile("is too large unpacked for a digit model", where=path, remedy=REMEDY)
            is_pickled = any(_has_pickled(json.loads(archive.read(name))) for name in _configs(archive))
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise BadFile("is no model of torch.export", where=path, remedy=REMEDY) from error
    if is_pickled:
        raise BadFile("holds pickled objects, which are never loaded", where=path, remedy=REMEDY)


def _configs(archive: zipfile.ZipFile) -> list[str]:
    """Return the names of the archive's lists of weights and constants. Raises ValueError for none."""
    names = [one for one in archive.namelist() if one.endswith("_config.json")]
    if not names:
        raise ValueError("no lists of weights")
    return names


def _has_pickled(config: Any) -> bool:  # noqa: ANN401 - any JSON
    if isinstance(config, dict):
        return config.get("use_pickle") is True or any(map(_has_pickled, config.values()))
    return isinstance(config, list) and any(map(_has_pickled, config))
