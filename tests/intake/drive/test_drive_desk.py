"""Google Drive onto a real desk by the sync itself: each fault at each step, and every file is there once."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import sources_tried as tried
from PIL import Image

from invoice_desk.workflow import syncing
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.settings import Settings
from tests.intake.drive.conftest import MakePulling
from tests.intake.drive.faulting import Act
from tests.intake.drive.server import DriveServer
from tests.intake.drive.test_drive_faults import CASES

NOISE = hashlib.sha512(b"noise").digest() * 20_000


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk.open(tmp_path / "desk", Settings(), who="Amal")
    yield opened
    opened.close()


@cache
def letter() -> bytes:
    """Return a PDF that opens; its time of making stands in it."""
    out = io.BytesIO()
    Image.new("L", (120, 80), 200).save(out, "PDF")
    return out.getvalue()


def digests(desk: Desk) -> list[str]:
    return sorted(hashlib.sha256(one).hexdigest() for many in tried.on_desk(desk).values() for one in many)


@pytest.mark.parametrize(("step", "act", "words"), CASES)
def test_each_fault_leaves_each_file_on_the_desk_once(
    drive: DriveServer, folder: str, pull: MakePulling, desk: Desk, step: str, act: Act, words: str
) -> None:
    shelf = drive.shelf
    wanted = [tried.picture(number) + NOISE for number in range(3)]
    for one in wanted:
        shelf.put("same.png", one, folder, "image/png")
    shelf.document("Letter", letter(), folder)
    source = pull(timeout=0.4).source
    if step == "changes":
        tried.synced(desk, source)
        shelf.put("new.png", tried.picture(9) + NOISE, folder, "image/png")
        wanted.append(tried.picture(9) + NOISE)
    drive.fail(step, *[act] * (1 if step == "token" else 5))
    heard = []
    for _ in range(6):
        events = tried.synced(desk, source)
        heard += [str(one.problem) for one in events if isinstance(one, syncing.NotCome)]
        heard += [str(tried.end_of(events).problem)]
        drive.faults.clear()
        syncing.try_again(desk, tried.known(desk))
        if tried.counts(desk).get("waiting", 0) == 0 and tried.end_of(events).problem is None:
            break
    assert digests(desk) == sorted(hashlib.sha256(one).hexdigest() for one in [*wanted, letter()])
    assert tried.counts(desk) == {"taken": len(wanted) + 1}
    if step != "token":  # one that passes at the next try is not told
        assert any(words in one for one in heard), heard
