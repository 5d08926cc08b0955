"""Says what the bundle is made of and what made it grow: sizes, the largest parts, and what is new in it.

    python -m installer.growth [dist/invoice-desk] [--keep]

`--keep` writes the list of parts to installer/parts.txt; without it, what differs from that list is printed.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

PARTS = Path(__file__).resolve().parent / "parts.txt"
MANY = 10
_TELLING = 0.2  # MB; smaller differences are not told


def main() -> None:
    """Print it, or keep it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path, default=Path("dist/invoice-desk"))
    asked.add_argument("--keep", action="store_true", help="this is how large the bundle may be")
    given = asked.parse_args()
    parts = sizes(given.folder)
    if given.keep:
        lines = [f"{size / 1e6:8.1f} {name}" for name, size in parts.most_common() if size >= 1e5]
        PARTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"unpacked: {sum(parts.values()) / 1e6:.0f} MB ({sum(parts.values()) / 2**20:.0f} MiB)")
    print(f"the {MANY} largest parts, in MB:")
    for name, size in parts.most_common(MANY):
        print(f"  {size / 1e6:7.1f}  {name}")
    for line in differences(parts):
        print(line)


def sizes(folder: Path) -> Counter[str]:
    """Return the bytes of each part: a package with its libraries, or a file."""
    found: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            found[_part_of(path.relative_to(folder))] += path.stat().st_size
    return found


def differences(parts: Counter[str]) -> list[str]:
    """Return what is larger, new or gone against parts.txt, a line each."""
    lines = (line.split(maxsplit=1) for line in PARTS.read_text(encoding="utf-8").splitlines())
    before = {name: float(size) for size, name in lines}
    told = []
    for name in sorted({*before, *parts}):
        change = parts[name] / 1e6 - before.get(name, 0.0)
        if abs(change) >= _TELLING:
            word = "new" if name not in before else "gone" if name not in parts else "changed"
            told.append(f"  {word:8}{change:+8.1f} MB  {name}")
    return told


def _part_of(path: Path) -> str:
    """Return the part that a file belongs to: NAME and NAME.libs are one."""
    if path.parts[0] != "_internal":
        return (
            "Python modules (in the program's file)"
            if path.name.startswith("invoice-desk")
            else path.parts[0]
        )
    top = path.parts[1]
    names = {"opencv_python_headless.libs": "cv2", "python3.11": "Python", "base_library.zip": "Python"}
    if len(path.parts) == 2 and ".so" in top:
        return "Python" if top.startswith("libpython") else "libraries of the system"
    return names.get(top, top.removesuffix(".libs").removesuffix("_binary"))


if __name__ == "__main__":
    main()
