"""What the window loads before it stands: nothing that reads, learns or speaks to a network."""

from __future__ import annotations

import subprocess
import sys

SLOW = ("numpy", "cv2", "PIL", "torch", "tesserocr", "fpdf", "xlsxwriter", "urllib3", "requests", "keyring")


def test_nothing_slow_is_loaded_with_the_window() -> None:
    code = f"import sys, invoice_desk.desktop.app; print([n for n in {SLOW!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
