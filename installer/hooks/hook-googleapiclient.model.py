"""PyInstaller: Google's client with the description of Drive alone, in place of those of 500 services."""

from pathlib import Path

from PyInstaller.utils.hooks import get_package_paths

_FOLDER = Path(get_package_paths("googleapiclient")[1]) / "discovery_cache" / "documents"

datas = [(str(_FOLDER / "drive.v3.json"), "googleapiclient/discovery_cache/documents")]
