"""Brightness and contrast of the page, for the eye alone: a small card with two sliders."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from invoice_desk.desktop.canvas.canvas import PageCanvas

_PLAIN = 100  # of the contrast's slider, which goes to four times as much
_WIDTH = 280


class Appearance(QFrame):
    """Changes how a canvas shows pages; what was chosen holds until the program ends."""

    def __init__(self, canvas: PageCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._canvas = canvas
        self.setProperty("card", True)
        self.setAccessibleName(self.tr("Brightness and contrast"))
        self.brightness = _slider(-100, 100, 0, self.tr("Brightness"))
        self.contrast = _slider(20, 400, _PLAIN, self.tr("Contrast"))
        self.inverted = QCheckBox(self.tr("Invert"))
        self.reset = QPushButton(self.tr("Reset"))
        self._lay_out()
        for slider in (self.brightness, self.contrast):
            slider.valueChanged.connect(self._apply)
        self.inverted.toggled.connect(self._apply)
        self.reset.clicked.connect(self._put_back)
        self._apply()

    def open_beside(self, widget: QWidget) -> None:
        """Show it in the upper corner of a widget, where the language ends."""
        self.setFixedWidth(_WIDTH)
        self.adjustSize()
        room = QRect(widget.mapToGlobal(QPoint()), widget.size()).adjusted(12, 12, -12, -12)
        is_ltr = self.layoutDirection() is Qt.LayoutDirection.LeftToRight
        self.move(room.right() - self.width() if is_ltr else room.left(), room.top())
        self.show()
        self.brightness.setFocus()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for row, slider in enumerate((self.brightness, self.contrast)):
            label = QLabel(slider.accessibleName())
            label.setBuddy(slider)
            grid.addWidget(label, row, 0)
            grid.addWidget(slider, row, 1)
        grid.addWidget(self.inverted, 2, 0)
        grid.addWidget(self.reset, 2, 1, Qt.AlignmentFlag.AlignTrailing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.addLayout(grid)

    def _apply(self) -> None:
        brightness, contrast = self.brightness.value() / 100, self.contrast.value() / _PLAIN
        self._canvas.set_look(brightness, contrast, is_inverted=self.inverted.isChecked())
        self.reset.setEnabled(not self._canvas.eye.is_plain)

    def _put_back(self) -> None:
        self.brightness.setValue(0)
        self.contrast.setValue(_PLAIN)
        self.inverted.setChecked(False)


def _slider(low: int, high: int, plain: int, name: str) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(low, high)
    slider.setValue(plain)
    slider.setPageStep(20)
    slider.setAccessibleName(name)
    return slider
