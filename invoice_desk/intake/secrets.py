"""Where secrets lie: in the keyring of the system, or, where there is none, in a file of this user alone."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from invoice_desk.errors import BadSetting, NotWritten
from invoice_desk.intake.hiding import Secret

SERVICE = "invoice-desk"
_LONGEST_IN_KEYRING = 1200  # characters; Windows' holds 2,560 bytes of UTF-16 (jaraco/keyring issue 355)
_OWNER_ONLY = 0o600


class Place(StrEnum):
    """Where a secret is kept. The value is said to the person."""

    KEYRING = "in this system's keyring"
    FILE = "in a file that only this user can read, because this system has no keyring"


class Vault(Protocol):
    """A place for secrets by key."""

    def put(self, key: str, secret: Secret) -> Place:
        """Keep a secret; say where. Raises NotWritten."""
        ...

    def get(self, key: str) -> Secret | None:
        """Return a secret, None where there is none. Raises BadSetting where it cannot be read."""
        ...

    def remove(self, key: str) -> None:
        """Forget a secret, wherever it lies."""
        ...


def new_key() -> str:
    """Return a key for a new secret, which says nothing about it."""
    return secrets.token_hex(16)


class FileVault:
    """Secrets in one file with the rights 0600, written whole or not at all."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def put(self, key: str, secret: Secret) -> Place:
        """Keep a secret. Raises NotWritten."""
        self._write({**self._read(), key: secret.reveal()})
        return Place.FILE

    def get(self, key: str) -> Secret | None:
        """Return a secret. Raises BadSetting."""
        text = self._read().get(key)
        return Secret(text) if text is not None else None

    def remove(self, key: str) -> None:
        """Forget a secret. Raises NotWritten."""
        kept = self._read()
        if kept.pop(key, None) is not None:
            self._write(kept)

    def _read(self) -> dict[str, str]:
        try:
            kept = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise BadSetting(
                "the file of secrets cannot be read", where=self.path, remedy="mend or delete it"
            ) from error
        if not isinstance(kept, dict) or not all(isinstance(one, str) for one in kept.values()):
            raise BadSetting("is no file of secrets", where=self.path, remedy="delete it")
        return kept

    def _write(self, kept: dict[str, str]) -> None:
        temporary = self.path.with_name(f".{self.path.name}.{secrets.token_hex(4)}")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with os.fdopen(os.open(temporary, flags, _OWNER_ONLY), "w", encoding="utf-8") as file:
                json.dump(kept, file)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self.path)
        except OSError as error:
            raise NotWritten(
                f"a secret cannot be kept: {error.strerror or error}",
                where=self.path.parent,
                remedy="give yourself the right to write there",
            ) from error
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


class KeyringVault:
    """Secrets in the system's keyring; one that it does not take goes to a file, which is said."""

    def __init__(self, beside: FileVault) -> None:
        self._beside = beside

    def put(self, key: str, secret: Secret) -> Place:
        """Keep a secret. Raises NotWritten."""
        import keyring
        from keyring.errors import KeyringError

        if len(secret.reveal()) <= _LONGEST_IN_KEYRING:
            with suppress(KeyringError, OSError):
                keyring.set_password(SERVICE, key, secret.reveal())
                return Place.KEYRING
        return self._beside.put(key, secret)

    def get(self, key: str) -> Secret | None:
        """Return a secret. Raises BadSetting where the keyring is locked."""
        import keyring
        from keyring.errors import KeyringError

        beside = self._beside.get(key)
        if beside is not None:
            return beside
        try:
            text = keyring.get_password(SERVICE, key)
        except (KeyringError, OSError) as error:
            raise BadSetting(
                f"the keyring gives no secrets out: {type(error).__name__}", remedy="unlock it and try again"
            ) from error
        return Secret(text) if text is not None else None

    def remove(self, key: str) -> None:
        """Forget a secret, wherever it lies. Raises NotWritten."""
        import keyring
        from keyring.errors import KeyringError

        self._beside.remove(key)
        with suppress(KeyringError, OSError):
            keyring.delete_password(SERVICE, key)


def open_vault(folder: Path, *, has_keyring: Callable[[], bool] | None = None) -> Vault:
    """Return the vault of this user: the keyring where there is one, else secrets.json in `folder`."""
    file = FileVault(folder / "secrets.json")
    return KeyringVault(file) if (has_keyring or is_keyring_there)() else file


def place_of(vault: Vault) -> Place:
    """Say where this vault keeps what is given to it, to be told to the person openly."""
    return Place.KEYRING if isinstance(vault, KeyringVault) else Place.FILE


def is_keyring_there() -> bool:
    """Whether this system has a keyring that can keep a secret."""
    try:
        import keyring
        from keyring.backends import fail, null
    except ImportError:
        return False
    backend = keyring.get_keyring()
    return not isinstance(backend, (fail.Keyring, null.Keyring))
