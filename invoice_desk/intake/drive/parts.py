"""Whether Google's libraries are installed: they are an extra, and are loaded when a Drive is opened."""

from __future__ import annotations

from importlib.util import find_spec

from invoice_desk.errors import MissingPart

_PARTS = ("google_auth_oauthlib", "googleapiclient", "requests")


def check_parts() -> None:
    """Raise MissingPart where they are not there. Ask before anything else of this folder is imported."""
    missing = [one for one in _PARTS if find_spec(one) is None]
    if missing:
        raise MissingPart(
            f"Google Drive needs parts that are not installed: {', '.join(missing)}",
            remedy='pip install "invoice-desk[drive]"',
        )
