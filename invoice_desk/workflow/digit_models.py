"""Which model reads the digits of a desk: the one that is shipped, or one that learnt from its people."""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from invoice_desk.errors import BadFile, NotWritten, Problem, Refused
from invoice_desk.files import write_text_whole
from invoice_desk.reading.digits.model_files import CARD, MODEL, check_model
from invoice_desk.shipped import shipped

SHIPPED_FOLDER = shipped("models")
"""Where the trained classifier and its card lie, and the lines that it is judged by."""

SHIPPED = ""
"""The name of the model that came with the program."""

_LOG = logging.getLogger(__name__)
_CHOSEN = "chosen.json"
_BROKEN = "broken.json"
_OWN = "own-"
_REMEDY = "open Digits and delete it, or choose another model there"


@dataclass(frozen=True, slots=True)
class DigitModelFile:
    """One model of a desk. name: SHIPPED, or that of its folder; facts: what its card says of its learning;
    problem: why it cannot be used, None where it can.
    """

    name: str
    folder: Path
    made: str
    is_in_use: bool
    facts: Mapping[str, Any]
    problem: Problem | None = None

    @property
    def number(self) -> int:
        """The number of a person's own model, from 1; 0 for the shipped one."""
        return _number(self.name)


class DigitModels:
    """The models of one desk. Each change is on the disk when it returns."""

    def __init__(self, folder: Path) -> None:
        """folder: of the desk's own models; it is not made by asking."""
        self._folder = folder

    def all(self) -> list[DigitModelFile]:
        """Return the shipped model and then a person's own, oldest first."""
        return [self._shown(name) for name in self._names()]

    def in_use(self) -> DigitModelFile:
        """Return the model that was chosen, the shipped one where none was or it is gone."""
        return self._shown(self._chosen())

    def readable(self) -> Path:
        """Return the folder of the model to read by: the shipped one where the chosen one is broken."""
        chosen = self.in_use()
        if chosen.problem is not None:
            _LOG.warning("%s; the shipped model reads", chosen.problem)
            return SHIPPED_FOLDER
        return chosen.folder

    def problem(self) -> Problem | None:
        """Return why the chosen model does not read, though it was chosen; None where it does."""
        return self.in_use().problem

    def note_broken(self, name: str, error: BadFile) -> None:
        """Remember that a model cannot be loaded, which is known only once it was tried; so it is told.

        What another version of PyTorch could not load is tried again.
        """
        note = {"torch": _torch(), "what": error.problem.what}
        try:
            write_text_whole(self._folder / name / _BROKEN, json.dumps(note) + "\n")
        except NotWritten as unwritten:
            _LOG.warning("%s", unwritten)

    def choose(self, name: str) -> None:
        """Read by this model from the next job on. Raises Refused where it is gone or broken, NotWritten."""
        model = self._shown(name) if name in self._names() else None
        if model is None or model.problem is not None:
            what = model.problem.what if model is not None and model.problem is not None else "is not there"
            raise Refused(f"the model {what}", where=name, remedy="choose another model")
        now = self._chosen()
        if name != now:
            self._keep(name, [*self._earlier(), now])

    def before(self) -> str | None:
        """Return the name of the model that read before the one in use; None where there was none."""
        names = self._names()
        return next((name for name in reversed(self._earlier()) if name in names), None)

    def go_back(self) -> None:
        """Read by the model that read before. Raises Refused where there was none, NotWritten."""
        name = self.before()
        if name is None:
            raise Refused("there is no model before this one")
        earlier = self._earlier()
        at = len(earlier) - 1 - earlier[::-1].index(name)
        self._keep(name, earlier[:at])

    def delete(self, name: str) -> None:
        """Delete an own model; where it was in use, the shipped one reads. Raises Refused, NotWritten."""
        if name == SHIPPED or name not in self._names():
            raise Refused("only a model of your own can be deleted", where=name)
        if name == self._chosen():
            self._keep(SHIPPED, [one for one in self._earlier() if one != name])
        try:
            shutil.rmtree(self._folder / name)
        except OSError as error:
            raise NotWritten(f"cannot be deleted: {error.strerror}", where=self._folder / name) from error

    @contextmanager
    def making(self) -> Iterator[Path]:
        """Give a folder in which a model is made; it is gone afterwards, unless `keep` took it."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            folder = Path(tempfile.mkdtemp(prefix=".learning-", dir=self._folder))
        except OSError as error:
            raise NotWritten(f"cannot be written: {error.strerror}", where=self._folder) from error
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def keep(self, made: Path, name: str) -> None:
        """Take a model that was made among the models. Raises NotWritten."""
        try:
            made.rename(self._folder / name)
        except OSError as error:
            raise NotWritten(f"cannot be written: {error.strerror}", where=self._folder / name) from error

    def next_name(self) -> str:
        """Return the name of the next model of a person's own; none is given twice in a row."""
        numbers = [_number(path.name) for path in self._folder.glob(f"{_OWN}*")]
        used = [_number(name) for name in (*self._earlier(), self._chosen())]
        return f"{_OWN}{max([0, *numbers, *used]) + 1}"

    def _names(self) -> list[str]:
        found = [path.name for path in self._folder.glob(f"{_OWN}*") if path.is_dir() and _number(path.name)]
        return [SHIPPED, *sorted(found, key=_number)]

    def _shown(self, name: str) -> DigitModelFile:
        from invoice_desk.reading.digits.model import read_card  # OpenCV is not on the way to the window

        folder = SHIPPED_FOLDER if name == SHIPPED else self._folder / name
        is_in_use = name == self._chosen()
        try:
            card = read_card(folder / CARD)
            check_model(folder / MODEL, card)
            if name != SHIPPED:
                _check_loading(folder)
        except BadFile as error:
            return DigitModelFile(name, folder, "", is_in_use, {}, _named(error.problem))
        facts = card.model_extra or {}
        return DigitModelFile(name, folder, str(facts.get("made", "")), is_in_use, facts)

    def _chosen(self) -> str:
        name = self._state().get("model")
        return name if isinstance(name, str) and name in self._names() else SHIPPED

    def _earlier(self) -> list[str]:
        found = self._state().get("earlier")
        return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []

    def _state(self) -> Mapping[str, Any]:
        return _read_facts(self._folder / _CHOSEN)

    def _keep(self, name: str, earlier: list[str]) -> None:
        state = {"model": name, "earlier": earlier[-20:]}
        write_text_whole(self._folder / _CHOSEN, json.dumps(state) + "\n")


def _number(name: str) -> int:
    tail = name.removeprefix(_OWN)
    return int(tail) if name.startswith(_OWN) and tail.isascii() and tail.isdecimal() else 0


def _check_loading(folder: Path) -> None:
    """Raise BadFile where this version of PyTorch was found unable to load a folder's model."""
    note = _read_facts(folder / _BROKEN)
    if note and note.get("torch") == _torch():
        raise BadFile(str(note.get("what")), where=folder / MODEL, remedy=_REMEDY)


def _read_facts(path: Path) -> Mapping[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _torch() -> str:
    """Return the version of PyTorch, which is not imported; "" for none."""
    try:
        return version("torch")
    except PackageNotFoundError:
        return ""


def _named(problem: Problem) -> Problem:
    return Problem(problem.kind, f"the chosen model of digits {problem.what}", problem.where, _REMEDY)
