"""The XML listing of an Azure container: read with no entity, no external part, and nothing trusted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from invoice_desk.intake.answers import whole_number
from invoice_desk.intake.downloading import hex_of
from invoice_desk.intake.faults import BadItem

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_BYTES = 64 * 1024 * 1024
"""The largest listing page that is read; Azure puts at most 5,000 blobs on one."""

_FOLDER = "directory"


@dataclass(frozen=True, slots=True)
class Blob:
    """One blob. etag without quotes; md5 in hexadecimal digits, "" where the container knows none."""

    name: str
    size: int | None
    etag: str
    changed: str
    md5: str

    @property
    def version(self) -> str:
        """What is another one for other bytes."""
        return self.etag or f"{self.changed} {self.size}"


@dataclass(frozen=True, slots=True)
class BlobPage:
    """A page of a listing. marker: of the next page, "" on the last; base: the container's URL, or ""."""

    blobs: tuple[Blob, ...]
    marker: str
    base: str


def parse_listing(content: bytes, *, where: str) -> BlobPage:
    """Return what a listing says. Raises BadItem where it is none, or tries what XML should not."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        if b"<html" in content[:1024].lower():  # a page to sign in begins with a DOCTYPE too
            raise _no_listing(where) from None
        raise BadItem(
            f"the listing holds what no listing needs ({type(error).__name__})",
            where=where,
            remedy="check the address: this may be no container",
        ) from None
    except (ParseError, ValueError, LookupError) as error:  # LookupError: an encoding nobody knows
        raise _no_listing(where) from error
    if root.tag != "EnumerationResults":
        raise _no_listing(where)
    blobs = [_blob(element) for element in root.iterfind("Blobs/Blob")]
    endpoint, name = root.get("ServiceEndpoint") or "", root.get("ContainerName") or ""
    base = f"{endpoint.rstrip('/')}/{name}" if endpoint and name else ""
    return BlobPage(tuple(one for one in blobs if one is not None), _text(root, "NextMarker"), base)


def _no_listing(where: str) -> BadItem:
    return BadItem(
        "is no listing of a container",
        where=where,
        remedy="give the container's address, such as https://NAME.blob.core.windows.net/CONTAINER",
    )


def _blob(element: Element) -> Blob | None:
    """Return a blob; None for a folder, a deleted one and one without a name."""
    named = element.find("Name")
    name = (named.text or "") if named is not None else ""
    if named is not None and named.get("Encoded") == "true":  # names that XML cannot hold
        name = unquote(name)
    is_folder = _text(element, "Properties/ResourceType") == _FOLDER
    if not name or is_folder or _text(element, "Deleted") == "true":
        return None
    return Blob(
        name,
        whole_number(_text(element, "Properties/Content-Length")),
        _text(element, "Properties/Etag").strip('"'),
        _text(element, "Properties/Last-Modified"),
        hex_of(_text(element, "Properties/Content-MD5")),
    )


def _text(element: Element, path: str) -> str:
    return (element.findtext(path) or "").strip()
