"""Takes out of the built folder what nothing in it uses: symbols, video, rare languages, lost libraries.

    python -m installer.slimming dist/invoice-desk

Seven steps, each of which the test of the bundle holds up:
- symbols that only a debugger reads are stripped, where the file can still be loaded afterwards;
- libraries that others name and that are never called (video and AVIF of OpenCV, the writing of HEIC) are
  replaced by stand-ins that offer the names alone;
- the padding goes with which some libraries lie in pieces of 2 MB;
- the data of ICU, by which Qt sorts, is kept for our languages;
- libraries that belong to the desktop of the machine are its own, for its drivers and its fonts fit them;
- libraries that nobody names any more go;
- licences go that lie beside single packages: all stand in resources/licences.json.gz.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

from installer.elf import Symbol, asked_for, binaries, can_be_mapped, loaded, offered, soname
from installer.padding import take_out

STOOD_IN = (
    "libavcodec-*",
    "libavformat-*",
    "libavutil-*",
    "libswscale-*",
    "libswresample-*",
    "libx265-*",
    "libavif-*",
)
"""FFmpeg and libavif, which OpenCV names for video and AVIF, and libheif's encoder for writing HEIC."""

ICU = "libicudata.so.*"
ICU_LANGUAGES = ("ar", "en", "fr", "root")
_ICU_TABLES = ("icuver", "metadata", "pool", "res_index", "zoneinfo64")

OF_THE_SYSTEM = (
    *("libX11.so.6", "libX11-xcb.so.1", "libxcb.so.1", "libfontconfig.so.1", "libfreetype.so.6"),
    *("libglib-2.0.so.0", "libgthread-2.0.so.0", "libpcre2-8.so.0", "libzstd.so.1"),  # as Qt's wheels have it
    *("libgcc_s.so.1", "libstdc++.so.6", "libdbus-1.so.3", "libexpat.so.1", "libz.so.1"),
)
"""What a desktop of Linux has; an older one of ours would come in the way of its drivers and settings."""

_OF_METADATA = ("METADATA", "entry_points.txt")  # what is asked of a package at run time

_SHELVES = ("*.libs", "PySide6/Qt/lib", ".")  # folders of libraries that live only from being named


def main(folder: Path) -> None:
    """Do all of it, and say what each step took away."""
    inner = folder / "_internal"
    for step in (_strip, _stand_in, _unpad, _cut_icu, _leave_to_system, _drop_lost, _drop_texts):
        before = size_of(folder)
        step(inner)
        print(f"{step.__doc__ or ''} {(before - size_of(folder)) / 1e6:.1f} MB".strip(), file=sys.stderr)


def size_of(folder: Path) -> int:
    """Return the bytes of all files in a folder; links count nothing."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _strip(inner: Path) -> None:
    """Symbols stripped:"""  # noqa: D400, D415 - it is printed before the figure
    for path in binaries(inner):
        with tempfile.TemporaryDirectory() as place:
            slim = Path(place) / "slim"
            done = subprocess.run(
                ["strip", "--strip-unneeded", "-o", str(slim), str(path)], capture_output=True, check=False
            )
            if done.returncode == 0 and can_be_mapped(slim) and slim.stat().st_size < path.stat().st_size:
                _replace(path, slim)


def _stand_in(inner: Path) -> None:
    """Stand-ins for libraries that are never called:"""  # noqa: D400, D415
    ours = [path for path in binaries(inner) if any(fnmatch(path.name, one) for one in STOOD_IN)]
    asked = set().union(*(asked_for(path) for path in binaries(inner) if path not in ours))
    for path in ours:
        with tempfile.TemporaryDirectory() as place:
            _replace(path, _made(path, [one for one in offered(path) if one.name in asked], Path(place)))


def _made(path: Path, symbols: Iterable[Symbol], place: Path) -> Path:
    """Compile a library that offers some names of another, whose functions do nothing and return 0."""
    lines, versions = [".text"], dict[str, list[str]]()
    for one in symbols:
        versions.setdefault(one.version, []).append(one.name)
        kind, body = (
            ("@function", "xor %eax, %eax; ret") if one.is_function else ("@object", f".zero {one.size or 8}")
        )
        section = ".text" if one.is_function else ".data"
        lines += [section, f".globl {one.name}", f".type {one.name}, {kind}", f"{one.name}: {body}"]
        lines += [f".size {one.name}, .-{one.name}"]
    lines += ['.section .note.GNU-stack,"",@progbits', ""]
    (place / "names.s").write_text("\n".join(lines), encoding="ascii")
    options = ["-shared", "-nostdlib", f"-Wl,-soname,{soname(path)}", "-Wl,--hash-style=gnu", "-s"]
    named = {version: names for version, names in versions.items() if version}
    if named:
        script = "".join(
            f"{version} {{ global: {'; '.join(names)}; }};\n" for version, names in named.items()
        )
        (place / "versions").write_text(script, encoding="ascii")
        options.append(f"-Wl,--version-script={place / 'versions'}")
    subprocess.run(["gcc", *options, "-o", str(place / "made"), str(place / "names.s")], check=True)
    return place / "made"


def _unpad(inner: Path) -> None:
    """Padding between the parts of libraries:"""  # noqa: D400, D415
    for path in binaries(inner):
        take_out(path)


def _cut_icu(inner: Path) -> None:
    """Data of ICU for other languages:"""  # noqa: D400, D415
    for path in binaries(inner):
        if fnmatch(path.name, ICU):
            with tempfile.TemporaryDirectory() as place:
                _replace(path, _icu_of_ours(path, Path(place)))


def _icu_of_ours(path: Path, place: Path) -> Path:
    """Compile ICU's library of data anew with what is wanted of it."""
    (symbol,) = [one for one in offered(path) if one.name.endswith("_dat")]
    whole = place / f"{symbol.name.removesuffix('_dat')}l.dat"  # the name says its order of bytes
    subprocess.run(["objcopy", "-O", "binary", "-j", ".rodata", str(path), str(whole)], check=True)
    listed = subprocess.run(["icupkg", "-l", str(whole)], capture_output=True, text=True, check=True)
    unwanted = [one for one in listed.stdout.split() if not _is_wanted(one)]
    (place / "unwanted.txt").write_text("\n".join(unwanted) + "\n", encoding="ascii")
    cut = place / "cut" / whole.name
    cut.parent.mkdir()
    subprocess.run(["icupkg", "-r", str(place / "unwanted.txt"), str(whole), str(cut)], check=True)
    source = (
        f".section .rodata\n.balign 16\n.globl {symbol.name}\n.type {symbol.name}, @object\n{symbol.name}:\n"
    )
    source += (
        f'.incbin "{cut}"\n.size {symbol.name}, .-{symbol.name}\n.section .note.GNU-stack,"",@progbits\n'
    )
    (place / "data.s").write_text(source, encoding="utf-8")
    options = ["-shared", "-nostdlib", f"-Wl,-soname,{soname(path)}", "-s"]
    subprocess.run(["gcc", *options, "-o", str(place / "made"), str(place / "data.s")], check=True)
    return place / "made"


def _is_wanted(item: str) -> bool:
    """Whether an item of ICU's data serves sorting and spelling in our languages."""
    folder, _, name = item.rpartition("/")
    stem, _, kind = name.partition(".")
    if folder in {"brkitr", "lang", "curr", "region", "unit", "zone", "rbnf", "translit"} or kind == "cnv":
        return False
    is_table = not folder and ("_" not in stem and not stem.islower())  # as supplementalData
    return kind != "res" or is_table or stem in _ICU_TABLES or stem.partition("_")[0] in ICU_LANGUAGES


def _leave_to_system(inner: Path) -> None:
    """Libraries of the machine's own:"""  # noqa: D400, D415
    for name in OF_THE_SYSTEM:
        (inner / name).unlink(missing_ok=True)


def _drop_lost(inner: Path) -> None:
    """Libraries that nobody names:"""  # noqa: D400, D415
    while lost := _lost(inner):
        for path in lost:
            path.unlink()
    for path in inner.rglob("*"):
        if path.is_symlink() and not path.exists():
            path.unlink()


def _drop_texts(inner: Path) -> None:
    """Licences that are told in one place:"""  # noqa: D400, D415
    for folder in inner.glob(
        "*.egg-info"
    ):  # of the repository; the bundle's own is a dist-info like the others
        shutil.rmtree(folder)
    for folder in inner.glob("*.dist-info"):
        for path in folder.iterdir():
            if path.name not in _OF_METADATA:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        if not any(folder.iterdir()):
            folder.rmdir()


def _lost(inner: Path) -> list[Path]:
    there = list(binaries(inner))
    named = {name for path in there for name in loaded(path)}
    shelved = [path for path in there if _is_shelved(path.relative_to(inner))]
    return [path for path in shelved if path.name not in named and soname(path) not in named]


def _is_shelved(path: Path) -> bool:
    is_library = path.name.startswith("lib") and ".so" in path.name and not path.name.startswith("libpython")
    return is_library and any(fnmatch(path.parent.as_posix(), shelf) for shelf in _SHELVES)


def _replace(path: Path, new: Path) -> None:
    shutil.copymode(path, new)
    temporary = path.with_name(f"{path.name}.new")
    shutil.copyfile(new, temporary)
    shutil.copymode(path, temporary)
    temporary.replace(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
