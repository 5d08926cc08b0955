"""What the closed sets of the program are called on the screen, in the person's language."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from invoice_desk.export.csv_style import CsvStyle
from invoice_desk.invoice.fields import FieldKind, Role

_CONTEXT = "words"

_KINDS = {
    FieldKind.TEXT: QT_TRANSLATE_NOOP("words", "Text"),
    FieldKind.NUMBER: QT_TRANSLATE_NOOP("words", "Number"),
    FieldKind.AMOUNT: QT_TRANSLATE_NOOP("words", "Amount"),
    FieldKind.DATE: QT_TRANSLATE_NOOP("words", "Date"),
    FieldKind.IDENTIFIER: QT_TRANSLATE_NOOP("words", "Identifier"),
    FieldKind.CODE: QT_TRANSLATE_NOOP("words", "QR or bar code"),
    FieldKind.TABLE: QT_TRANSLATE_NOOP("words", "Table"),
    FieldKind.CHECKBOX: QT_TRANSLATE_NOOP("words", "Checkbox"),
}
_ROLES = {
    Role.INVOICE_NUMBER: QT_TRANSLATE_NOOP("words", "Invoice number"),
    Role.ISSUE_DATE: QT_TRANSLATE_NOOP("words", "Date of the invoice"),
    Role.DUE_DATE: QT_TRANSLATE_NOOP("words", "Due date"),
    Role.SELLER: QT_TRANSLATE_NOOP("words", "Seller"),
    Role.BUYER: QT_TRANSLATE_NOOP("words", "Buyer"),
    Role.TAX_ID: QT_TRANSLATE_NOOP("words", "Seller's tax number"),
    Role.BUYER_TAX_ID: QT_TRANSLATE_NOOP("words", "Buyer's tax number"),
    Role.CURRENCY: QT_TRANSLATE_NOOP("words", "Currency"),
    Role.SUBTOTAL: QT_TRANSLATE_NOOP("words", "Subtotal"),
    Role.DISCOUNT: QT_TRANSLATE_NOOP("words", "Discount"),
    Role.TAX: QT_TRANSLATE_NOOP("words", "Tax"),
    Role.TAX_RATE: QT_TRANSLATE_NOOP("words", "Tax rate"),
    Role.TOTAL: QT_TRANSLATE_NOOP("words", "Total"),
    Role.NONE: QT_TRANSLATE_NOOP("words", "No role"),
}
_CSV = {
    CsvStyle.EXCEL: QT_TRANSLATE_NOOP("words", "Excel in English"),
    CsvStyle.EXCEL_ARABIC: QT_TRANSLATE_NOOP("words", "Excel in Arabic"),
    CsvStyle.EXCEL_FRENCH: QT_TRANSLATE_NOOP("words", "Excel in French"),
    CsvStyle.PLAIN: QT_TRANSLATE_NOOP("words", "Another program"),
}
_LANGUAGES = {
    "ara": QT_TRANSLATE_NOOP("words", "Arabic"),
    "eng": QT_TRANSLATE_NOOP("words", "English"),
    "fra": QT_TRANSLATE_NOOP("words", "French"),
}


def kind_words(kind: FieldKind) -> str:
    """Return what a kind of field is called."""
    return QCoreApplication.translate(_CONTEXT, str(_KINDS[kind]))


def role_words(role: Role) -> str:
    """Return what a role is called."""
    return QCoreApplication.translate(_CONTEXT, str(_ROLES[role]))


def csv_words(style: CsvStyle) -> str:
    """Return for what program a CSV file is written."""
    return QCoreApplication.translate(_CONTEXT, str(_CSV[style]))


def language_words(language: str) -> str:
    """Return what one of the three languages is called."""
    return QCoreApplication.translate(_CONTEXT, str(_LANGUAGES[language]))
