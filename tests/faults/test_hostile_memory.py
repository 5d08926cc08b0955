"""The memory that files take: bombs are refused before they unfold, and one page is held at a time."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hostile_bytes import picture, white_png

MEMORY = 4 * 1024**3  # bytes of address space that the child may take
PEAK = 1500  # MB held at once

READ_ALL = """
import json, re, resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]), int(sys.argv[1])))
from invoice_desk.errors import BadFile
from invoice_desk.imaging.opening import inspect, open_page

def outcome(path: Path, pages: int) -> None:
    try:
        document = inspect(path)
        for info in document.pages[:pages]:
            open_page(document, info.index)
    except BadFile:
        return "refused"
    return "read"

names = sys.stdin.buffer.read().decode("utf-8", "surrogateescape").split("\\0")
said = [outcome(Path(name), int(sys.argv[2])) for name in names]
from invoice_desk.imaging import pdf_process
pdf_process._IDLE.end_all()
own = int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
pdf = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps({"outcomes": said, "own": own / 1024, "pdf": pdf / 1024}))
"""


def read_in_a_child(paths: list[Path], pages: int = 3) -> dict[str, Any]:
    names = "\0".join(map(str, paths)).encode("utf-8", "surrogateescape")
    command = [sys.executable, "-W", "error", "-c", READ_ALL, str(MEMORY), str(pages)]
    done = subprocess.run(command, input=names, capture_output=True, timeout=200)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b"", "decoders keep off standard error"
    return json.loads(done.stdout)


def test_no_broken_file_takes_the_memory(broken_folder: Path) -> None:
    said = read_in_a_child(sorted(broken_folder.iterdir()))
    assert len(said["outcomes"]) > 100
    assert set(said["outcomes"]) == {"refused"}
    assert said["own"] < PEAK / 3, "what is refused is not decoded"
    assert said["pdf"] < PEAK


def test_no_odd_file_takes_the_memory(odd_folder: Path) -> None:
    said = read_in_a_child(sorted(odd_folder.iterdir()))
    assert set(said["outcomes"]) == {"read"}
    assert max(said["own"], said["pdf"]) < PEAK


def test_the_largest_picture_fits(tmp_path: Path) -> None:
    path = tmp_path / "largest.png"
    path.write_bytes(white_png(14_140, 14_140, colour=2))
    said = read_in_a_child([path])
    assert said["outcomes"] == ["read"]
    assert said["own"] < PEAK


@pytest.mark.parametrize("ending", ["tif", "pdf"])
def test_memory_does_not_grow_with_the_pages(tmp_path: Path, ending: str) -> None:
    page = picture(size=(1000, 1400))
    peaks = []
    for count in (3, 40):
        path = tmp_path / f"{count}.{ending}"
        page.save(path, save_all=True, resolution=200, append_images=[page] * (count - 1))
        said = read_in_a_child([path], pages=count)
        assert said["outcomes"] == ["read"]
        peaks.append(said["own"] + said["pdf"])
    assert peaks[1] - peaks[0] < 60, "MB; 37 more pages are 155 MB"
