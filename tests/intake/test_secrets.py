"""Secrets lie in the keyring, or in a file of this user alone, and the program says which."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backend
import keyring.errors
import pytest

from invoice_desk.errors import BadSetting, NotWritten
from invoice_desk.intake.hiding import Secret
from invoice_desk.intake.secrets import FileVault, KeyringVault, Place, new_key, open_vault, place_of


class Memory(keyring.backend.KeyringBackend):
    """A keyring in memory. is_locked: it refuses, as one whose password was not typed."""

    priority = 1
    is_locked = False

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def _check(self) -> None:
        if self.is_locked:
            raise keyring.errors.KeyringLocked("locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._check()
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        self._check()
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        self._check()
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError("none")


@pytest.fixture
def ring() -> Iterator[Memory]:
    before, ring = keyring.get_keyring(), Memory()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def test_without_a_keyring_a_file_of_this_user_alone_is_used_and_said(tmp_path: Path) -> None:
    vault = open_vault(tmp_path / "config", has_keyring=lambda: False)
    mask = os.umask(0)
    try:
        place = vault.put("one", Secret("s3cret"))
    finally:
        os.umask(mask)
    file = tmp_path / "config" / "secrets.json"
    assert (place, place_of(vault)) == (Place.FILE, Place.FILE)
    assert "no keyring" in place.value
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert vault.get("one") == Secret("s3cret")
    assert list(file.parent.iterdir()) == [file]
    vault.remove("one")
    assert vault.get("one") is None


def test_the_keyring_is_used_where_there_is_one(ring: Memory, tmp_path: Path) -> None:
    vault = open_vault(tmp_path)
    assert vault.put("one", Secret("s3cret")) is Place.KEYRING
    assert vault.get("one") == Secret("s3cret")
    assert not list(tmp_path.iterdir())
    vault.remove("one")
    vault.remove("one")
    assert ring.kept == {}
    assert vault.get("one") is None


def test_what_a_keyring_does_not_take_goes_to_the_file_and_that_is_said(ring: Memory, tmp_path: Path) -> None:
    """Windows' keyring holds 1,280 characters; a service account's key has 2,300."""
    vault = KeyringVault(FileVault(tmp_path / "secrets.json"))
    long = Secret("x" * 2300)
    assert vault.put("long", long) is Place.FILE
    assert vault.get("long") == long
    ring.is_locked = True
    assert vault.put("other", Secret("y")) is Place.FILE


def test_a_locked_keyring_is_said(ring: Memory, tmp_path: Path) -> None:
    vault = open_vault(tmp_path)
    vault.put("one", Secret("s3cret"))
    ring.is_locked = True
    with pytest.raises(BadSetting, match="unlock"):
        vault.get("one")


def test_a_broken_file_of_secrets_is_refused_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "secrets.json"
    file.write_text("[1]")
    vault = FileVault(file)
    with pytest.raises(BadSetting, match="no file of secrets"):
        vault.put("one", Secret("s"))
    assert file.read_text() == "[1]"


def test_a_secret_that_cannot_be_kept_is_said_without_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWritten) as told:
        FileVault(tmp_path / "file" / "secrets.json").put("one", Secret("s3cret"))
    assert "s3cret" not in str(told.value)


def test_keys_say_nothing_and_differ() -> None:
    assert len({new_key() for _ in range(100)}) == 100
