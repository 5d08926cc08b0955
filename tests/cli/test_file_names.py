"""What files are called in tables."""

from __future__ import annotations

import pytest

from invoice_desk.cli.file_names import short_names


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (["/in/a.pdf", "b.pdf"], ["a.pdf", "b.pdf"]),
        (["d1/a.pdf", "d2/a.pdf", "d2/b.pdf"], ["d1/a.pdf", "d2/a.pdf", "b.pdf"]),
        (["x/d/a.pdf", "y/d/a.pdf"], ["x/d/a.pdf", "y/d/a.pdf"]),
        (["a.pdf", "d/a.pdf"], ["a.pdf", "d/a.pdf"]),
        (["/d/a.pdf", "/d/a.pdf"], ["a.pdf", "a.pdf"]),
        ([".", "/"], [".", "/"]),
        ([], []),
    ],
)
def test_a_file_is_called_by_the_shortest_path_that_tells_it_apart(
    files: list[str], names: list[str]
) -> None:
    assert short_names(files) == names
