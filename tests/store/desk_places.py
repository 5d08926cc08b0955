"""Where a desk lies: its folder, and the URL of its database where that is a server's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from invoice_desk.store.store import Store


@dataclass(frozen=True)
class Place:
    folder: Path
    url: str | None = None

    @property
    def is_sqlite(self) -> bool:
        return self.url is None

    @contextmanager
    def opened(self) -> Iterator[Store]:
        """Give the desk's store, as one more window would open it."""
        store = Store.open(self.folder, url=self.url)
        try:
            yield store
        finally:
            store.close()
