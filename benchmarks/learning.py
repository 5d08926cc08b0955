"""What the digits reader learns from a desk's own corrections: numbers in a peculiar print, before and after.

Each print is a font that is drawn so condensed that the shipped model misread it, before such print was
widened. Fifteen invoices of six numbers are taken into a desk, read, corrected where they were read wrong,
and accepted; then the desk learns at the defaults. Own numbers are those of invoices that are never learnt
from, drawn numbers the shipped ones that are never learnt from. Seeded.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import cv2

from benchmarks import peculiar
from invoice_desk.training.epochs import EpochFigures
from invoice_desk.workflow import learning
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.learning import Evaluated, Learnt, Stage, Step
from invoice_desk.workflow.settings import Settings


def main() -> None:
    """Print what each print came to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fonts", type=Path, default=Path(".setup/fonts"), help="from setup/get-fonts")
    parser.add_argument("--print", dest="name", choices=list(peculiar.PRINTS), help="one alone")
    arguments = parser.parse_args()
    cv2.setNumThreads(1)

    for name in [arguments.name] if arguments.name else list(peculiar.PRINTS):
        with tempfile.TemporaryDirectory() as folder:
            _learn(name, peculiar.PRINTS[name], arguments.fonts, Path(folder))


def _learn(name: str, drawn_by: peculiar.Print, fonts: Path, folder: Path) -> None:
    desk = Desk.open(folder / "desk", Settings(), who="benchmark")
    try:
        wrong = peculiar.fill(desk, drawn_by, fonts, folder / "in")
        print(f"{name}: {wrong} of {peculiar.INVOICES * peculiar.NUMBERS} numbers read wrong and corrected")
        _print_learning(desk)
    finally:
        desk.close()


def _print_learning(desk: Desk) -> None:
    started, busy, steps = time.perf_counter(), time.process_time(), 0
    for event in learning.learn_digits(desk):
        if isinstance(event, Step) and event.stage is Stage.LEARNING:
            steps = event.done
        elif isinstance(event, EpochFigures) and event.number == event.epochs:
            print(f"  {event.epochs} epochs, {steps} steps, mean loss of the last {event.loss:.3f}")
        elif isinstance(event, Learnt):
            seconds, busy = time.perf_counter() - started, time.process_time() - busy
            _print_parts(event.before, event.after)
            print(f"  {event.verdict.value}, {'in use' if event.is_in_use else 'kept aside'}")
            print(f"  {seconds:.0f} s, of which {busy:.0f} s of one core, judging and calibrating included")


def _print_parts(before: Evaluated, after: Evaluated) -> None:
    for words, was, now in (("own", before.own, after.own), ("drawn", before.made, after.made)):
        if was is not None and now is not None:
            print(f"  {words} numbers exact: {was.exact} of {was.numbers} before, {now.exact} after")


if __name__ == "__main__":
    main()
