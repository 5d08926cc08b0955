"""What goes into the bundle and what does not: build_installer.spec asks here."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from installer.torch_needs import OWNERS
from invoice_desk.reading.tessdata import find_tessdata
from invoice_desk.workflow.licences import NAME, distributions

Data = tuple[str, str]
"""A file here, and the folder of the bundle that it goes to."""

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "build"
LANGUAGES = ("eng", "ara", "fra", "osd")
MODELS = ("*.json", "*.pt2", "lines.npz")
_KEPT = ("Metadata-Version", "Name", "Version", "Requires-Dist", "Requires-Python")
RESOURCES = ("fonts", "icons", "samples", "translations")

UNSEEN = ("PySide6.support.deprecated", "plistlib")
"""Modules that libraries load where PyInstaller does not see it."""

NEVER = (
    *("IPython", "PyQt5", "PyQt6", "gi", "lxml", "matplotlib", "tkinter"),
    *("_pytest", "hypothesis", "mypy", "pip", "pkg_resources", "pytest", "setuptools", "wheel"),
    *("mpl_toolkits", "openpyxl", "PIL._avif", "pandas", "pydoc_data", "scipy", "tensorboard", "triton"),
    "readline",  # a shell's, and under the GPL
    *("PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtTest", "PySide6.scripts"),
    *("invoice_desk.store.migrations.env", "invoice_desk.store.migrations.versions"),  # as files, for Alembic
)
"""Modules that no part of the program needs, though some library would use them where they are."""

DROPPED = (
    "PySide6/Qt/translations/qt_*",
    "PySide6/Qt/translations/qtbase_[!aef]*",
    "PySide6/Qt/translations/qtbase_[aef][!rn]*",
    "PySide6/Qt/qml/*",
    "PySide6/Qt/plugins/egldeviceintegrations/*",
    "PySide6/Qt/plugins/generic/*",
    "PySide6/Qt/plugins/imageformats/*qpdf*",
    "PySide6/Qt/plugins/imageformats/*qtiff*",
    "PySide6/Qt/plugins/networkinformation/*",
    "PySide6/Qt/plugins/platforminputcontexts/*virtualkeyboard*",
    "PySide6/Qt/plugins/platforms/*eglfs*",
    "PySide6/Qt/plugins/platforms/*linuxfb*",
    "PySide6/Qt/plugins/platforms/*minimal*",
    "PySide6/Qt/plugins/platforms/*vkkhr*",
    "PySide6/Qt/plugins/platforms/*vnc*",
    "PySide6/Qt/plugins/platformthemes/*gtk3*",  # would take GTK along
    "PySide6/Qt/plugins/tls/*",
    "PySide6/Qt/lib/libQt6Eglfs*",
    "PySide6/Qt/lib/libQt6Pdf*",
    "PySide6/Qt/lib/libQt6Q[mu]*",
    "PySide6/Qt/lib/libQt6VirtualKeyboard*",
    "*.pyi",
    "botocore/cacert.pem",  # certifi brings them
    "cv2/data/*.xml",
    "numpy/*/tests/*",
    "torch/lib/*_test.so",
    "torch/lib/libaoti_custom_ops.so",
    "torch/lib/libbackend_with_compiler.so",
    "torch/lib/libjitbackend_test.so",
)
"""Files that the collecting finds and nothing here asks for."""

COLLECTION = {"invoice_desk": "pyz", "torch": "pyz"}
"""Where modules lie: in the archive; PyTorch without the sources that only its compilers would read."""


def data_files() -> list[Data]:
    """Return what the program reads beside its modules."""
    own = [*_resources(), *_models(), *_language_data(), *_migrations()]
    return [*own, *_metadata(distributions()), *_sources_of_torch()]


def hidden_modules() -> list[str]:
    """Return what nobody imports by name where PyInstaller sees it."""
    found = {*_modules_of("invoice_desk"), *needed_of_torch(), *UNSEEN}
    return sorted(
        name for name in found if not name.startswith((*NEVER, "torch._C.", "torch.classes", "torch.ops"))
    )


def excluded_modules() -> list[str]:
    """Return what is left out: what is never needed, and of PyTorch and its parts what is never loaded."""
    needed = set(needed_of_torch())
    unused = {name for owner in OWNERS for name in _modules_of(owner)} - needed
    return sorted({*NEVER, *unused})


def needed_of_torch() -> list[str]:
    """Return the modules of PyTorch and its parts that the program uses, as torch_needs.py finds them."""
    return _told_of_torch()[0].split()


@cache
def _told_of_torch() -> tuple[str, str]:
    command = [sys.executable, "-m", "installer.torch_needs"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    loaded, read = told.stdout.splitlines()[-2:]
    return loaded, read


def _sources_of_torch() -> Iterator[Data]:
    """The few files of PyTorch whose source it reads itself."""
    for name in _told_of_torch()[1].split():
        spec = find_spec(name.partition(".")[0])
        home = Path(spec.origin or "").parent.parent if spec is not None else Path()
        path = home / (name.replace(".", "/") + ".py")
        yield str(path), path.parent.relative_to(home).as_posix()


def is_wanted(destination: str) -> bool:
    """Whether a file belongs into the bundle. destination: its place there."""
    place = Path(destination).as_posix()
    return not any(fnmatch(place, pattern) for pattern in DROPPED)


def version() -> str:
    """Return the program's version, which stands in pyproject.toml alone."""
    return importlib.metadata.version(NAME)


def property_list(number: str) -> dict[str, object]:
    """Return what macOS is told of the program and its kind of file."""
    template = {
        "CFBundleTypeName": "Invoice Desk template",
        "CFBundleTypeExtensions": ["template.json"],
        "CFBundleTypeRole": "Editor",
        "LSHandlerRank": "Owner",
    }
    return {
        "CFBundleShortVersionString": number,
        "NSHighResolutionCapable": True,
        "LSMinimumSystemVersion": "13.0",
        "CFBundleDocumentTypes": [template],
    }


def _resources() -> Iterator[Data]:
    for name in RESOURCES:
        for path in sorted((ROOT / "resources" / name).rglob("*")):
            if path.is_file() and path.suffix not in {".ts", ".py", ".pyc"}:
                yield str(path), path.parent.relative_to(ROOT).as_posix()
    yield str(ROOT / "resources" / "invoice-desk.svg"), "resources"
    yield str(ROOT / "LICENSE"), "."


def _models() -> Iterator[Data]:
    for pattern in MODELS:
        for path in sorted((ROOT / "models").glob(pattern)):
            yield str(path), "models"


def _language_data() -> Iterator[Data]:
    folder = find_tessdata()
    for name in LANGUAGES:
        path = folder / f"{name}.traineddata"
        if not path.is_file():
            raise SystemExit(f"{path} is not there: install Tesseract's language data first")
        yield str(path), "tessdata"


def _migrations() -> Iterator[Data]:
    """The desk's schema changes, which Alembic runs as files."""
    folder = ROOT / "invoice_desk" / "store" / "migrations"
    for path in sorted(folder.rglob("*.py")):
        yield str(path), path.parent.relative_to(ROOT).as_posix()


def _metadata(parts: Iterable[importlib.metadata.Distribution]) -> Iterator[Data]:
    """Name, version and entry points of each part, by which the program and its libraries find them.

    What else a METADATA holds, as whole licences, stands in resources/licences.json.gz.
    """
    for one in parts:
        name = f"{one.metadata['Name'].replace('-', '_')}-{one.version}.dist-info"
        folder = WORK / "metadata" / name
        folder.mkdir(parents=True, exist_ok=True)
        facts = [f"{key}: {value}" for key in _KEPT for value in one.metadata.get_all(key) or ()]
        texts = {"METADATA": "\n".join(facts) + "\n", "entry_points.txt": one.read_text("entry_points.txt")}
        for file, text in texts.items():
            if text:
                (folder / file).write_text(text, encoding="utf-8")
                yield str(folder / file), name


def _modules_of(package: str) -> Iterator[str]:
    """Return the names of all modules of a package that is installed; none is imported."""
    spec = find_spec(package)
    for place in (spec.submodule_search_locations or ()) if spec is not None else ():
        folder = Path(place)
        for path in folder.rglob("*.py"):
            inner = path.relative_to(folder).with_suffix("").parts
            if inner[-1] == "__init__":
                inner = inner[:-1]
            if all(part.isidentifier() for part in inner):
                yield ".".join((package, *inner))
