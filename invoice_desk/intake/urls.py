"""Links that a person pasted: each is fetched once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from invoice_desk.errors import BadSetting
from invoice_desk.intake.downloading import MOST_BYTES, Wanted, download
from invoice_desk.intake.faults import Gone
from invoice_desk.intake.hiding import Secret, redacted
from invoice_desk.intake.names import plain_name, short_id
from invoice_desk.intake.source import Fetched, Found, Listing, Report, State
from invoice_desk.intake.web import Web

_LONGEST = 8192  # characters of a link


class Links:
    """Links to pictures and PDFs. What follows a link's question mark may be a key, so it is hidden."""

    has_own_ids = False

    def __init__(self, links: Sequence[Secret], web: Web, *, most_bytes: int = MOST_BYTES) -> None:
        self._links = {id_of(link): link for link in links}
        self._web, self._most = web, most_bytes

    def list_changes(self, state: State) -> Iterator[Listing]:
        """Give all links on one page; nobody is asked for that."""
        found = tuple(self.look_up(key) for key in self._links)
        yield Listing(found, dict(state), is_complete=True)

    def look_up(self, item: str) -> Found:
        """Return a link as a file. Raises Gone for one that was taken off the list."""
        if item not in self._links:
            raise Gone("the link was taken off the list", where=item)
        return Found(item, "", name_of(self._links[item]))

    def fetch(self, found: Found, target: Path, report: Report) -> Fetched:
        """Fetch what a link leads to."""
        link = self._links[found.id]
        came = download(self._web, Wanted(link.reveal(), most=self._most), target, report)
        return Fetched(plain_name(came.name) if came.name else found.name)

    def settle(self, found: Found) -> None:
        """Do nothing: what a link leads to is not ours."""

    def close(self) -> None:
        """Close the connections."""
        self._web.close()


def links_in(text: str) -> list[Secret]:
    """Return the links of a pasted text, one a line or between blanks, each once. Raises BadSetting."""
    words = list(dict.fromkeys(text.split()))
    if not words:
        raise BadSetting("there is no link", remedy="paste one or more, each on a line of its own")
    for word in words:
        _check(word)
    return [Secret(word) for word in words]


def _check(link: str) -> None:
    try:
        parts = urlsplit(link)
        is_good = parts.scheme in {"http", "https"} and bool(parts.hostname) and len(link) <= _LONGEST
    except ValueError:
        is_good = False
    if not is_good:
        raise BadSetting(
            "is no link to a file", where=redacted(link)[:200], remedy="links begin with https://"
        )


def id_of(link: Secret) -> str:
    """Return by which name the journal knows a link: without its query, which stands there as a hash."""
    parts = urlsplit(link.reveal())
    host = parts.netloc.rpartition("@")[2]
    place = f"{parts.scheme}://{host}{parts.path}"
    if not parts.query and host == parts.netloc:
        return short_id(place)
    digest = hashlib.sha256(link.reveal().encode("utf-8", "backslashreplace")).hexdigest()
    return short_id(f"{place}#{digest[:16]}")


def name_of(link: Secret) -> str:
    """Return a file's name from its link, until the server says a better one."""
    parts = urlsplit(link.reveal())
    return plain_name(unquote(parts.path)) if parts.path.strip("/") else plain_name(parts.hostname or "")
