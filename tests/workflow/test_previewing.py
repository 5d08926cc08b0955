"""What an export would begin with: the same invoices and texts that it writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from desks import add_and_read, draw

from invoice_desk.workflow import reviewing
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.exporting import Selection
from invoice_desk.workflow.previewing import Preview, preview_export

pytestmark = pytest.mark.usefixtures("tessdata")


def files_of(preview: Preview) -> list[str]:
    place = [heading.name for heading in preview.headings].index("file")
    return [row[place] for row in preview.rows]


def test_only_what_goes_out_is_shown_and_counted(desk: Desk, tmp_path: Path) -> None:
    keys = add_and_read(
        desk, *(draw(tmp_path / "in", f"small-{one}.png", number=f"INV-204{one}") for one in range(3))
    )
    reviewing.accept(desk, keys[1:2])
    assert files_of(preview_export(desk, Selection())) == ["small-1.png"]
    everything = preview_export(desk, Selection(has_unaccepted=True), rows=2)
    assert (everything.many, len(everything.rows)) == (3, 2)
    chosen = preview_export(desk, Selection((keys[2],)))
    assert (files_of(chosen), chosen.many) == (["small-2.png"], 1)


def test_an_empty_desk_has_no_rows(desk: Desk) -> None:
    assert preview_export(desk, Selection()).rows == ()
