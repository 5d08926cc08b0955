"""Understands what Google's client asks of the stand-in Drive: its queries and its field masks."""

from __future__ import annotations

import re
from typing import Any

_CLAUSE = re.compile(
    r"'(?P<parent>(?:[^'\\]|\\.)*)' in parents|(?P<name>trashed|sharedWithMe) = (?P<flag>true|false)"
    r"|mimeType = '(?P<kind>[^']*)'"
)


def matches(query: str, file: dict[str, Any], root: str) -> bool:
    """Whether a file is asked for. A query that is not understood is an error, as with Google."""
    return all(
        any(_holds(one, file, root) for one in part.strip("()").split(" or "))
        for part in query.split(" and ")
    )


def _holds(clause: str, file: dict[str, Any], root: str) -> bool:
    match = _CLAUSE.fullmatch(clause)
    if match is None:
        raise ValueError(clause)
    if match["parent"] is not None:
        parent = re.sub(r"\\(.)", r"\1", match["parent"])
        return (root if parent == "root" else parent) in file.get("parents", ())
    if match["kind"] is not None:
        return bool(file["mimeType"] == match["kind"])
    name = "sharedWithMeTime" if match["name"] == "sharedWithMe" else match["name"]
    return bool(file.get(name, False)) == (match["flag"] == "true")


def parents_in(query: str) -> list[str]:
    """Return the folders that a query names."""
    return [re.sub(r"\\(.)", r"\1", one) for one in re.findall(r"'((?:[^'\\]|\\.)*)' in parents", query)]


def masked(value: Any, fields: str) -> Any:
    """Return of an answer what its field mask names, and nothing else."""
    if isinstance(value, list):
        return [masked(one, fields) for one in value]
    wanted = _parts(fields)
    return {
        name: masked(one, wanted[name]) if wanted[name] else one
        for name, one in value.items()
        if name in wanted
    }


def _parts(fields: str) -> dict[str, str]:
    found, depth, begin, inner = {}, 0, 0, 0
    name = ""
    for at, char in enumerate(fields + ","):
        if char == "(":
            name, inner = (fields[begin:at], at + 1) if depth == 0 else (name, inner)
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                found[name] = fields[inner:at]
                begin = at + 1
        elif char == "," and depth == 0:
            if fields[begin:at]:
                found[fields[begin:at]] = ""
            begin = at + 1
    return found
