from pathlib import Path

import pytest
from hostile_files import broken_files, make_all, odd_files


@pytest.fixture(scope="session")
def broken_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds every broken file."""
    folder = tmp_path_factory.mktemp("broken")
    make_all(broken_files(), folder)
    return folder


@pytest.fixture(scope="session")
def odd_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds every odd file that can be read."""
    folder = tmp_path_factory.mktemp("odd")
    make_all(odd_files(), folder)
    return folder
