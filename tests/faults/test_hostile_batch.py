"""A batch of good invoices among all broken files: each broken one is a line, the others are read."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_files import broken_files
from PIL import Image, ImageDraw, ImageFont

from invoice_desk.errors import shown
from invoice_desk.extraction.batch import extract_all
from invoice_desk.invoice.fields import Field, FieldKind
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.record import Record, Status
from invoice_desk.invoice.template import PageSize, Template, template_to_json
from invoice_desk.reading.choosing import Readers

SIZE = (700, 300)
TEMPLATE = Template(
    name="acme",
    page=PageSize(width=SIZE[0], height=SIZE[1]),
    fields=(Field(name="total", kind=FieldKind.AMOUNT, box=Box(300, 100, 660, 180), languages=("eng",)),),
)
TOTALS = {"first.png": "1,234.50", "middle\nname.png": "87.25", "فاتورة.png": "9,310.00"}


def draw_invoice(path: Path, total: str) -> None:
    page = Image.new("L", SIZE, "white")
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(44)
    pen.text((40, 110), "TOTAL", "black", font)
    pen.text((330, 110), total, "black", font)
    page.save(path)


@pytest.fixture(scope="module")
def mixed(broken_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """All broken files with a good invoice before, between and behind them."""
    folder = tmp_path_factory.mktemp("good")
    for name, total in TOTALS.items():
        draw_invoice(folder / name, total)
    first, middle, last = (folder / name for name in TOTALS)
    broken = [broken_folder / file.name for file in broken_files()]
    half = len(broken) // 2
    return [first, *broken[:half], middle, *broken[half:], last]


def value_of(record: Record) -> str:
    return str(record.entries[0].shown_value)


def test_a_batch_gives_one_record_a_file_in_order(mixed: list[Path], readers: Readers) -> None:
    jobs = [(path, TEMPLATE) for path in mixed]
    events = extract_all(jobs, readers, threads=2)
    records = [event for event in events if isinstance(event, Record)]
    assert [record.file for record in records] == [str(path) for path in mixed]
    good = [record for record in records if record.problem is None]
    assert [value_of(record) for record in good] == ["1234.50", "87.25", "9310.00"]
    for record in records:
        if record.problem is not None:
            assert record.status is Status.FAILED
            assert record.problem.kind == "BadFile"
            assert record.problem.where == record.file


def test_the_command_says_one_line_for_each_broken_file_and_goes_on(
    mixed: list[Path], tmp_path: Path
) -> None:
    template = tmp_path / "acme.template.json"
    template.write_text(template_to_json(TEMPLATE), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "invoice_desk",
        "extract",
        "--template",
        template,
        "--json",
        "--jobs",
        "2",
    ]
    done = subprocess.run([*command, "--", *mixed], capture_output=True, timeout=200, cwd=tmp_path)
    assert done.returncode == 1
    errors = done.stderr.decode("utf-8").splitlines()
    objects = [json.loads(line) for line in done.stdout.decode("utf-8").split("\n")[:-1]]
    assert [one["file"] for one in objects] == [str(path) for path in mixed]
    failed = [one for one in objects if one["status"] == "failed"]
    assert [one["fields"]["total"]["value"] for one in objects if one not in failed] == [
        "1234.50",
        "87.25",
        "9310.00",
    ]
    assert len(failed) == len(errors) == len(broken_files())
    for one, line in zip(failed, errors, strict=True):
        assert line.startswith(f"error: {shown(one['file'])}: ")
        assert one["error"] in line
        assert one["fields"] == {}
