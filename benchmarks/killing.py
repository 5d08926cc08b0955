"""Kills the program at random moments of a batch, again and again, and looks what became of the desk.

Every document must be read once, none lost, none doubled; every correction that a person made in the
meantime must still be there; the database must pass its own check.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from invoice_desk.invoice.fields import Field, FieldKind
from invoice_desk.invoice.filed import State
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.template import PageSize, Template
from invoice_desk.store.change import What, history_of
from invoice_desk.store.corrections import Spot, corrections_of
from invoice_desk.store.database import Connection
from invoice_desk.store.searching import Filter, count_states, find, find_ids
from invoice_desk.store.sqlite_copy import check_database
from invoice_desk.store.template_files import write_template
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.queue import read_waiting
from invoice_desk.workflow.reviewing import correct
from invoice_desk.workflow.settings import Settings
from invoice_desk.workflow.taking_in import arrival_of, take_in
from invoice_desk.workflow.templates import import_templates

ROUNDS, DOCUMENTS = 100, 200
WIDTH, HEIGHT = 640, 160
SPOT = Spot("number")
_MANY = 1_000_000
_EARLY = 0.2


@dataclass
class Outcome:
    """What was found in the end. lost, doubled, unread: documents; undone: corrections that are gone."""

    rounds: int
    kills_while_reading: int
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    corrections: int = 0
    undone: list[int] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether nothing was lost, doubled, left unread or undone."""
        return not (self.lost or self.doubled or self.unread or self.undone)


def main() -> None:
    """Print what became of a desk that was killed so often; end with 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        outcome = kill_and_look(
            Path(name), rounds=arguments.rounds, documents=arguments.documents, seed=arguments.seed
        )
    print(
        f"killed {outcome.rounds} times, {outcome.kills_while_reading} times while a document was being read"
    )
    print(
        f"  {arguments.documents} documents: {len(outcome.lost)} lost, {len(outcome.doubled)} doubled,",
        end=" ",
    )
    print(f"{len(outcome.unread)} unread or read twice")
    print(f"  {outcome.corrections} corrections made between the kills: {len(outcome.undone)} gone")
    print("  the database passes its check")
    sys.exit(0 if outcome.is_clean else 1)


def kill_and_look(folder: Path, *, rounds: int, documents: int, seed: int) -> Outcome:
    """Run a batch in `folder`, kill it `rounds` times, let it end, and return what became of it."""
    chance = random.Random(seed)
    files = draw_invoices(folder / "in", documents)
    root = folder / "desk"
    with closing(Desk.open(root, Settings(), who="person")) as desk:
        import_templates(desk, [folder / "in"])
    said: dict[int, str] = {}
    reading = 0
    for number in range(rounds):
        reading += _kill_once(root, folder / "in", chance, most=max(1, 2 * documents // rounds))
        check_database(root / "desk.sqlite3")
        _correct_one(root, said, f"SAID-{number}", chance)
    subprocess.run(_command(root, folder / "in"), check=True)
    check_database(root / "desk.sqlite3")
    return _look(root, [file.name for file in files], said, Outcome(rounds, reading))


def draw_invoices(folder: Path, many: int) -> list[Path]:
    """Write `many` small invoices with numbers of their own, and the template that reads them."""
    folder.mkdir(parents=True)
    font = ImageFont.truetype("DejaVuSans.ttf", 26)
    files = []
    for number in range(many):
        page = Image.new("L", (WIDTH, HEIGHT), 255)
        ImageDraw.Draw(page).text((20, 20), f"INV-{number:05d}", fill=0, font=font)
        ImageDraw.Draw(page).text((20, 90), f"{number * 7919 % 9973}.50", fill=0, font=font)
        files.append(folder / f"small-{number:05d}.png")
        page.save(files[-1])
    fields = (
        Field(name="number", kind=FieldKind.IDENTIFIER, box=Box(10, 8, 400, 64)),
        Field(name="total", kind=FieldKind.AMOUNT, box=Box(10, 78, 400, 134)),
    )
    template = Template(name="small", page=PageSize(width=WIDTH, height=HEIGHT), fields=fields)
    write_template(folder / "small.template.json", template)
    return files


def run_batch(root: Path, folder: Path) -> None:
    """Do what is killed: take all files in and read what waits."""
    with closing(Desk.open(root, Settings(), who="batch")) as desk:
        for _ in take_in(desk, [arrival_of(file) for file in sorted(folder.glob("*.png"))]):
            pass
        for _ in read_waiting(desk):
            pass


def _command(root: Path, folder: Path) -> list[str]:
    return [sys.executable, "-m", "benchmarks.killing_batch", str(root), str(folder)]


def _kill_once(root: Path, folder: Path, chance: random.Random, *, most: int) -> bool:
    """Start the batch and kill it at a random moment; return whether a document was being read just then.

    The moment lies up to 150 ms behind that at which a random number of documents, at most `most`, were
    read since the start; in one round of five it is any of the first two seconds, while the program starts.
    """
    with closing(Desk.open(root, Settings(), who="person")) as desk:
        wanted = _count(desk, State.REVIEW) + chance.randint(0, most)
        end = time.monotonic() + chance.uniform(0, 2) if chance.random() < _EARLY else float("inf")
        child = subprocess.Popen(_command(root, folder))
        while child.poll() is None and time.monotonic() < end and _count(desk, State.REVIEW) < wanted:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.15))
        child.kill()
        if child.wait() > 0:
            raise RuntimeError("the batch failed by itself, which no kill made it do")
        return _count(desk, State.READING) > 0


def _count(desk: Desk, state: State) -> int:
    with desk.reading() as connection:
        return count_states(connection).get(state, 0)


def _correct_one(root: Path, said: dict[int, str], text: str, chance: random.Random) -> None:
    """Correct the number of one invoice that was read, as a person does between two crashes."""
    with closing(Desk.open(root, Settings(), who="person")) as desk:
        with desk.reading() as connection:
            there = find(connection, Filter(states=frozenset({State.REVIEW})), limit=_MANY)
        if there:
            key = chance.choice(there).id
            correct(desk, key, SPOT, text)
            said[key] = text


def _look(root: Path, names: list[str], said: dict[int, str], outcome: Outcome) -> Outcome:
    with closing(Desk.open(root, Settings(), who="person")) as desk, desk.reading() as connection:
        everything = [
            *find(connection, Filter(), limit=_MANY),
            *find(connection, Filter(states=frozenset({State.DUPLICATE, State.REJECTED})), limit=_MANY),
        ]
        counted = Counter(one.name for one in everything)
        outcome.lost = [name for name in names if not counted[name]]
        outcome.doubled = [name for name, many in counted.items() if many > 1]
        for one in everything:
            reads = [event for event in history_of(connection, one.id) if event.what is What.READ]
            if len(reads) != 1 or one.state is not State.REVIEW:
                outcome.unread.append(f"{one.name}: {one.state}, read {len(reads)} times, {one.problem}")
        numbers = {one.id: one for one in everything}
        outcome.corrections = len(said)
        outcome.undone = [key for key, text in said.items() if text not in _texts(connection, key)]
        missing = set(find_ids(connection, Filter())) - set(numbers)
        outcome.lost += [f"invoice {key}" for key in missing]
    return outcome


def _texts(connection: Connection, key: int) -> set[str]:
    return {kept.correction.text for kept in corrections_of(connection, [key]).get(key, {}).values()}


if __name__ == "__main__":
    main()
