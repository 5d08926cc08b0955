"""Makes the .deb and the portable .tar.xz of the built folder.

python -m installer.packages dist/invoice-desk dist
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from installer.contents import version
from installer.elf import binaries, loaded, newest_glibc, soname
from installer.icons import DRAWING, SIZES, draw_icons
from installer.slimming import size_of

HERE = Path(__file__).resolve().parent / "linux"
OF_GLIBC = (
    "ld-linux",
    "libc.so",
    "libm.so",
    "libdl.so",
    "libpthread.so",
    "librt.so",
    "libutil.so",
    "libresolv.so",
)
NAME = "invoice-desk"
_MAINTAINER = "The Invoice Desk authors <invoice-desk@localhost>"
_PRESS = os.environ.get("INSTALLER_PRESS", "6")  # xz's level; 0 is quick, for a trial


def main(built: Path, target: Path) -> None:
    """Make both, and say their names and sizes."""
    for made in (make_deb(built, target), make_archive(built, target)):
        print(f"{made}  {made.stat().st_size / 1e6:.0f} MB")


def make_deb(built: Path, target: Path) -> Path:
    """Make the .deb: the folder in /usr/lib, a link in /usr/bin, and what a desktop wants to know."""
    path = target / f"{NAME}_{version()}_{_machine()}.deb"
    with tempfile.TemporaryDirectory(dir=target) as place:
        root = Path(place)
        root.chmod(0o755)
        library, share = root / "usr" / "lib" / NAME, root / "usr" / "share"
        _link_tree(built, library)
        (root / "usr" / "bin").mkdir(parents=True)
        (root / "usr" / "bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
        _put_desktop_files(share)
        document = share / "doc" / NAME
        document.mkdir(parents=True)
        shutil.copy(HERE.parents[1] / "LICENSE", document / "copyright")
        (root / "DEBIAN").mkdir()
        (root / "DEBIAN" / "control").write_text(_control(built, root), encoding="utf-8")
        command = ["dpkg-deb", "--root-owner-group", "-Zxz", f"-z{_PRESS}", "--build", str(root), str(path)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return path


def make_archive(built: Path, target: Path) -> Path:
    """Make the portable .tar.xz: the folder with what puts it into a menu."""
    name = f"{NAME}-{version()}-linux-{os.uname().machine}"
    path = target / f"{name}.tar.xz"
    with tempfile.TemporaryDirectory(dir=target) as place:
        folder = Path(place) / name
        _link_tree(built, folder)
        for one in ("READ-ME.txt", "add-to-menu"):
            (folder / one).write_text(
                _filled((HERE / one).read_text(encoding="utf-8"), built), encoding="utf-8"
            )
        (folder / "add-to-menu").chmod(0o755)
        (folder / "share").mkdir()
        for file in (HERE / "invoice-desk.desktop", HERE / "invoice-desk-mime.xml", DRAWING):
            shutil.copy(file, folder / "share")
        options = ["--owner=0", "--group=0", "--numeric-owner", "--sort=name"]
        command = ["tar", "-C", place, *options, "-cf", str(path), f"-Ixz -{_PRESS} -T0", name]
        subprocess.run(command, check=True)
    return path


def depends(built: Path) -> list[str]:
    """Return the Debian packages that hold what the folder loads and does not bring.

    Raises SystemExit for a library that depends.txt does not know: then nobody would install it.
    """
    there = list(binaries(built))
    brought = {path.name for path in there} | {soname(path) for path in there}
    brought |= {path.name for path in built.rglob("*") if path.is_symlink()}
    wanted = {name for path in there for name in loaded(path)} - brought
    known = [line.split() for line in (HERE / "depends.txt").read_text(encoding="utf-8").splitlines()]
    packages = {words[0]: words[1:] for words in known if words and words[0] not in {"#", "font", "tool"}}
    unknown = [one for one in wanted if one not in packages and not one.startswith(OF_GLIBC)]
    if unknown:
        raise SystemExit(f"installer/linux/depends.txt names no package of {', '.join(sorted(unknown))}")
    found = [f"libc6 (>= {newest_glibc(there)})"]
    found += [" | ".join(packages[one]) for one in sorted(wanted) if one in packages and one != "libc.so.6"]
    return found + [words[1] for words in known if words and words[0] in {"font", "tool"}]


def _control(built: Path, root: Path) -> str:
    return "\n".join(
        [
            f"Package: {NAME}",
            f"Version: {version()}",
            f"Architecture: {_machine()}",
            f"Maintainer: {_MAINTAINER}",
            f"Installed-Size: {size_of(root) // 1024}",
            "Section: office",
            "Priority: optional",
            f"Depends: {', '.join(depends(built))}",
            "Recommends: fonts-noto-core, xdg-utils, shared-mime-info, desktop-file-utils",
            "Description: read invoices in Arabic, English and French into a table, offline",
            " Say once where each value stands on a layout; from then on every invoice of that",
            " layout reads itself into a table that goes to Excel. All that is needed is inside:",
            " no Python and no Tesseract have to be installed.",
            "",
        ]
    )


def _put_desktop_files(share: Path) -> None:
    """Entry, icon, kind of file and AppStream data, where desktops look for them."""
    places = {
        HERE / "invoice-desk.desktop": share / "applications" / "invoice-desk.desktop",
        HERE / "invoice-desk-mime.xml": share / "mime" / "packages" / "invoice-desk.xml",
        DRAWING: share / "icons" / "hicolor" / "scalable" / "apps" / "invoice-desk.svg",
    }
    for file, place in places.items():
        place.parent.mkdir(parents=True)
        shutil.copy(file, place)
    told = share / "metainfo" / "org.invoicedesk.InvoiceDesk.metainfo.xml"
    told.parent.mkdir(parents=True)
    told.write_text(_filled((HERE / told.name).read_text(encoding="utf-8")), encoding="utf-8")
    with tempfile.TemporaryDirectory() as drawn:
        icons = draw_icons(Path(drawn))
        for size in SIZES:
            folder = share / "icons" / "hicolor" / f"{size}x{size}" / "apps"
            folder.mkdir(parents=True)
            shutil.copy(icons / f"invoice-desk-{size}.png", folder / "invoice-desk.png")


def _filled(text: str, built: Path | None = None) -> str:
    """Put version, day and what is needed into a text."""
    text = text.replace("@VERSION@", version()).replace("@DATE@", time.strftime("%Y-%m-%d"))
    return text.replace("@DEPENDS@", ", ".join(depends(built))) if built is not None else text


def _link_tree(source: Path, target: Path) -> None:
    """Copy a folder by links to the same files, which take no space."""
    shutil.copytree(source, target, symlinks=True, copy_function=os.link)


def _machine() -> str:
    done = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True)
    return done.stdout.strip()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
