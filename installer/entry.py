"""Where the bundle starts: mends the environment that its start changed, then runs the program."""

import multiprocessing
import os
import sys

_CHANGED = ("LD_LIBRARY_PATH", "LIBPATH", "DYLD_LIBRARY_PATH")
_OF_QT = ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH")


def _give_back_environment() -> None:
    """Let programs that ours opens, as a spreadsheet does, find their own libraries and not the bundle's.

    The bootloader points the loader at the bundle and keeps what stood there before under NAME_ORIG; our own
    process has read it by now, and each process of the bundle sets it anew for itself.
    """
    for name in _CHANGED:
        before = os.environ.pop(f"{name}_ORIG", None)
        if before:
            os.environ[name] = before
        else:
            os.environ.pop(name, None)
    for name in _OF_QT:  # PySide6 finds its plugins by itself
        os.environ.pop(name, None)


def _import_all() -> None:
    """Import each module that standard input names; print those that cannot be (installer.imports)."""
    import importlib

    for name in sys.stdin.read().split():
        try:
            importlib.import_module(name)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it, it is not there
            print(f"{name}: {error!r}")


if __name__ == "__main__":
    multiprocessing.freeze_support()
    if sys.platform.startswith("linux"):
        _give_back_environment()
    if sys.argv[1:] == ["--import-all"]:
        _import_all()
        sys.exit()
    from invoice_desk.__main__ import main

    main()
