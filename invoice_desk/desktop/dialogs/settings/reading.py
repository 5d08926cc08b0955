"""The settings of reading: what new fields begin with, how many invoices at once, and what is in doubt."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSlider, QWidget

from invoice_desk.desktop.dialogs.settings.page import OneOf, Page
from invoice_desk.desktop.regions.usual_fields import LANGUAGES
from invoice_desk.desktop.theme import SPACE, Theme
from invoice_desk.desktop.words.closed_sets import language_words
from invoice_desk.desktop.words.filling import fill, number_words, percent_words
from invoice_desk.extraction.threads import default_threads
from invoice_desk.invoice.fields import ReaderChoice, currencies
from invoice_desk.workflow.settings import LOWEST_THRESHOLD, Settings

_THREADS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)
_PARTS = 100  # a threshold is shown in per cent


class ReadingPage(Page):
    """Languages, reader, currency and date order hold for fields that are drawn from now on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading.setText(self.tr("Reading"))
        self._settings = Settings()
        self.threshold, self._share = QSlider(Qt.Orientation.Horizontal), QLabel()
        self.threshold.setRange(round(LOWEST_THRESHOLD * _PARTS), _PARTS)
        self.threshold.setPageStep(5)
        self.threshold.valueChanged.connect(self._show_share)
        cores = fill(self.tr("One for each core (%1)"), number_words(default_threads()))
        self.threads = OneOf([(cores, None), *((number_words(many), many) for many in _THREADS)])
        self.languages = {one: QCheckBox(language_words(one)) for one in LANGUAGES}
        self.reader = OneOf(
            [
                (self.tr("Whichever suits the field"), ReaderChoice.AUTO),
                (self.tr("Always Tesseract"), ReaderChoice.TESSERACT),
                (self.tr("Numbers and dates: the digits reader"), ReaderChoice.DIGITS),
            ]
        )
        self.currency = OneOf([(self.tr("Only what is printed"), None), *_named_currencies()])
        self.currency.setMaxVisibleItems(14)
        self.date_order = OneOf(
            [
                (self.tr("As each date shows"), "auto"),
                (self.tr("Day, month, year"), "dmy"),
                (self.tr("Month, day, year"), "mdy"),
                (self.tr("Year, month, day"), "ymd"),
            ]
        )
        self._lay_out()

    def show_settings(self, settings: Settings) -> None:
        """Show these settings."""
        self._settings = settings
        self.threshold.setValue(round(settings.threshold * _PARTS))
        self.threads.offer(number_words(settings.threads or 0), settings.threads)
        self.threads.choose(settings.threads)
        for language, box in self.languages.items():
            box.setChecked(language in settings.languages)
        self.reader.choose(settings.reader)
        self.currency.choose(settings.currency)
        self.date_order.choose(settings.date_order)

    def chosen(self) -> dict[str, object]:
        """Return the settings of this page as they are shown."""
        shown, now = self.threshold.value(), self._settings.threshold
        return {
            "threshold": now if shown == round(now * _PARTS) else shown / _PARTS,
            "threads": self.threads.value,
            "languages": self._chosen_languages(),
            "reader": self.reader.value,
            "currency": self.currency.value,
            "date_order": self.date_order.value,
        }

    def problem(self) -> str:
        """Return why what is shown cannot be kept."""
        return "" if self._chosen_languages() else self.tr("choose at least one language of new fields")

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        super().set_theme(theme)
        self.threshold.setStyleSheet(
            f"QSlider::groove:horizontal {{ height: 4px; background: {theme.border}; border-radius: 2px; }}"
            f"QSlider::sub-page:horizontal {{ background: {theme.accent}; border-radius: 2px; }}"
            f"QSlider::handle:horizontal {{ width: 16px; height: 16px; margin: -6px 0; border-radius: 8px;"
            f" background: {theme.accent}; border: 2px solid {theme.surface}; }}"
        )

    def _show_share(self, value: int) -> None:
        self._share.setText(percent_words(value / 100))

    def _chosen_languages(self) -> tuple[str, ...]:
        """Return the languages that are ticked, in the order they had; one that is not listed stays."""
        before = self._settings.languages
        ticked = [one for one, box in self.languages.items() if box.isChecked()]
        kept = [one for one in before if one in ticked or one not in self.languages]
        return (*kept, *(one for one in ticked if one not in before))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(2 * SPACE)
        line.setContentsMargins(0, 6, 0, 4)
        line.addWidget(self.threshold, 1)
        line.addWidget(self._share)
        self._share.setMinimumWidth(44)
        self.threshold.setAccessibleName(self.tr("In doubt below"))
        self.add_row(
            self.tr("In doubt below"),
            line,
            self.tr("Values that are read less surely go to review, from the next reading on."),
        )
        self.add_row(self.tr("Read at &once"), self.threads)
        boxes = QHBoxLayout()
        boxes.setContentsMargins(0, 6, 0, 4)
        boxes.setSpacing(2 * SPACE)
        for box in self.languages.values():
            boxes.addWidget(box)
        boxes.addStretch()
        self.add_row(
            self.tr("Languages"),
            boxes,
            self.tr("These and the settings below are what a new field begins with."),
        )
        self.add_row(self.tr("&Reader"), self.reader)
        self.add_row(
            self.tr("&Currency"), self.currency, self.tr("Of amounts beside which no currency is printed.")
        )
        self.add_row(self.tr("&Order of dates"), self.date_order)
        self.whole.addStretch()


def _named_currencies() -> list[tuple[str, object]]:
    """Return each currency's code with its name in the person's language, where it is known."""
    from babel.core import Locale, UnknownLocaleError

    try:
        names = Locale.parse(QLocale().name()).currencies
    except (ValueError, UnknownLocaleError):
        names = Locale("en").currencies
    return [(f"{code}   {names.get(code, '')}".rstrip(), code) for code in sorted(currencies())]
