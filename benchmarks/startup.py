"""Time to `invoice-desk --help` and to the first Record, as whole processes, beside a bare Python."""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median

from benchmarks.samples import SAMPLES

ROUNDS = 5
SLOW = ("cv2", "torch", "tesserocr", "PySide6", "numpy")
ONE = [str(SAMPLES / "en-marine-march.pdf"), "--template", str(SAMPLES / "en-marine.template.json"), "--json"]
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "invoice-desk --help": ["-m", "invoice_desk", "--help"],
    "invoice-desk extract ONE.pdf": ["-m", "invoice_desk", "extract", *ONE],
}


def main() -> None:
    """Print the median seconds of each and which slow modules --help imports."""
    for name, arguments in COMMANDS.items():
        times = [_seconds([sys.executable, *arguments]) for _ in range(ROUNDS)]
        print(f"  {name:<30} {median(times):6.2f} s")
    code = f"import sys, invoice_desk.cli; print([m for m in {SLOW!r} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    print(f"  slow modules imported by the command line: {found.stdout.strip()}")


def _seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
