"""The two JSON files that Google's console gives: a client id for people, and a key of a service account."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from invoice_desk.errors import BadSetting
from invoice_desk.intake.hiding import Secret

_MOST_BYTES = 64 * 1024
_WHERE_CLIENTS = "in Google's console, under Credentials, make an OAuth client id of the kind Desktop app"
_WHERE_KEYS = "in Google's console, open the service account, then Keys, and make a JSON key"


@dataclass(frozen=True, slots=True)
class ClientId:
    """By which this program is known to Google. What Google calls its secret is none in a desktop program,
    and is hidden all the same.
    """

    id: str
    secret: Secret


@dataclass(frozen=True, slots=True)
class ServiceKey:
    """A service account's key. email: its name, to which a folder is shared; text: the JSON with the key."""

    email: str
    id: str
    text: Secret


def read_client_id(path: Path) -> ClientId:
    """Read a client id from the file that Google's console gives. Raises BadSetting."""
    content = _read(path, _WHERE_CLIENTS)
    if "web" in content:
        raise BadSetting("is a client id for web servers", where=path, remedy=_WHERE_CLIENTS)
    if content.get("type") == "service_account":
        raise BadSetting(
            "is the key of a service account and no client id",
            where=path,
            remedy="add it as a service account",
        )
    inner = content.get("installed")
    named = inner if isinstance(inner, dict) else {}
    if not _is_text(named.get("client_id")) or not isinstance(named.get("client_secret", ""), str):
        raise BadSetting("is no client id of Google's console", where=path, remedy=_WHERE_CLIENTS)
    return ClientId(named["client_id"], Secret(named.get("client_secret", "")))


def read_service_key(path: Path) -> ServiceKey:
    """Read the key of a service account. Raises BadSetting."""
    content = _read(path, _WHERE_KEYS)
    if "installed" in content or "web" in content:
        raise BadSetting(
            "is a client id and no key of a service account",
            where=path,
            remedy="add it as the client id and sign in, or give a key",
        )
    wanted = ("client_email", "private_key")
    missing = [name for name in wanted if not _is_text(content.get(name))]
    if content.get("type") != "service_account" or missing:
        raise BadSetting("is no key of a service account", where=path, remedy=_WHERE_KEYS)
    _check_key(content["private_key"], path)
    kept = {name: content[name] for name in (*wanted, "private_key_id", "client_id") if name in content}
    return ServiceKey(content["client_email"], str(content.get("client_id", "")), Secret(json.dumps(kept)))


def _check_key(pem: str, path: Path) -> None:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise BadSetting("holds a key that is broken", where=path, remedy=_WHERE_KEYS) from None


def _read(path: Path, remedy: str) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            content = json.loads(file.read(_MOST_BYTES))
    except OSError as error:
        raise BadSetting(f"cannot be read: {error.strerror or error}", where=path, remedy=remedy) from error
    except ValueError:
        raise BadSetting("is no JSON file", where=path, remedy=remedy) from None
    if not isinstance(content, dict):
        raise BadSetting("is not a file of Google's console", where=path, remedy=remedy)
    return content


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)
