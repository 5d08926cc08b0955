"""Makes the samples anew: python -m resources.make_samples [FOLDER]."""

from __future__ import annotations

import sys
from pathlib import Path

from resources.make_samples.samples import SAMPLES
from resources.make_samples.writing import write_samples

SAMPLES_FOLDER = Path(__file__).resolve().parents[1] / "samples"


def main(arguments: list[str]) -> None:
    """Write all samples to the folder named, or to resources/samples."""
    folder = Path(arguments[0]) if arguments else SAMPLES_FOLDER
    size = 0
    for path in write_samples(folder, SAMPLES):
        size += path.stat().st_size
        print(f"{path.stat().st_size:>8} {path.name}")
    print(f"{size:>8} bytes in all")


if __name__ == "__main__":
    main(sys.argv[1:])
