"""The batch that benchmarks.killing kills: DESK FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.killing import run_batch

if __name__ == "__main__":
    run_batch(*map(Path, sys.argv[1:]))
