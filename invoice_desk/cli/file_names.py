"""What files are called where many stand below each other: as short as tells them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path


def short_names(files: Sequence[str]) -> list[str]:
    """Return for each file its own name, with as many of its folders as no other file has alike.

    d1/march.pdf, d2/march.pdf and d2/april.pdf are d1/march.pdf, d2/march.pdf and april.pdf; a
    file that stands twice has the same name twice.
    """
    parts = {file: Path(file).parts for file in files}
    deepest = max((len(one) for one in parts.values()), default=0)
    shared = [Counter(one[-length:] for one in set(parts.values())) for length in range(1, deepest + 1)]

    def short(own: tuple[str, ...]) -> str:
        alone = (own[-length:] for length, count in enumerate(shared, 1) if count[own[-length:]] == 1)
        return str(Path(*next(alone, own)))

    return [short(parts[file]) for file in files]
