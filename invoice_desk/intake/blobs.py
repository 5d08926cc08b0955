"""An Azure container: its XML listing page by page, or one that was saved to a file, and its blobs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from invoice_desk.errors import BadSetting
from invoice_desk.intake.blob_listing import MOST_BYTES, Blob, BlobPage, parse_listing
from invoice_desk.intake.downloading import Wanted, download
from invoice_desk.intake.faults import BadItem, Gone, RightsRefused, SignInNeeded, StateRefused
from invoice_desk.intake.hiding import Secret
from invoice_desk.intake.kinds import is_invoice_name
from invoice_desk.intake.names import plain_name, short_id
from invoice_desk.intake.source import Fetched, Found, Listing, Report, State
from invoice_desk.intake.web import Web

_MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class Container:
    """Where a container is. url: without its query; sas: that query, a secret; prefix: of the names wanted.

    listing: a saved XML file that is read in place of the container's own listing, None for that.
    """

    url: str
    sas: Secret
    prefix: str = ""
    listing: Path | None = None

    def address(self, name: str = "", query: str = "") -> str:
        """Return a URL with its secret: of the container, or of a blob."""
        place = f"{self.url.rstrip('/')}/{quote(name, safe='/~')}" if name else self.url.rstrip("/")
        whole = "&".join(part for part in (query, self.sas.reveal()) if part)
        return f"{place}?{whole}" if whole else place


class Blobs:
    """A container as a source: names of invoices alone, and of those what is new or changed."""

    has_own_ids = True

    def __init__(self, container: Container, web: Web) -> None:
        self._container, self._web = container, web
        self._there: dict[str, Blob] = {}

    def list_changes(self, state: State) -> Iterator[Listing]:
        """Give all blobs with the names of invoices, page by page."""
        seen: dict[str, Blob] = {}
        pages = self._saved_pages() if self._container.listing else self._pages()
        for page in pages:
            wanted = {short_id(one.name): one for one in page.blobs if self._is_wanted(one)}
            seen |= wanted
            self._there |= wanted
            found = tuple(_found(key, one) for key, one in wanted.items())
            if not page.marker:
                self._there = seen
            yield Listing(found, dict(state), is_complete=not page.marker)

    def look_up(self, item: str) -> Found:
        """Return a blob of the last listing. Raises Gone."""
        if item not in self._there:
            raise Gone("is no longer in the container", where=item)
        return _found(item, self._there[item])

    def fetch(self, found: Found, target: Path, report: Report) -> Fetched:
        """Fetch a blob; it must still have the ETag of the listing, unless that was saved to a file."""
        blob = self._there[found.id]
        url = self._container.address(blob.name)
        if self._container.listing is None:
            match = f'"{blob.etag}"' if blob.etag else ""
            wanted = Wanted(url, size=blob.size, md5=blob.md5, match=match)
        else:
            wanted = Wanted(url)  # an old listing is no proof of what is there today
        with self._signed_in():
            download(self._web, wanted, target, report)
        return Fetched(found.name)

    def settle(self, found: Found) -> None:
        """Do nothing: the container is only read."""

    def close(self) -> None:
        """Close the connections."""
        self._web.close()

    def _is_wanted(self, blob: Blob) -> bool:
        return is_invoice_name(blob.name) and blob.name.startswith(self._container.prefix)

    def _pages(self) -> Iterator[BlobPage]:
        marker = ""
        for _ in range(_MOST_PAGES):
            page = self._page(marker)
            yield page
            if not page.marker:
                return
            if page.marker == marker:
                break
            marker = page.marker
        raise BadItem("the container's listing has no end", where=self._container.url)

    def _page(self, marker: str) -> BlobPage:
        query = "restype=container&comp=list"
        query += f"&prefix={quote(self._container.prefix, safe='')}" if self._container.prefix else ""
        query += f"&marker={quote(marker, safe='')}" if marker else ""
        with self._signed_in():
            try:
                content = self._web.read(self._container.address(query=query), most=MOST_BYTES)
            except BadItem as error:
                if not marker:
                    raise
                raise StateRefused(
                    "the server refuses the next page of its listing", where=self._container.url
                ) from error
        return parse_listing(content, where=self._container.url)

    def _signed_in(self) -> _SasWords:
        return _SasWords(has_sas=bool(self._container.sas))

    def _saved_pages(self) -> Iterator[BlobPage]:
        path = self._container.listing
        if path is None:
            return
        try:
            if path.stat().st_size > MOST_BYTES:
                raise BadItem("the saved listing is too large", where=path)
            content = path.read_bytes()
        except OSError as error:
            raise Gone(
                f"the saved listing cannot be read: {error.strerror or error}",
                where=path,
                remedy="save it again",
            ) from error
        page = parse_listing(content, where=str(path))
        yield BlobPage(page.blobs, "", page.base)


class _SasWords:
    """Says of a refusal that it is the SAS that no longer holds, where there is one."""

    def __init__(self, *, has_sas: bool) -> None:
        self._has_sas = has_sas

    def __enter__(self) -> None:
        """Do nothing."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if self._has_sas and isinstance(error, (RightsRefused, SignInNeeded)) and "(40" in str(error):
            raise SignInNeeded(
                "the server does not take the SAS: it has run out, or gives no right to this",
                where=error.problem.where,
                remedy="ask for a new one with the rights to list and to read, and put it in",
            ) from error


def split_url(url: str) -> tuple[str, Secret]:
    """Return a container's URL without its query, and the query as a secret. Raises BadSetting."""
    parts = urlsplit(url.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path in {"", "/"}:
        raise BadSetting(
            "is no address of a container", remedy="such as https://NAME.blob.core.windows.net/CONTAINER"
        )
    if "@" in parts.netloc:
        raise BadSetting("an address must hold no name and password", remedy="give the SAS instead")
    kept = [
        part
        for part in parts.query.split("&")
        if part and part.split("=")[0] not in {"restype", "comp", "marker", "prefix", "maxresults"}
    ]
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}", Secret("&".join(kept))


def base_in(listing: Path) -> str:
    """Return the container's URL as a saved listing says it, "" where it does not. Raises BadItem, Gone."""
    try:
        return parse_listing(listing.read_bytes(), where=str(listing)).base
    except OSError as error:
        raise Gone(f"cannot be read: {error.strerror or error}", where=listing) from error


def _found(key: str, blob: Blob) -> Found:
    return Found(key, blob.version, plain_name(blob.name), blob.size)
