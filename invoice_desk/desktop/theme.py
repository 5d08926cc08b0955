"""The look: two palettes of named colours, and the style sheet that is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.filed import State
from invoice_desk.shipped import shipped

SPACE = 8  # pixels between things that belong together; twice as many between those that do not


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by what they are for, as #rrggbb.

    window: behind everything; surface: of panels and tables; raised: of buttons and the row under the
    mouse; page: around the page; sure, doubt, bad, typed: of a value that is certain, in doubt, wrong,
    or a person's; kinds: of a region by its field's kind; states: of an invoice.
    """

    is_dark: bool
    window: str
    surface: str
    raised: str
    border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    page: str
    sure: str
    doubt: str
    bad: str
    typed: str
    kinds: Mapping[FieldKind, str]
    states: Mapping[State, str]

    def color(self, name: str) -> QColor:
        """Return a colour by the name of its attribute."""
        return QColor(getattr(self, name))


ICONS = shipped("resources/icons")
_KINDS = {
    FieldKind.TEXT: "#2f7de1",
    FieldKind.NUMBER: "#8a5cd6",
    FieldKind.AMOUNT: "#1f9d6b",
    FieldKind.DATE: "#d9822b",
    FieldKind.IDENTIFIER: "#c2417c",
    FieldKind.CODE: "#5b6b7d",
    FieldKind.TABLE: "#0f8a9d",
    FieldKind.CHECKBOX: "#7a7f1a",
}


def _states(*, muted: str, accent: str, sure: str, doubt: str, bad: str) -> dict[State, str]:
    return {
        State.NEW: muted,
        State.READING: accent,
        State.REVIEW: doubt,
        State.ACCEPTED: sure,
        State.EXPORTED: sure,
        State.FAILED: bad,
        State.DUPLICATE: muted,
        State.REJECTED: muted,
    }


LIGHT = Theme(
    is_dark=False,
    window="#f3f4f7",
    surface="#ffffff",
    raised="#eceef3",
    border="#d7dbe3",
    text="#1d2430",
    muted="#5d6878",
    accent="#2f5fd0",
    on_accent="#ffffff",
    page="#dfe3ea",
    sure="#14744a",
    doubt="#945700",
    bad="#b3261e",
    typed="#2f5fd0",
    kinds=_KINDS,
    states=_states(muted="#5d6878", accent="#2f5fd0", sure="#14744a", doubt="#945700", bad="#b3261e"),
)
DARK = Theme(
    is_dark=True,
    window="#171a20",
    surface="#1f232b",
    raised="#2a2f39",
    border="#363d49",
    text="#e6e9ef",
    muted="#98a2b3",
    accent="#7aa2ff",
    on_accent="#10131a",
    page="#101318",
    sure="#4cc38a",
    doubt="#f0b35a",
    bad="#ff7a70",
    typed="#7aa2ff",
    kinds={kind: QColor(color).lighter(130).name() for kind, color in _KINDS.items()},
    states=_states(muted="#98a2b3", accent="#7aa2ff", sure="#4cc38a", doubt="#f0b35a", bad="#ff7a70"),
)

_SHEET = Template("""
* { font-size: 10pt; }
QMainWindow, QDialog { background: $window; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 4px 6px; }
QMainWindow::separator { background: $window; width: 6px; height: 6px; }
QMainWindow::separator:hover { background: $accent; }
QDockWidget { color: $muted; font-weight: 600; titlebar-close-icon: url("$close");
    titlebar-normal-icon: url("$float"); }
QDockWidget::close-button, QDockWidget::float-button { background: transparent; border: none; padding: 1px;
    border-radius: 4px; }
QDockWidget::close-button:hover, QDockWidget::float-button:hover { background: $raised; }
QDockWidget::title { background: $window; padding: 8px 10px 6px 10px; text-align: left; }
QToolBar { background: $window; border: none; padding: 4px 8px; spacing: 4px; }
QToolBar::separator { background: $border; width: 1px; margin: 6px 6px; }
QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 5px 7px; color: $text; }
QToolButton:hover { background: $raised; }
QToolButton:checked { background: $raised; border-color: $border; }
QToolButton:disabled { color: $muted; }
QMenuBar { background: $window; color: $text; padding: 2px 6px; }
QMenuBar::item { padding: 5px 10px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: $raised; }
QMenu { background: $surface; color: $text; border: 1px solid $border; padding: 5px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 5px; }
QMenu::item:selected { background: $raised; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $border; margin: 5px 8px; }
QStatusBar { background: $window; color: $muted; }
QStatusBar::item { border: none; }
QStatusBar QLabel { padding: 0 6px; }
QPushButton { background: $surface; color: $text; border: 1px solid $border; border-radius: 6px;
    padding: 6px 14px; }
QPushButton:hover { background: $raised; }
QPushButton:disabled { color: $muted; }
QPushButton:default, QPushButton[primary="true"] { background: $accent; color: $on_accent;
    border-color: $accent; }
QPushButton[primary="true"] { font-weight: 600; }
QPushButton:default:disabled, QPushButton[primary="true"]:disabled { background: $raised;
    color: $muted; border-color: $border; }
QPushButton[choice="true"]:checked { background: $raised; border-color: $accent; color: $accent;
    font-weight: 600; }
QLineEdit, QPlainTextEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateEdit {
    background: $surface; color: $text; border: 1px solid $border; border-radius: 6px; padding: 5px 8px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus { border-color: $accent; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $border;
    selection-background-color: $raised; selection-color: $text; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url("$down"); width: 16px; height: 16px; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QDateEdit::up-button,
QSpinBox::down-button, QDoubleSpinBox::down-button, QDateEdit::down-button {
    background: transparent; border: none; width: 20px; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow, QDateEdit::up-arrow {
    image: url("$up"); width: 12px; height: 12px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow, QDateEdit::down-arrow {
    image: url("$down"); width: 12px; height: 12px; }
QAbstractItemView { background: $surface; color: $text; border: 1px solid $border; outline: none;
    alternate-background-color: $surface; gridline-color: $border;
    selection-background-color: $raised; selection-color: $text; }
QHeaderView::section { background: $surface; color: $muted; border: none; border-bottom: 1px solid $border;
    padding: 6px 8px; font-weight: 600; }
QTableView QTableCornerButton::section { background: $surface; border: none; }
QProgressBar { background: $raised; border: none; border-radius: 4px; height: 8px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 5px; min-height: 28px; min-width: 28px;
    margin: 2px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: none; border: none; width: 0; height: 0; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QCheckBox, QRadioButton, QLabel, QGroupBox { color: $text; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator, QAbstractItemView::indicator { width: 15px; height: 15px; border: 1px solid $muted;
    border-radius: 4px; background: $surface; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: $accent;
    border-color: $accent; image: url("$tick"); }
QRadioButton::indicator { width: 15px; height: 15px; border: 1px solid $muted; border-radius: 8px;
    background: $surface; }
QRadioButton::indicator:hover, QRadioButton::indicator:focus { border-color: $accent; }
QRadioButton::indicator:checked { width: 7px; height: 7px; border: 5px solid $accent; }
QRadioButton::indicator:disabled { background: $raised; border-color: $border; }
QCheckBox::indicator:disabled { background: $raised; border-color: $border; }
QListWidget::item { padding: 3px 4px; }
QLabel[muted="true"] { color: $muted; }
QLabel[heading="true"] { font-size: 15pt; font-weight: 600; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { color: $muted; padding: 7px 14px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabWidget::pane { border: none; }
QFrame[card="true"] { background: $surface; border: 1px solid $border; border-radius: 8px; }
""")


def apply_theme(application: QApplication, theme: Theme) -> None:
    """Give the whole application this look."""
    application.setStyle("Fusion")
    application.setPalette(_palette(theme))
    names = [name for name in Theme.__slots__ if isinstance(getattr(theme, name), str)]
    colors = {name: getattr(theme, name) for name in names}
    application.setStyleSheet(_SHEET.substitute(colors | _pictures(theme)))


def _pictures(theme: Theme) -> dict[str, str]:
    """Return the drawings that the style sheet takes from files; a sheet cannot colour them itself."""
    shade = "dark" if theme.is_dark else "light"
    files = {
        "tick": f"ticks/{shade}.svg",
        "down": f"chevrons/down-{shade}.svg",
        "up": f"chevrons/up-{shade}.svg",
        "close": f"docks/close-{shade}.svg",
        "float": f"docks/float-{shade}.svg",
    }
    return {name: (ICONS / path).as_posix() for name, path in files.items()}


def system_theme(application: QApplication) -> Theme:
    """Return the palette that the person chose for the whole system."""
    return DARK if application.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT


def _palette(theme: Theme) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: theme.window,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.surface,
        QPalette.ColorRole.AlternateBase: theme.surface,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.Button: theme.raised,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.on_accent,
        QPalette.ColorRole.ToolTipBase: theme.raised,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Link: theme.accent,
    }
    palette = QPalette()
    for role, color in roles.items():
        palette.setColor(role, QColor(color))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    return palette
