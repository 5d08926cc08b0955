"""A desk of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import desk_template

from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.settings import Settings
from invoice_desk.workflow.templates import save


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return an open desk with the template of the small invoice."""
    opened = Desk.open(tmp_path / "desk", Settings(), who="Amal")
    save(opened, desk_template())
    yield opened
    opened.close()
