import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from export_records import failed, whole

from invoice_desk.errors import BadSetting
from invoice_desk.export.formats import check_suffix, write_records


def test_the_ending_of_the_name_decides(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.CSV", "new/c.json"):
        write_records([whole(), failed()], tmp_path / name)
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames[0] == "Invoices"
    assert (tmp_path / "b.CSV").read_bytes().startswith(b'\xef\xbb\xbf"file"')
    assert len(json.loads((tmp_path / "new/c.json").read_text("utf-8"))) == 2


@pytest.mark.parametrize("name", ["out.xls", "out.pdf", "out", ".csv", "out.xlsx.exe"])
def test_another_ending_is_refused_with_the_three_that_are_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadSetting, match=r"\.xlsx, \.csv or \.json"):
        write_records([whole()], tmp_path / name)
    with pytest.raises(BadSetting):
        check_suffix(Path(name))
    assert not list(tmp_path.iterdir())


def test_xlsxwriter_is_loaded_only_for_a_workbook() -> None:
    code = "import sys, invoice_desk.export.formats; sys.exit('xlsxwriter' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
