"""How many invoices are read at once."""

from __future__ import annotations

import os


def default_threads() -> int:
    """Return how many threads a batch uses: the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
