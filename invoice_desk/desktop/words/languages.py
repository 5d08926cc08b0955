"""The language of the window: its words, Qt's own words, the form of dates and numbers, and the direction."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from invoice_desk.shipped import shipped
from invoice_desk.workflow.settings import ScreenLanguage

FOLDER = shipped("resources/translations")
"""Where `invoice-desk_LANGUAGE.qm` lies for each language; English holds its plural forms only."""

_OURS, _QTS = "invoice-desk", "qtbase"  # the names of the files, before the language


def use_language(application: QApplication, choice: ScreenLanguage) -> QLocale:
    """Let all that is built from now on speak a language; return its locale.

    What is shown already keeps its words: a window is built anew for another language.
    """
    locale = locale_of(choice, QLocale.system())
    _forget(application)
    for name, folder in (
        (_QTS, Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))),
        (_OURS, FOLDER),
    ):
        _install(application, f"{name}_{language_of(locale).value}", folder)
    QLocale.setDefault(locale)
    application.setLayoutDirection(locale.textDirection())
    return locale


def locale_of(choice: ScreenLanguage, system: QLocale) -> QLocale:
    """Return the locale of a choice. Of a language that the machine speaks, too, it is the machine's."""
    wanted = _of_machine(system) if choice is ScreenLanguage.SYSTEM else choice
    is_plain = system.language() is QLocale.Language.C  # a machine without a language
    is_same = _language_in(system.bcp47Name()) is wanted and not is_plain
    return QLocale(system) if is_same else QLocale(wanted.value)


def language_of(locale: QLocale) -> ScreenLanguage:
    """Return which of our languages a locale is in, English for all others."""
    return _language_in(locale.bcp47Name()) or ScreenLanguage.ENGLISH


def _of_machine(system: QLocale) -> ScreenLanguage:
    """Return the first of the machine's languages that we have, English where we have none."""
    found = (_language_in(name) for name in system.uiLanguages())
    return next((one for one in found if one is not None), ScreenLanguage.ENGLISH)


def _language_in(name: str) -> ScreenLanguage | None:
    """Return our language of a name such as "fr-CA" or "ar_EG", None where we have none."""
    code = name.replace("_", "-").partition("-")[0].lower()
    return ScreenLanguage(code) if code in {"en", "fr", "ar"} else None


def _install(application: QApplication, name: str, folder: Path) -> None:
    """Install one file of words, where there is one: Qt ships none for English."""
    translator = QTranslator(application)
    translator.setObjectName(name)
    if translator.load(name, str(folder)):
        application.installTranslator(translator)
    else:
        translator.deleteLater()


def _forget(application: QApplication) -> None:
    """Take away the words of the language before."""
    for translator in application.findChildren(QTranslator):
        if translator.objectName().startswith((f"{_OURS}_", f"{_QTS}_")):
            application.removeTranslator(translator)
            translator.deleteLater()
