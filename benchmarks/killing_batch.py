"""The batch that benchmarks.killing kills: DESK FOLDER [HOW MANY]."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.killing import run_batch

if __name__ == "__main__":
    root, folder, *many = sys.argv[1:]
    run_batch(Path(root), Path(folder), **({"many": int(many[0])} if many else {}))
