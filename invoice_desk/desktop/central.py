"""The middle of the window: what is said above, the strip of pages, and the page or the invitation."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


class CentralArea(QWidget):
    """Lays out what stands between the docks."""

    def __init__(self, above: Sequence[QWidget], strip: QWidget, middle: QWidget) -> None:
        super().__init__()
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(strip)
        below.addWidget(middle, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in above:
            layout.addWidget(widget)
        layout.addLayout(below, 1)
