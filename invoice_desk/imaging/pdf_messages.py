"""What the program and its PDF process say to each other: a line of JSON, after a page its pixels.

Plain data alone: a process that a hostile file took over can send wrong pixels and no more.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np

from invoice_desk.errors import BadFile, Problem
from invoice_desk.imaging.page import Letter, Page, protected
from invoice_desk.invoice.document import PageInfo
from invoice_desk.invoice.geometry import Box, Size

_MAX_LINE = 64 * 1024 * 1024  # bytes; a page of 100,000 letters takes 10 MB

Answer = tuple[PageInfo, ...] | Page


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the process: one page, or the facts of all where index is None."""

    path: Path
    index: int | None
    seconds: float

    def send(self, pipe: IO[bytes]) -> None:
        """Write it to the process. Raises OSError where that has ended."""
        _send_line(pipe, {"path": os.fsencode(self.path).hex(), "index": self.index, "seconds": self.seconds})

    @staticmethod
    def receive(pipe: IO[bytes]) -> Request | None:
        """Return the next request; None at the end."""
        line = pipe.readline()
        if not line:
            return None
        said = json.loads(line)
        return Request(Path(os.fsdecode(bytes.fromhex(said["path"]))), said["index"], said["seconds"])


def send_answer(pipe: IO[bytes], answer: Answer) -> None:
    """Write the facts of all pages, or one page with its letters and pixels."""
    if not isinstance(answer, Page):
        _send_line(pipe, {"pages": [_info_to_list(info) for info in answer]})
        return
    letters = [[one.char, *one.box, one.word, one.font, one.is_drawn] for one in answer.letters]
    pictures = [list(box) for box in answer.pictures]
    _send_line(pipe, {"info": _info_to_list(answer.info), "letters": letters, "pictures": pictures})
    pipe.write(np.ascontiguousarray(answer.pixels).data)
    pipe.flush()


def send_problem(pipe: IO[bytes], problem: Problem) -> None:
    """Write why the file cannot be read; the one who asked knows the file's name."""
    _send_line(pipe, {"what": problem.what, "remedy": problem.remedy})


def receive_answer(pipe: IO[bytes], path: Path) -> Answer:
    """Return the answer. Raises BadFile as the process says, EOFError or ValueError where it broke off."""
    line = pipe.readline(_MAX_LINE)
    if not line.endswith(b"\n"):
        raise EOFError("the process ended")
    said = json.loads(line)
    if "what" in said:
        raise BadFile(said["what"], where=path, remedy=said["remedy"])
    if "pages" in said:
        return tuple(_info_from_list(info) for info in said["pages"])
    info = _info_from_list(said["info"])
    letters = tuple(
        Letter(char, Box(*box), word, font, drawn) for char, *box, word, font, drawn in said["letters"]
    )
    return Page(info, _receive_pixels(pipe, info.size), letters, tuple(Box(*box) for box in said["pictures"]))


def _receive_pixels(pipe: IO[bytes], size: Size) -> Any:  # noqa: ANN401
    content = pipe.read(size.area * 3)
    if len(content) < size.area * 3:
        raise EOFError("the process ended")
    return protected(np.frombuffer(content, np.uint8).reshape(size.height, size.width, 3))


def _send_line(pipe: IO[bytes], said: dict[str, Any]) -> None:
    pipe.write(json.dumps(said).encode("ascii") + b"\n")
    pipe.flush()


def _info_to_list(info: PageInfo) -> list[Any]:
    return [info.index, info.size.width, info.size.height, info.dpi, info.has_text_layer]


def _info_from_list(said: list[Any]) -> PageInfo:
    index, width, height, dpi, has_text_layer = said
    return PageInfo(index, Size(width, height), dpi, has_text_layer=has_text_layer)
