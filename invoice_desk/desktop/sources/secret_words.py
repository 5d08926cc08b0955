"""Where keys are kept, said openly."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from invoice_desk.intake.secrets import Place


def secrets_words(place: Place) -> str:
    """Say where a key will be kept, before it is given."""
    if place is Place.KEYRING:
        return QCoreApplication.translate("Secrets", "Keys are kept in this system's keyring.")
    return QCoreApplication.translate(
        "Secrets", "This system has no keyring: keys are kept in a file that only you can read."
    )


def kept_words(place: Place) -> str:
    """Say where a key is kept now."""
    if place is Place.KEYRING:
        return QCoreApplication.translate("Secrets", "Its key is kept in this system's keyring.")
    return QCoreApplication.translate(
        "Secrets", "Its key is kept in a file that only you can read, because this system has no keyring."
    )
