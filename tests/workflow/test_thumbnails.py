"""Small pictures of first pages are made once and kept; the oldest go where they are too many."""

from __future__ import annotations

import os
from pathlib import Path

import cv2
import numpy as np
import pytest
from small_invoices import draw_invoice

from invoice_desk.errors import BadFile
from invoice_desk.imaging.opening import inspect
from invoice_desk.workflow.thumbnails import SIDE, Thumbnails


def test_a_picture_is_made_and_kept(tmp_path: Path) -> None:
    document = inspect(draw_invoice(tmp_path / "a.png"))
    thumbnails = Thumbnails(tmp_path / "thumbnails")
    assert thumbnails.kept(document) is None
    content = thumbnails.make(document)
    assert thumbnails.kept(document) == content
    pixels = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
    assert pixels is not None
    assert max(pixels.shape[:2]) == SIDE


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    path = draw_invoice(tmp_path / "a.png")
    document = inspect(path)
    path.unlink()
    with pytest.raises(BadFile):
        Thumbnails(tmp_path / "thumbnails").make(document)


def test_where_nothing_can_be_written_the_picture_is_made_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "thumbnails").write_text("a file stands here")
    thumbnails = Thumbnails(tmp_path / "thumbnails")
    assert thumbnails.make(inspect(draw_invoice(tmp_path / "a.png"))).startswith(b"\xff\xd8")


def test_the_oldest_go_where_they_are_too_many(tmp_path: Path) -> None:
    documents = [inspect(draw_invoice(tmp_path / f"{n}.png", number=f"INV-{n}")) for n in range(6)]
    first = len(Thumbnails(tmp_path / "first").make(documents[0]))
    thumbnails = Thumbnails(tmp_path / "thumbnails", max_total=round(3.5 * first))
    for age, document in enumerate(documents):
        thumbnails.make(document)
        kept = tmp_path / "thumbnails" / document.sha256[:2] / f"{document.sha256}.jpg"
        os.utime(kept, (1000 + age, 1000 + age))
    total = sum(path.stat().st_size for path in (tmp_path / "thumbnails").glob("*/*.jpg"))
    assert total <= 3.5 * first
    assert thumbnails.kept(documents[0]) is None
    assert thumbnails.kept(documents[5]) is not None
