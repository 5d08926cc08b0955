"""Where Google is: addresses that are settings, so that this code runs through a proxy or against a test."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, fields
from urllib.parse import urlsplit

from invoice_desk.errors import BadSetting
from invoice_desk.intake.hiding import redacted


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The four addresses that are asked. Unencrypted http is for this machine itself alone.

    auth: the page of consent; token, revoke: of OAuth 2.0; api: Drive's, with its version in the path.
    Raises BadSetting.
    """

    auth: str = "https://accounts.google.com/o/oauth2/v2/auth"
    token: str = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
    revoke: str = "https://oauth2.googleapis.com/revoke"
    api: str = "https://www.googleapis.com/drive/v3/"

    def __post_init__(self) -> None:
        for one in fields(self):
            address = getattr(self, one.name)
            if not _is_fit(address):
                raise BadSetting(
                    f"the address for {one.name!r} of Google Drive is neither https nor on this machine",
                    where=redacted(address),
                    remedy="give an https address, or leave the setting out",
                )


def is_plain(address: str) -> bool:
    """Whether an address is asked unencrypted, which only this machine's own are."""
    return urlsplit(address).scheme == "http"


def _is_fit(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and _is_here(host)))


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


GOOGLE = Endpoints()
