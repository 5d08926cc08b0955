"""Without the extra the program says what to install, and nothing of Google is loaded before it is needed."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest

from invoice_desk.errors import MissingPart
from invoice_desk.intake.drive import parts


def test_missing_libraries_are_told_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    parts.check_parts()
    find = importlib.util.find_spec
    monkeypatch.setattr(parts, "find_spec", lambda name: None if name == "googleapiclient" else find(name))
    with pytest.raises(MissingPart, match=r"googleapiclient.*pip install \"invoice-desk\[drive\]\""):
        parts.check_parts()


def test_what_the_settings_need_loads_nothing_of_google() -> None:
    code = """
import sys
from invoice_desk.intake.drive import account, choice, endpoints, key_files, parts
print(sorted({"google.auth", "googleapiclient", "google_auth_oauthlib", "requests"} & set(sys.modules)))
"""
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (child.stdout.strip(), child.stderr) == ("[]", "")
