"""A desk that is read once for all tests of the commands, and copied for each."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from desk_runs import make_desk, on


@pytest.fixture(scope="session")
def read_desk(tmp_path_factory: pytest.TempPathFactory, tessdata: Path) -> Path:
    """Return the desk that no test changes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("no-settings")))
        return make_desk(tmp_path_factory.mktemp("read-desk"))


@pytest.fixture
def desk(read_desk: Path, tmp_path: Path) -> Path:
    """Return a desk with six invoices: see `make_desk`."""
    return Path(shutil.copytree(read_desk, tmp_path / "desk"))


@pytest.fixture
def new_desk(tmp_path: Path, read_desk: Path) -> Path:
    """Return a desk that has templates and no invoice."""
    on(tmp_path / "new-desk", "templates", "import", read_desk.parent / "templates")
    return tmp_path / "new-desk"
