"""A folder that is watched: a file is taken when it has stopped growing, once, however it is called later."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from invoice_desk.intake.copying import copy_file, move_aside
from invoice_desk.intake.faults import Gone, RightsRefused, TryLater
from invoice_desk.intake.kinds import is_invoice_name
from invoice_desk.intake.names import plain_name, short_id
from invoice_desk.intake.pacing import Sleep, sleeping
from invoice_desk.intake.source import Fetched, Found, Listing, Report, State

STILL = 2.0
"""Seconds for which a file must keep its size and time before it is taken."""

_ON_A_PAGE = 500
_PASSED_OVER = (".", "~", "$")  # hidden files, and what Office and others write while a file is open


@dataclass(frozen=True, slots=True)
class Watched:
    """Which folder is watched. move_to: where a file goes once it is on the desk, None leaves it there.

    but: a folder whose files are never taken, such as the desk's own, None for none.
    """

    root: Path
    is_deep: bool = True
    move_to: Path | None = None
    but: Path | None = None


@dataclass(frozen=True, slots=True)
class _Look:
    """What a file looked like at one moment."""

    path: Path
    size: int
    time: int

    @property
    def version(self) -> str:
        return f"{self.size}-{self.time}"


class Folder:
    """A folder as a source. It remembers what it told, so that a later look tells only what has changed."""

    has_own_ids = False

    def __init__(self, watched: Watched, *, sleep: Sleep | None = None, still: float = STILL) -> None:
        self._watched, self._sleep, self._still = watched, sleep or sleeping(), still
        self._there: dict[str, _Look] = {}
        self._told: dict[str, _Look] = {}
        self._is_first, self._root = True, ""

    def list_changes(self, state: State) -> Iterator[Listing]:
        """Give the files that are new or changed and have stopped growing, and the ids of those gone.

        The first time all that are there. Raises TryLater where the folder is not there, as a network
        share that is away, and RightsRefused where it cannot be read: then nothing is taken for gone.
        """
        there, is_whole = self._scan()
        state = self._of_root(state, there)
        growing = self._still_growing(there)
        self._there = there
        fresh = [key for key, look in there.items() if key not in growing and self._told.get(key) != look]
        removed = tuple(key for key in self._told if key not in there) if is_whole else ()
        pages = [fresh[at : at + _ON_A_PAGE] for at in range(0, len(fresh), _ON_A_PAGE)] or [[]]
        for number, page in enumerate(pages, start=1):
            is_last = number == len(pages)
            yield Listing(
                tuple(_found(key, there[key]) for key in page),
                dict(state),
                removed=removed if is_last else (),
                is_complete=is_last and self._is_first and is_whole and not growing,
                has_more_soon=bool(growing),
            )
            self._told |= {key: there[key] for key in page}  # asked for more: the page is in the journal
        for key in removed:
            self._told.pop(key, None)
        self._is_first = self._is_first and (bool(growing) or not is_whole)

    def look_up(self, item: str) -> Found:
        """Return a file of the last look. Raises Gone."""
        if item not in self._there:
            raise Gone("is no longer in the folder", where=item)
        return _found(item, self._there[item])

    def fetch(self, found: Found, target: Path, report: Report) -> Fetched:
        """Copy a file. Raises TryLater where it changes meanwhile, Gone, RightsRefused, NotWritten."""
        look = self._there[found.id]
        copy_file(look.path, target, report, expected=(look.size, look.time))
        return Fetched(found.name)

    def settle(self, found: Found) -> None:
        """Move a file away that is on the desk, where that was chosen. Raises RightsRefused, TryLater."""
        look = self._there.get(found.id)
        if self._watched.move_to is None or look is None:
            return
        move_aside(look.path, self._watched.move_to, expected=(look.size, look.time))

    def close(self) -> None:
        """Do nothing: nothing is held."""

    def _still_growing(self, there: dict[str, _Look]) -> set[str]:
        """Return the ids of files that changed since they were last told, or do so within a moment."""
        fresh = [key for key, look in there.items() if self._told.get(key) != look]
        if not fresh:
            return set()
        self._sleep(self._still)
        return {key for key in fresh if _look(there[key].path) != there[key]}

    def _of_root(self, state: State, there: Mapping[str, _Look]) -> State:
        """Return a state that knows which folder had files. Raises TryLater for another one that is empty.

        Where a share is no longer mounted, an empty folder of the same name is there: it proves nothing.
        """
        try:
            facts = self._watched.root.stat()
        except OSError as error:
            raise self._away() from error
        which = f"{facts.st_dev}-{facts.st_ino}"
        before = self._root or str(state.get("root", ""))
        if not there and before not in {"", which}:
            raise TryLater(
                "the folder is empty, and another one than before",
                where=self._watched.root,
                remedy="check whether the disk or network share is connected; it is tried again by itself",
                is_everywhere=True,
            )
        self._root = which if there else ""
        return {"root": which} if there else {}

    def _away(self) -> TryLater:
        return TryLater(
            "the folder is not there",
            where=self._watched.root,
            remedy="check whether the disk or network share is connected; it is tried again by itself",
            is_everywhere=True,
        )

    def _scan(self) -> tuple[dict[str, _Look], bool]:
        """Return all files that may be invoices, and whether every folder could be read."""
        if not self._watched.root.is_dir():
            raise self._away()
        failed: list[OSError] = []
        there: dict[str, _Look] = {}
        for path in self._files(failed):
            look = _look(path)
            if look is not None:
                there[short_id(str(path.relative_to(self._watched.root)))] = look
        self._check_root(failed)
        return there, not failed

    def _check_root(self, failed: list[OSError]) -> None:
        """Raise RightsRefused where the watched folder itself could not be read."""
        root = str(self._watched.root)
        for error in failed:
            if str(error.filename or "") == root:
                raise RightsRefused(
                    f"the folder cannot be read: {error.strerror or error}",
                    where=root,
                    remedy="give yourself the right to read it; for a share, sign in to it again",
                    is_everywhere=True,
                ) from error

    def _files(self, failed: list[OSError]) -> Iterator[Path]:
        unwanted = {one.resolve() for one in (self._watched.but, self._watched.move_to) if one is not None}
        for root, folders, names in os.walk(self._watched.root, onerror=failed.append):
            here = Path(root)
            is_deep = self._watched.is_deep
            folders[:] = sorted(
                name
                for name in folders
                if is_deep and _is_plain(name) and (here / name).resolve() not in unwanted
            )
            for name in sorted(names):
                if _is_plain(name) and is_invoice_name(name):
                    yield here / name


def _is_plain(name: str) -> bool:
    return not name.startswith(_PASSED_OVER)


def _look(path: Path) -> _Look | None:
    """Return what a file looks like now; None for what is no plain file, links among it, or gone."""
    try:
        facts = path.lstat()
    except OSError:
        return None
    return _Look(path, facts.st_size, facts.st_mtime_ns) if stat.S_ISREG(facts.st_mode) else None


def _found(key: str, look: _Look) -> Found:
    return Found(key, look.version, plain_name(look.path.name), look.size)
