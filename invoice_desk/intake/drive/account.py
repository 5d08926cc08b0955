"""An account of Google Drive as it is kept: who it is, openly, and what opens it, in the vault alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from invoice_desk.errors import BadSetting
from invoice_desk.files import write_text_whole
from invoice_desk.intake.faults import SignInNeeded
from invoice_desk.intake.hiding import Secret
from invoice_desk.intake.secrets import Place, Vault, new_key


class Way(StrEnum):
    """How an account gets in: a person who signed in, or a service account with its key."""

    PERSON = "person"
    SERVICE = "service account"


@dataclass(frozen=True, slots=True)
class Account:
    """Who it is; nothing of it is secret.

    key: by which sources and the vault know it; email, name: as Google says; signed_in: when, in UTC;
    subject: the person that a service account stands for, "" for itself.
    """

    key: str
    way: Way
    email: str
    name: str
    signed_in: datetime
    subject: str = ""


class Accounts:
    """The accounts of this user: a file that says who they are, and a vault with what opens them."""

    def __init__(self, path: Path, vault: Vault) -> None:
        self._path, self._vault = path, vault

    def all(self) -> tuple[Account, ...]:
        """Return all accounts by e-mail. Raises BadSetting where the file is broken."""
        return tuple(sorted(self._read().values(), key=lambda one: (one.email, one.subject)))

    def find(self, key: str) -> Account:
        """Return an account. Raises SignInNeeded where it was signed out."""
        account = self._read().get(key)
        if account is None:
            raise SignInNeeded("this account is signed out of Google Drive", remedy="sign in again")
        return account

    def keep(self, account: Account, secret: Mapping[str, str]) -> tuple[Account, Place]:
        """Keep an account that has just signed in; return it and where its secret lies.

        One that is known already keeps its key, so that its sources go on. Raises NotWritten, BadSetting.
        """
        known = self._read()
        same = next((one for one in known.values() if _who(one) == _who(account)), None)
        kept = replace(account, key=same.key if same else account.key)
        place = self._vault.put(kept.key, Secret(json.dumps(dict(secret))))
        self._write({**known, kept.key: kept})
        return kept, place

    def secret_of(self, account: Account) -> dict[str, str]:
        """Return what opens an account. Raises SignInNeeded where the vault does not have it."""
        secret = self._vault.get(account.key)
        try:
            content = json.loads(secret.reveal()) if secret else None
        except ValueError:
            content = None
        if not isinstance(content, dict):
            raise SignInNeeded(
                "what was kept of the sign-in is no longer there", where=account.email, remedy="sign in again"
            )
        return content

    def forget(self, account: Account) -> None:
        """Forget an account and what opens it. Raises NotWritten, BadSetting."""
        self._vault.remove(account.key)
        known = self._read()
        known.pop(account.key, None)
        self._write(known)

    def _read(self) -> dict[str, Account]:
        try:
            rows = json.loads(self._path.read_text(encoding="utf-8"))
            found = [_account(one) for one in rows]
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise BadSetting(
                "the list of Google accounts cannot be read",
                where=self._path,
                remedy="delete it and sign in again",
            ) from error
        return {one.key: one for one in found}

    def _write(self, accounts: Mapping[str, Account]) -> None:
        rows = [{**asdict(one), "signed_in": one.signed_in.isoformat()} for one in accounts.values()]
        write_text_whole(self._path, json.dumps(rows, indent=1, ensure_ascii=False))


def new_account(way: Way, email: str, name: str, subject: str = "") -> Account:
    """Return an account that signed in just now."""
    return Account(new_key(), way, email, name, datetime.now(UTC), subject)


def _who(account: Account) -> tuple[Way, str, str]:
    return (account.way, account.email.lower(), account.subject.lower())


def _account(row: Mapping[str, Any]) -> Account:
    signed_in = datetime.fromisoformat(row["signed_in"])
    return Account(row["key"], Way(row["way"]), row["email"], row["name"], signed_in, row.get("subject", ""))
