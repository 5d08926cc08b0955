"""Which column of a sheet each of our columns is: found by the headings, which a person may have moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from invoice_desk.export.item_rows import Title


@dataclass(frozen=True, slots=True)
class Places:
    """columns: the column of each of our titles, from 1; new: number and heading of those that are added."""

    columns: tuple[int, ...]
    new: tuple[tuple[int, str], ...]


def places_of(titles: Sequence[Title], headings: Mapping[int, str], *, free: int) -> Places:
    """Return where each of `titles` stands in a sheet with `headings`; those that do not stand there come
    from the column `free` on. A heading is ours whatever its letters' case and blanks; each counts once.
    """
    at: dict[str, int] = {}
    for column, text in sorted(headings.items()):
        at.setdefault(_plain(text), column)
    found: dict[int, int] = {}
    for names in (lambda title: (title.text,), lambda title: title.others):
        for index, title in enumerate(titles):
            free_names = [_plain(name) for name in names(title) if at.get(_plain(name), -1) > 0]
            if index not in found and free_names:
                found[index] = at[free_names[0]]
                at[free_names[0]] = -1  # taken
    missing = [index for index in range(len(titles)) if index not in found]
    found |= {index: free + number for number, index in enumerate(missing)}
    new = tuple((found[index], titles[index].text) for index in missing)
    return Places(tuple(found[index] for index in range(len(titles))), new)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
