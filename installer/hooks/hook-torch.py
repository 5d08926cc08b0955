"""PyInstaller: PyTorch without tests, headers and compilers; contents.py says which of its modules go in."""

import sys
from pathlib import Path

from PyInstaller.utils.hooks import collect_dynamic_libs, get_package_paths

_FOLDER = Path(get_package_paths("torch")[1])

if sys.platform.startswith("linux"):  # what torch/__init__.py loads or asks for by name
    binaries = [
        (str(_FOLDER / "lib" / "libtorch_global_deps.so"), "torch/lib"),
        (str(_FOLDER / "bin" / "torch_shm_manager"), "torch/bin"),
    ]
else:
    binaries = collect_dynamic_libs("torch")
bindepend_symlink_suppression = ["**/torch/lib/*.so*"]
