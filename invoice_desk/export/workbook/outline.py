"""The outline of an XML part: its elements with the bytes they stand at, so that all others can stay.

Only expat tells at which byte an element begins and ends; with that a part is changed by putting
bytes in, and what a person's program wrote there is kept as it is. Nothing is ever loaded from
outside and a part that declares entities is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Final
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from invoice_desk.errors import BadFile

SAVE_ANEW: Final = "open it in Excel and save it as .xlsx anew"
_DEEPEST = 200  # elements in one another; a workbook has about ten


class Refused(BadFile):
    """A part of a workbook that is no sound XML."""


@dataclass(slots=True)
class Element:
    """One element of a part.

    qname: as it stands there, with its prefix; start, inner, close, end: bytes of the part, from
    < of the start tag, behind it, from < of the end tag, behind it; an empty element (<a/>) has no
    end tag, and inner, close and end are the same; text: what stands right in it.
    """

    qname: str
    attributes: dict[str, str]
    parent: Element | None
    start: int
    inner: int = -1
    close: int = -1
    end: int = -1
    is_empty: bool = False
    text: str = ""
    children: list[Element] = field(default_factory=list)
    spaces: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name without its prefix."""
        return self.qname.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """The prefix with its colon, or ""."""
        before, colon, _ = self.qname.rpartition(":")
        return before + colon

    @property
    def space(self) -> str:
        """The namespace that the element belongs to, "" for none."""
        return self.spaces.get(self.prefix.rstrip(":"), "")

    def child(self, name: str) -> Element | None:
        """Return the first child of this name and of the same namespace, if there is one."""
        return next((one for one in self.children if one.name == name and one.space == self.space), None)

    def all(self, name: str) -> list[Element]:
        """Return all children of this name and of the same namespace."""
        return [one for one in self.children if one.name == name and one.space == self.space]

    def get(self, name: str) -> str | None:
        """Return an attribute without a namespace."""
        return self.attributes.get(name)

    def get_in(self, space: str, name: str) -> str | None:
        """Return an attribute of the namespace `space`."""
        for key, value in self.attributes.items():
            prefix, _, local = key.rpartition(":")
            if local == name and prefix and self.spaces.get(prefix) == space:
                return value
        return None

    def start_tag(self, changed: Mapping[str, str] | None = None, *, is_empty: bool | None = None) -> bytes:
        """Return the start tag with attributes `changed`; all others stay as they are."""
        attributes = self.attributes | dict(changed or {})
        inside = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
        empty = self.is_empty if is_empty is None else is_empty
        return f"<{self.qname}{inside}{'/' if empty else ''}>".encode()


class Walker:
    """Goes through a part once; a kind of it says what is kept of each element.

    `opened` is told each element when it begins and says whether its children and text matter;
    `closed` when it ends.
    """

    def __init__(self, part: BinaryIO, *, name: str) -> None:
        self._part, self._name = part, name
        self._open: list[Element] = []
        self._begun: Element | None = None  # its start tag has been seen, and nothing behind it
        self._ended: Element | None = None  # its end tag has been seen, and nothing behind it
        self._written = b""  # what stands from the start of the last start tag on, where it is asked for
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._finish
        self._parser.CharacterDataHandler = self._text
        self._parser.DefaultHandler = self._other
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.XmlDeclHandler = self._declaration

    def opened(self, element: Element) -> None:
        """Told when `element` begins; its attributes are there, its bytes are not yet."""

    def closed(self, element: Element) -> None:
        """Told when `element` ends; all but its end is there."""

    def is_asked(self, _element: Element) -> bool:
        """Whether it matters if `element` is written as <a/>: to know it takes a while."""
        return True

    def walk(self) -> None:
        """Go through the part. Raises Refused where it is not sound."""
        self._part.seek(0)
        try:
            self._parser.ParseFile(self._part)
        except expat.ExpatError as error:
            raise self._refused(f"is broken: {expat.ErrorString(error.code)}") from error
        except (UnicodeError, ValueError) as error:
            raise self._refused("is broken: it is not UTF-8") from error
        self._settle(self._part.tell())

    def _refused(self, why: str) -> Refused:
        return Refused(f"its part {self._name} {why}", remedy=SAVE_ANEW)

    def _settle(self, position: int) -> None:
        if self._begun is not None:
            self._begun.inner = position
            self._begun = None
        if self._ended is not None:
            self._ended.end = position
            self._ended = None

    def _start(self, qname: str, attributes: dict[str, str]) -> None:
        position = self._parser.CurrentByteIndex
        self._settle(position)
        parent = self._open[-1] if self._open else None
        if len(self._open) >= _DEEPEST:
            raise self._refused("is nested too deep")
        spaces = parent.spaces if parent is not None else {}
        declared = {
            key[6:]: value for key, value in attributes.items() if key == "xmlns" or key.startswith("xmlns:")
        }
        element = Element(
            qname, attributes, parent, position, spaces=spaces | declared if declared else spaces
        )
        self._open.append(element)
        self._begun, self._written = element, b""
        self.opened(element)
        if self.is_asked(element):
            self._written = self._parser.GetInputContext() or b""

    def _finish(self, _qname: str) -> None:
        position = self._parser.CurrentByteIndex
        element = self._open.pop()
        has_nothing_inside = self._begun is element
        self._settle(position)
        element.close = position
        if has_nothing_inside and self._written[: position - element.start].endswith(b"/>"):
            element.is_empty, element.end = True, position
        else:
            self._ended = element
        self.closed(element)

    def _text(self, text: str) -> None:
        self._settle(self._parser.CurrentByteIndex)
        if self._open:
            self._open[-1].text += text

    def _other(self, _text: str) -> None:
        self._settle(self._parser.CurrentByteIndex)

    def _doctype(self, *_: object) -> None:
        raise self._refused("declares entities, which no workbook needs")

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "utf-8").lower() not in {"utf-8", "us-ascii"}:
            raise self._refused(f"is not UTF-8 but {encoding}")


class _Tree(Walker):
    """Keeps everything."""

    root: Element | None = None

    def opened(self, element: Element) -> None:
        if element.parent is None:
            self.root = element
        else:
            element.parent.children.append(element)


def tree_of(part: BinaryIO, *, name: str) -> Element:
    """Return the root of a small part with all that is in it. Raises Refused where it is not sound."""
    walker = _Tree(part, name=name)
    walker.walk()
    assert walker.root is not None  # expat refuses a part without an element
    return walker.root
