"""What the floors below say in English, as patterns that can be translated: problems, remedies and details.

The floors know no language of the screen, and what they say is kept with an invoice in English; so the
English sentence is the key here, %1, %2 … standing for what is in it. A test holds these patterns against
the messages in the code of the floors.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP

from invoice_desk.desktop.words.drive_phrases import DRIVE, DRIVE_IN_THE_WINDOW
from invoice_desk.desktop.words.source_phrases import (
    MODELS,
    REMEDIES_OF_SOURCES,
    SOURCES,
    SOURCES_IN_THE_WINDOW,
)

FILES = (
    QT_TRANSLATE_NOOP("floor", "is empty (0 bytes)"),
    QT_TRANSLATE_NOOP("floor", "is %1 MB; the limit is %2 MB"),
    QT_TRANSLATE_NOOP("floor", "has no page"),
    QT_TRANSLATE_NOOP("floor", "has more than %1 pages"),
    QT_TRANSLATE_NOOP("floor", "is too small to read: %1, each side needs %2"),
    QT_TRANSLATE_NOOP("floor", "is too long: %1, a side may have %2"),
    QT_TRANSLATE_NOOP("floor", "is too large: %1 are %2 MP, the limit is %3 MP"),
    QT_TRANSLATE_NOOP("floor", "is too large: over %1 MP"),
    QT_TRANSLATE_NOOP("floor", "is a picture with the ending .pdf"),
    QT_TRANSLATE_NOOP("floor", "is a PDF with the ending %1"),
    QT_TRANSLATE_NOOP("floor", "has the ending %1, but its content is of another kind"),
    QT_TRANSLATE_NOOP("floor", "is not a PNG, JPEG, TIFF, WebP, BMP, HEIC or PDF file"),
    QT_TRANSLATE_NOOP("floor", "is a folder"),
    QT_TRANSLATE_NOOP("floor", "is not a regular file"),
    QT_TRANSLATE_NOOP("floor", "is not there"),
    QT_TRANSLATE_NOOP("floor", "cannot be read"),
    QT_TRANSLATE_NOOP("floor", "cannot be read: %1"),
    QT_TRANSLATE_NOOP("floor", "cannot be read for an unexpected reason: %1"),
    QT_TRANSLATE_NOOP("floor", "is a broken PDF"),
    QT_TRANSLATE_NOOP("floor", "is an encrypted PDF"),
    QT_TRANSLATE_NOOP("floor", "is a PDF with unknown encryption"),
    QT_TRANSLATE_NOOP("floor", "is a PDF that takes too much memory or is broken"),
    QT_TRANSLATE_NOOP("floor", "takes more than %1 seconds to open"),
    QT_TRANSLATE_NOOP("floor", "page %1 of the PDF has no size"),
    QT_TRANSLATE_NOOP("floor", "page %1 of the PDF is too large: %2"),
    QT_TRANSLATE_NOOP("floor", "page %1 of the PDF is too small to read: %2"),
    QT_TRANSLATE_NOOP("floor", "holds a picture of %1, too large to be decoded"),
    QT_TRANSLATE_NOOP("floor", "is cut short: its end is missing"),
    QT_TRANSLATE_NOOP("floor", "holds a description that unpacks to an unsafe size"),
    QT_TRANSLATE_NOOP("floor", "is a broken picture"),
    QT_TRANSLATE_NOOP("floor", "would take too long to decode: %1 scans of %2 pixels"),
    QT_TRANSLATE_NOOP("floor", "does not fit into memory"),
    QT_TRANSLATE_NOOP("floor", "was changed while it was taken in"),
    QT_TRANSLATE_NOOP("floor", "page %1 has no size"),
    QT_TRANSLATE_NOOP("floor", "the picture of page %1 cannot be read"),
    QT_TRANSLATE_NOOP("floor", "the program died while reading it, and again when it was tried alone: %1"),
)

WRITING = (
    QT_TRANSLATE_NOOP("floor", "cannot be written: %1"),
    QT_TRANSLATE_NOOP("floor", "cannot be written: the disk is full; nothing was changed"),
    QT_TRANSLATE_NOOP("floor", "the disk fails or is full: %1"),
    QT_TRANSLATE_NOOP("floor", "the original cannot be kept: %1"),
    QT_TRANSLATE_NOOP("floor", "is gone: %1"),
    QT_TRANSLATE_NOOP("floor", "was changed by another program meanwhile"),
    QT_TRANSLATE_NOOP("floor", "seems to be open in another program: %1 lies beside it"),
    QT_TRANSLATE_NOOP("floor", "is encrypted with a password, or in the format of before 2007"),
    QT_TRANSLATE_NOOP("floor", "is no workbook: it is not a zip file"),
    QT_TRANSLATE_NOOP("floor", "rows can be added to an Excel workbook, not to %1"),
    QT_TRANSLATE_NOOP("floor", "has the ending %1, which no format has"),
    QT_TRANSLATE_NOOP("floor", "has no ending"),
    QT_TRANSLATE_NOOP("floor", "there is no column %1"),
    QT_TRANSLATE_NOOP("floor", "the sheet %1 would have %2 rows and %3 columns; Excel holds %4 and %5"),
    QT_TRANSLATE_NOOP("floor", "the sheet %1 would have more than %2 rows, which Excel does not hold"),
    QT_TRANSLATE_NOOP("floor", "no invoice is accepted, so nothing is exported"),
    QT_TRANSLATE_NOOP("floor", "the export was stopped, so nothing was written"),
    QT_TRANSLATE_NOOP("floor", "a check fails on invoice %1"),
    QT_TRANSLATE_NOOP("floor", "a check fails on invoices %1"),
    QT_TRANSLATE_NOOP("floor", "invoice %1 is not accepted"),
    QT_TRANSLATE_NOOP("floor", "invoices %1 are not accepted"),
    QT_TRANSLATE_NOOP("floor", "invoice %1 is not there to be exported: never read, or deleted"),
    QT_TRANSLATE_NOOP("floor", "invoices %1 are not there to be exported: never read, or deleted"),
    QT_TRANSLATE_NOOP("floor", "invoice %1 was not read yet"),
)

INVOICES = (
    QT_TRANSLATE_NOOP("floor", "the desk has no invoice %1"),
    QT_TRANSLATE_NOOP("floor", "invoice %1 is %2, so it cannot be %3"),
    QT_TRANSLATE_NOOP("floor", "invoice %1 is %2, so it cannot be accepted"),
    QT_TRANSLATE_NOOP("floor", "invoice %1 is %2, so it cannot be reopened"),
    QT_TRANSLATE_NOOP("floor", "invoice %1 is %2, so it cannot be rejected"),
    QT_TRANSLATE_NOOP("floor", "invoice %1 is %2, so it cannot be queued"),
    QT_TRANSLATE_NOOP("floor", "invoice %1 is %2, so it cannot be deleted"),
    QT_TRANSLATE_NOOP("floor", "invoice %1 is %2, so it cannot be set aside as a duplicate"),
    QT_TRANSLATE_NOOP("floor", "invoice %1 is %2, so its values cannot be changed"),
    QT_TRANSLATE_NOOP("floor", "invoice %1 is deleted"),
    QT_TRANSLATE_NOOP("floor", "invoice %1 is neither deleted nor rejected"),
    QT_TRANSLATE_NOOP("floor", "invoice %1 is being read"),
    QT_TRANSLATE_NOOP("floor", "invoice %1 is set aside"),
    QT_TRANSLATE_NOOP("floor", "invoice %1 may be a duplicate: %2"),
    QT_TRANSLATE_NOOP("floor", "invoice %1 was never read"),
    QT_TRANSLATE_NOOP("floor", "invoice %1 has no value %2"),
    QT_TRANSLATE_NOOP("floor", "no template is chosen for invoice %1"),
    QT_TRANSLATE_NOOP("floor", "nobody corrected %1 of invoice %2"),
    QT_TRANSLATE_NOOP("floor", "%1 of invoice %2 was corrected already"),
    QT_TRANSLATE_NOOP("floor", "%1 is neither yes nor no"),
    QT_TRANSLATE_NOOP("floor", "%1 is no %2"),
    QT_TRANSLATE_NOOP("floor", "%1 is no date"),
    QT_TRANSLATE_NOOP("floor", "%1 is no amount"),
    QT_TRANSLATE_NOOP("floor", "%1 is no number"),
    QT_TRANSLATE_NOOP("floor", "%1 is no identifier"),
    QT_TRANSLATE_NOOP("floor", "something unexpected happened: %1"),
)

TEMPLATES = (
    QT_TRANSLATE_NOOP("floor", "the desk has no template %1"),
    QT_TRANSLATE_NOOP("floor", "the desk has no deleted template %1"),
    QT_TRANSLATE_NOOP("floor", "the desk has no template version %1"),
    QT_TRANSLATE_NOOP("floor", "the template %1 is no longer there"),
    QT_TRANSLATE_NOOP("floor", "is not a template: no JSON object"),
    QT_TRANSLATE_NOOP("floor", 'is not a template: it has no "format"'),
    QT_TRANSLATE_NOOP("floor", "has the unknown format %1; this version reads %2"),
    QT_TRANSLATE_NOOP("floor", "has no fields, so nothing would be read"),
    QT_TRANSLATE_NOOP("floor", "is not JSON: %1"),
    QT_TRANSLATE_NOOP("floor", "is larger than %1 MB, which no template is"),
    QT_TRANSLATE_NOOP("floor", "holds no NAME.template.json file"),
    QT_TRANSLATE_NOOP("floor", "field %1: %2"),
    QT_TRANSLATE_NOOP("floor", "field %1 stands %2 times; each name must be unique"),
    QT_TRANSLATE_NOOP("floor", "field %1: box lies outside the page"),
)

DESKS = (
    QT_TRANSLATE_NOOP("floor", "is no folder"),
    QT_TRANSLATE_NOOP("floor", "the desk's folder cannot be made: %1"),
    QT_TRANSLATE_NOOP("floor", "cannot be opened: the folder is not there or not yours"),
    QT_TRANSLATE_NOOP("floor", "has originals, but its database %1 is gone or empty"),
    QT_TRANSLATE_NOOP(
        "floor", "lies on a disk that several programs cannot share safely, such as a network disk"
    ),
    QT_TRANSLATE_NOOP("floor", "is a database of another program"),
    QT_TRANSLATE_NOOP(
        "floor",
        "was made by a newer version of Invoice Desk (its step is %1, this one knows %2)",
    ),
    QT_TRANSLATE_NOOP("floor", "is read-only, and a desk is written to even by looking at it"),
    QT_TRANSLATE_NOOP("floor", "another program has been writing to it for %1 seconds"),
    QT_TRANSLATE_NOOP("floor", "its invoices are being read by %1"),
    QT_TRANSLATE_NOOP("floor", "cannot be locked: %1"),
    QT_TRANSLATE_NOOP("floor", "is no database that can be used"),
    QT_TRANSLATE_NOOP("floor", "the database refuses: %1"),
    QT_TRANSLATE_NOOP("floor", "the database broke the connection off: %1"),
    QT_TRANSLATE_NOOP("floor", "the database is broken: %1"),
    QT_TRANSLATE_NOOP("floor", "%1 is not installed"),
    QT_TRANSLATE_NOOP("floor", "Tesseract's language data is not there"),
    QT_TRANSLATE_NOOP("floor", "Tesseract's data for the language %1 is not there"),
    QT_TRANSLATE_NOOP("floor", "Tesseract cannot load the language data %1"),
    QT_TRANSLATE_NOOP("floor", "the program tesseract is not there"),
    QT_TRANSLATE_NOOP("floor", "the program tesseract failed: %1"),
    QT_TRANSLATE_NOOP("floor", "the font %1 is not there"),
)

CHECKS = (
    QT_TRANSLATE_NOOP("floor", "%1 is required and nothing was read"),
    QT_TRANSLATE_NOOP("floor", "%1: %2 does not match %3"),
)

REMEDIES = (
    QT_TRANSLATE_NOOP("floor", "accept some first"),
    QT_TRANSLATE_NOOP("floor", "add a field"),
    QT_TRANSLATE_NOOP("floor", "add it again"),
    QT_TRANSLATE_NOOP("floor", "check its name and folder"),
    QT_TRANSLATE_NOOP("floor", "check its name and rights"),
    QT_TRANSLATE_NOOP("floor", "check the disk, then try again"),
    QT_TRANSLATE_NOOP("floor", "check the file and add it again"),
    QT_TRANSLATE_NOOP("floor", "check the file's rights"),
    QT_TRANSLATE_NOOP("floor", "choose a .template.json file"),
    QT_TRANSLATE_NOOP("floor", "choose a NAME.template.json file"),
    QT_TRANSLATE_NOOP("floor", "choose a PNG, JPEG, TIFF, WebP, BMP, HEIC or PDF file"),
    QT_TRANSLATE_NOOP("floor", "choose a folder"),
    QT_TRANSLATE_NOOP("floor", "choose another folder"),
    QT_TRANSLATE_NOOP("floor", "choose another name or folder"),
    QT_TRANSLATE_NOOP("floor", "choose another one"),
    QT_TRANSLATE_NOOP("floor", "choose from %1"),
    QT_TRANSLATE_NOOP("floor", "close it there, or delete that file if it is open nowhere"),
    QT_TRANSLATE_NOOP("floor", "close it where it is open, and export again"),
    QT_TRANSLATE_NOOP("floor", "close it where it is open, or choose another folder"),
    QT_TRANSLATE_NOOP("floor", "close the other window, or try again"),
    QT_TRANSLATE_NOOP("floor", "export again"),
    QT_TRANSLATE_NOOP("floor", "export it again"),
    QT_TRANSLATE_NOOP("floor", "export it again, or print it to a new PDF and use that"),
    QT_TRANSLATE_NOOP("floor", "fetch or export it again"),
    QT_TRANSLATE_NOOP("floor", "fetch or scan it again"),
    QT_TRANSLATE_NOOP("floor", "give it the ending of its kind"),
    QT_TRANSLATE_NOOP("floor", "give yourself the right to write in this folder"),
    QT_TRANSLATE_NOOP("floor", "give yourself the right to write in this folder, or choose another desk"),
    QT_TRANSLATE_NOOP("floor", "install it: %1"),
    QT_TRANSLATE_NOOP("floor", "install the newer version"),
    QT_TRANSLATE_NOOP("floor", "its fields are %1"),
    QT_TRANSLATE_NOOP("floor", "let the name end in .xlsx, .csv or .json"),
    QT_TRANSLATE_NOOP("floor", "let the name end in .xlsx, or choose a new file"),
    QT_TRANSLATE_NOOP("floor", "make room on the disk"),
    QT_TRANSLATE_NOOP("floor", "make room on the disk and try again"),
    QT_TRANSLATE_NOOP("floor", "make room on the disk, or choose another folder"),
    QT_TRANSLATE_NOOP("floor", "make room on the disk, or give yourself the right to write there"),
    QT_TRANSLATE_NOOP("floor", "mend or delete it"),
    QT_TRANSLATE_NOOP("floor", "open it in Excel and save it as .xlsx anew"),
    QT_TRANSLATE_NOOP("floor", "open it in Excel, take the password away and save it as .xlsx"),
    QT_TRANSLATE_NOOP("floor", "please report it"),
    QT_TRANSLATE_NOOP("floor", "please report it with this file"),
    QT_TRANSLATE_NOOP("floor", "print it to a new PDF"),
    QT_TRANSLATE_NOOP("floor", "print it to a new PDF and use that"),
    QT_TRANSLATE_NOOP("floor", "put the desk on a disk of this machine, or use PostgreSQL"),
    QT_TRANSLATE_NOOP("floor", "rename it to end in .pdf"),
    QT_TRANSLATE_NOOP("floor", "reopen and reject it instead"),
    QT_TRANSLATE_NOOP("floor", "save a copy without a password"),
    QT_TRANSLATE_NOOP("floor", "save it as a PNG"),
    QT_TRANSLATE_NOOP("floor", "scan it at 150 dpi or more"),
    QT_TRANSLATE_NOOP("floor", "scan it at a lower resolution, or save it smaller"),
    QT_TRANSLATE_NOOP("floor", "see that the server runs and lets you in"),
    QT_TRANSLATE_NOOP("floor", "split it"),
    QT_TRANSLATE_NOOP("floor", "try again"),
    QT_TRANSLATE_NOOP("floor", "type it as %1"),
    QT_TRANSLATE_NOOP("floor", "type it as it is printed"),
    QT_TRANSLATE_NOOP("floor", "type yes or no"),
    QT_TRANSLATE_NOOP("floor", "use a PNG, JPEG, TIFF, WebP, BMP, HEIC or PDF file"),
    QT_TRANSLATE_NOOP("floor", "use a template saved by this version of Invoice Desk"),
    QT_TRANSLATE_NOOP("floor", "wait for it, or stop it there"),
    QT_TRANSLATE_NOOP("floor", "wait until it is read"),
    QT_TRANSLATE_NOOP("floor", "write fewer invoices into one file"),
    QT_TRANSLATE_NOOP("floor", "write fewer invoices into one file, or write .json"),
)

IN_THE_WINDOW: Mapping[object, object] = {
    **SOURCES_IN_THE_WINDOW,
    **DRIVE_IN_THE_WINDOW,
    "accept first, or export all the same with --unaccepted": QT_TRANSLATE_NOOP(
        "floor", "accept them first, or tick in the export that they go out all the same"
    ),
    "correct them, or export all the same with --failed-checks": QT_TRANSLATE_NOOP(
        "floor", "correct them, or tick in the export that they go out all the same"
    ),
    "choose a folder with --desk": QT_TRANSLATE_NOOP("floor", "choose another folder"),
    "choose another folder with --desk": QT_TRANSLATE_NOOP("floor", "choose another folder"),
    "choose a folder where you may write, with --desk": QT_TRANSLATE_NOOP(
        "floor", "choose a folder where you may write"
    ),
    "invoice-desk bring-back %1": QT_TRANSLATE_NOOP(
        "floor", "bring it back with “Bring back” in its menu, or add its file again"
    ),
    "invoice-desk list shows the numbers": QT_TRANSLATE_NOOP("floor", "look for it in the list of invoices"),
    "invoice-desk not-duplicate %1": QT_TRANSLATE_NOOP("floor", "say first that it is no duplicate"),
    "reject it, or say that it is none: invoice-desk not-duplicate %1": QT_TRANSLATE_NOOP(
        "floor", "reject it, or say that it is no duplicate"
    ),
    "invoice-desk read": QT_TRANSLATE_NOOP("floor", "read it first"),
    "invoice-desk read %1": QT_TRANSLATE_NOOP("floor", "read it again"),
    "invoice-desk reopen %1": QT_TRANSLATE_NOOP("floor", "reopen it first"),
    "invoice-desk templates list": QT_TRANSLATE_NOOP("floor", "choose another template"),
    "name one with --template": QT_TRANSLATE_NOOP("floor", "choose a template, or draw its regions"),
    "wait for it, or run invoice-desk read": QT_TRANSLATE_NOOP("floor", "wait until it is read"),
    "restore a backup: invoice-desk restore BACKUP --desk DIR": QT_TRANSLATE_NOOP(
        "floor", "restore a backup of the desk"
    ),
    "put it back, or restore a backup: invoice-desk restore BACKUP --desk NEW": QT_TRANSLATE_NOOP(
        "floor", "put it back, or restore a backup of the desk"
    ),
}
"""What the window says in place of a remedy that names a command."""

DETAILS = (
    QT_TRANSLATE_NOOP("floor", "new"),
    QT_TRANSLATE_NOOP("floor", "reading"),
    QT_TRANSLATE_NOOP("floor", "review"),
    QT_TRANSLATE_NOOP("floor", "accepted"),
    QT_TRANSLATE_NOOP("floor", "exported"),
    QT_TRANSLATE_NOOP("floor", "failed"),
    QT_TRANSLATE_NOOP("floor", "duplicate"),
    QT_TRANSLATE_NOOP("floor", "rejected"),
    QT_TRANSLATE_NOOP("floor", "the file has the same bytes as invoice %1"),
    QT_TRANSLATE_NOOP("floor", "the page looks the same as that of invoice %1"),
    QT_TRANSLATE_NOOP("floor", "seller, number, date and total are the same as of invoice %1"),
    QT_TRANSLATE_NOOP("floor", "%1 x %2 pixels"),
    QT_TRANSLATE_NOOP("floor", "%1 x %2 inches"),
    QT_TRANSLATE_NOOP("floor", "%1 x %2 pixels at %3 dpi"),
    QT_TRANSLATE_NOOP("floor", "%1 and %2 more"),
    QT_TRANSLATE_NOOP("floor", "No space left on device"),
    QT_TRANSLATE_NOOP("floor", "Permission denied"),
    QT_TRANSLATE_NOOP("floor", "No such file or directory"),
    QT_TRANSLATE_NOOP("floor", "Is a directory"),
    QT_TRANSLATE_NOOP("floor", "Not a directory"),
    QT_TRANSLATE_NOOP("floor", "Read-only file system"),
    QT_TRANSLATE_NOOP("floor", "File name too long"),
    QT_TRANSLATE_NOOP("floor", "Input/output error"),
    QT_TRANSLATE_NOOP("floor", "it is a folder"),
    QT_TRANSLATE_NOOP("floor", "it is no plain file"),
    QT_TRANSLATE_NOOP("floor", "the link leads to itself"),
    QT_TRANSLATE_NOOP("floor", "%1 is not a folder"),
    QT_TRANSLATE_NOOP("floor", "no file can have this name"),
    QT_TRANSLATE_NOOP("floor", "the reader did not answer for %1 seconds"),
    QT_TRANSLATE_NOOP("floor", "the reader ended (%1)"),
    QT_TRANSLATE_NOOP("floor", "the digits reader"),
    QT_TRANSLATE_NOOP("floor", "box: must be four whole numbers: x0, y0, x1, y1"),
    QT_TRANSLATE_NOOP("floor", "box: lies further out than any page"),
    QT_TRANSLATE_NOOP("floor", "box is empty"),
    QT_TRANSLATE_NOOP("floor", "must not be empty"),
    QT_TRANSLATE_NOOP("floor", "must be one line without control characters"),
    QT_TRANSLATE_NOOP("floor", "String should have at most %1 characters"),
    QT_TRANSLATE_NOOP("floor", "%1: must not be empty"),
    QT_TRANSLATE_NOOP("floor", "%1: must be one line without control characters"),
    QT_TRANSLATE_NOOP("floor", "%1: is not a known key; %2"),
    QT_TRANSLATE_NOOP("floor", "%1: is missing; %2"),
    QT_TRANSLATE_NOOP("floor", "page: counts from 1, or from -1 for the last page"),
    QT_TRANSLATE_NOOP("floor", "pattern: is not a regular expression: %1"),
    QT_TRANSLATE_NOOP("floor", "pattern: must be one line"),
    QT_TRANSLATE_NOOP("floor", "pattern: repeats too often"),
    QT_TRANSLATE_NOOP("floor", "columns belong to a field of kind table, and it needs at least one"),
    QT_TRANSLATE_NOOP("floor", "two columns have the same name"),
    *MODELS,
)
"""What stands in place of %1, %2 … in the others."""

SENTENCES: tuple[object, ...] = (
    *(*FILES, *WRITING, *INVOICES, *TEMPLATES, *DESKS, *CHECKS, *REMEDIES),
    *(*SOURCES, *REMEDIES_OF_SOURCES, *DRIVE, *MODELS),
)
