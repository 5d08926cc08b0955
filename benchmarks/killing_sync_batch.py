"""The sync that benchmarks.killing_sync kills: DESK FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.killing_sync import run_sync

if __name__ == "__main__":
    run_sync(*map(Path, sys.argv[1:]))
