"""Peak memory of reading documents, and whether it grows: after 100 documents and after 1,000.

Reads the eight Latin fields of the A4 page at 200 dpi (picture) and of a born-digital PDF in
turn, on two threads; resident memory is that of this process and of those that render PDFs,
read from /proc, shared pages counted in each.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from benchmarks.samples import SAMPLES, eight_field_template
from invoice_desk.extraction.batch import Job, extract_all
from invoice_desk.invoice.record import Record
from invoice_desk.store.template_files import read_template
from invoice_desk.workflow.readers import build_readers
from invoice_desk.workflow.settings import Settings

THREADS = 2
EARLY, LATE = 100, 1_000


def main() -> None:
    """Print resident memory in MB after EARLY and LATE documents, and the peak."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=LATE)
    total = parser.parse_args().documents
    readers = build_readers(Settings())
    early = late = 0.0
    done = 0
    for event in extract_all(_jobs(total), readers, threads=THREADS):
        if isinstance(event, Record):
            done += 1
            early = resident("VmRSS") if done == EARLY else early
            late = resident("VmRSS") if done == total else late
    print(f"{done} documents on {THREADS} threads; torch imported: {'torch' in sys.modules}")
    print(f"  resident after {EARLY:5d}: {early:6.1f} MB")
    print(f"  resident after {total:5d}: {late:6.1f} MB  ({100 * (late / early - 1):+.1f} %)")
    print(f"  peak:                {resident('VmHWM'):6.1f} MB")


def _jobs(total: int) -> list[Job]:
    picture = (SAMPLES / "en-printing-may.png", eight_field_template())
    born_digital = (SAMPLES / "en-marine-march.pdf", read_template(SAMPLES / "en-marine.template.json"))
    return [picture if number % 2 else born_digital for number in range(total)]


def resident(key: str) -> float:
    """Return a figure of /proc/PID/status in MB, summed over this process and its PDF processes."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()
    return sum(_status(process, key) for process in ["self", *children])


def _status(process: str, key: str) -> float:
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{key}:"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main()
