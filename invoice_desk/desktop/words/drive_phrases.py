"""What Google Drive says in English, as patterns; see floor_phrases.py."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP

DRIVE = (
    QT_TRANSLATE_NOOP("floor", "sign in again and allow it; an app in testing lets in its test users alone"),
    QT_TRANSLATE_NOOP("floor", "sign in again, and finish in the browser window that opens"),
    QT_TRANSLATE_NOOP("floor", "sign in again, and leave the tick at that right"),
    QT_TRANSLATE_NOOP("floor", "sign in again; what is on the desk stays"),
    QT_TRANSLATE_NOOP("floor", "sign in again"),
    QT_TRANSLATE_NOOP("floor", "Google Drive answered without a list of changes"),
    QT_TRANSLATE_NOOP("floor", "Google Drive answered without a list of files"),
    QT_TRANSLATE_NOOP("floor", "Google Drive cannot be reached"),
    QT_TRANSLATE_NOOP("floor", "Google Drive cannot give it (%1)"),
    QT_TRANSLATE_NOOP("floor", "Google Drive does not take the place to go on from; all is listed again"),
    QT_TRANSLATE_NOOP("floor", "Google Drive gave no place to go on from"),
    QT_TRANSLATE_NOOP("floor", "Google Drive has trouble (%1)"),
    QT_TRANSLATE_NOOP("floor", "Google Drive needs parts that are not installed: %1"),
    QT_TRANSLATE_NOOP("floor", "Google Drive refuses it (403)"),
    QT_TRANSLATE_NOOP("floor", "Google Drive wants to be asked less often"),
    QT_TRANSLATE_NOOP("floor", "Google did not sign you in"),
    QT_TRANSLATE_NOOP("floor", "Google does not know this account any more (401)"),
    QT_TRANSLATE_NOOP("floor", "Google does not take the answer of the browser"),
    QT_TRANSLATE_NOOP(
        "floor", "Google does not take the client id of this program: it was deleted, or is for others"
    ),
    QT_TRANSLATE_NOOP(
        "floor",
        "Google does not take the key of the service account: it was deleted, or the person "
        "that it stands for is not known",
    ),
    QT_TRANSLATE_NOOP("floor", "Google gave a sign-in that does not last"),
    QT_TRANSLATE_NOOP("floor", "Google gave no token (%1)"),
    QT_TRANSLATE_NOOP("floor", "Google gave no token just now"),
    QT_TRANSLATE_NOOP(
        "floor", "Google gives this file out no more often for now: its download limit is used up"
    ),
    QT_TRANSLATE_NOOP("floor", "Google holds this file for malware or spam, so it is not fetched"),
    QT_TRANSLATE_NOOP("floor", "Google refuses this computer's time%1"),
    QT_TRANSLATE_NOOP("floor", "Google sent another part of it than was asked for"),
    QT_TRANSLATE_NOOP("floor", "Google's PDF of it did not come whole"),
    QT_TRANSLATE_NOOP(
        "floor", "Google's certificate does not hold at this computer's time, so its clock is probably wrong"
    ),
    QT_TRANSLATE_NOOP("floor", "Google's list of changes has no end"),
    QT_TRANSLATE_NOOP("floor", "Google's listing has no end"),
    QT_TRANSLATE_NOOP("floor", "Google's limit for shared files is used up for now"),
    QT_TRANSLATE_NOOP("floor", "the Google project has used up its requests of this day"),
    QT_TRANSLATE_NOOP("floor", "access to Google Drive was refused in the browser"),
    QT_TRANSLATE_NOOP("floor", "add it as a service account"),
    QT_TRANSLATE_NOOP("floor", "add it as the client id and sign in, or give a key"),
    QT_TRANSLATE_NOOP("floor", "ask %1 to allow this program"),
    QT_TRANSLATE_NOOP("floor", "ask its owner for the right to read it"),
    QT_TRANSLATE_NOOP("floor", "ask its owner to let viewers download it"),
    QT_TRANSLATE_NOOP("floor", "ask its owner to share it with you"),
    QT_TRANSLATE_NOOP("floor", "ask the administrator of its Google Workspace to allow this program"),
    QT_TRANSLATE_NOOP(
        "floor",
        "at console.cloud.google.com choose that project, then APIs & Services, Library, "
        "Google Drive API, Enable; it takes some minutes to hold",
    ),
    QT_TRANSLATE_NOOP("floor", "broke off after %1 of %2 bytes"),
    QT_TRANSLATE_NOOP(
        "floor", "check in Google Drive whether it was moved, deleted, or is no longer shared with you"
    ),
    QT_TRANSLATE_NOOP("floor", "check the network; it is tried again by itself"),
    QT_TRANSLATE_NOOP(
        "floor", "check this computer's clock, and whether a proxy of your network stands in between"
    ),
    QT_TRANSLATE_NOOP("floor", "choose one at least"),
    QT_TRANSLATE_NOOP("floor", "delete it and sign in again"),
    QT_TRANSLATE_NOOP("floor", "give an https address, or leave the setting out"),
    QT_TRANSLATE_NOOP("floor", "give the JSON file of a client id that holds, and sign in again"),
    QT_TRANSLATE_NOOP("floor", "holds a key that is broken"),
    QT_TRANSLATE_NOOP("floor", "if it is an invoice all the same, ask its sender for another copy"),
    QT_TRANSLATE_NOOP(
        "floor", "in Google's console, open the service account, then Keys, and make a JSON key"
    ),
    QT_TRANSLATE_NOOP(
        "floor", "in Google's console, under Credentials, make an OAuth client id of the kind Desktop app"
    ),
    QT_TRANSLATE_NOOP(
        "floor",
        "in the Admin console, under Security, API controls, Domain-wide delegation, allow "
        "its client id the scope %1",
    ),
    QT_TRANSLATE_NOOP("floor", "is a client id and no key of a service account"),
    QT_TRANSLATE_NOOP("floor", "is a client id for web servers"),
    QT_TRANSLATE_NOOP("floor", "is a file and no folder"),
    QT_TRANSLATE_NOOP("floor", "is longer than Google's listing says"),
    QT_TRANSLATE_NOOP("floor", "is no JSON file"),
    QT_TRANSLATE_NOOP("floor", "is no client id of Google's console"),
    QT_TRANSLATE_NOOP("floor", "is no file of an invoice by its kind"),
    QT_TRANSLATE_NOOP("floor", "is no key of a service account"),
    QT_TRANSLATE_NOOP("floor", "is no link to a folder of Google Drive"),
    QT_TRANSLATE_NOOP("floor", "is not a file of Google's console"),
    QT_TRANSLATE_NOOP("floor", "is not of the kinds chosen for this source"),
    QT_TRANSLATE_NOOP("floor", "is not there, or this account may not see it"),
    QT_TRANSLATE_NOOP("floor", "is the key of a service account and no client id"),
    QT_TRANSLATE_NOOP("floor", "is there, but did not come (404)"),
    QT_TRANSLATE_NOOP("floor", "is too large as a PDF: Google makes PDFs of its own documents up to 10 MB"),
    QT_TRANSLATE_NOOP("floor", "is a shortcut that leads to no file"),
    QT_TRANSLATE_NOOP("floor", "make it anew, or delete it"),
    QT_TRANSLATE_NOOP("floor", "is a %1 of Google's, which cannot be read as an invoice"),
    QT_TRANSLATE_NOOP(
        "floor", "it goes on by itself; ask for a higher quota in Google's console if this happens often"
    ),
    QT_TRANSLATE_NOOP("floor", "its new version comes with the next round"),
    QT_TRANSLATE_NOOP("floor", "its owner does not let this program read it"),
    QT_TRANSLATE_NOOP("floor", "lies in the bin of Google Drive"),
    QT_TRANSLATE_NOOP("floor", "look at it in Google Drive; if it is the watched folder, choose it again"),
    QT_TRANSLATE_NOOP("floor", "make a new JSON key in Google's console and add the service account again"),
    QT_TRANSLATE_NOOP("floor", "Google does not know this program yet: there is no client id"),
    QT_TRANSLATE_NOOP("floor", "may be seen but not downloaded"),
    QT_TRANSLATE_NOOP("floor", "no account of Google Drive is signed in"),
    QT_TRANSLATE_NOOP("floor", "no kind of files is chosen"),
    QT_TRANSLATE_NOOP("floor", "no secure connection to Google Drive came about"),
    QT_TRANSLATE_NOOP("floor", "nobody signed in: the browser did not come back in time"),
    QT_TRANSLATE_NOOP("floor", "open the folder in the browser and copy its address"),
    QT_TRANSLATE_NOOP("floor", "save it as a PDF in Google Drive, in the same folder"),
    QT_TRANSLATE_NOOP("floor", "save it there as a PDF"),
    QT_TRANSLATE_NOOP("floor", "set this computer's clock"),
    QT_TRANSLATE_NOOP("floor", "set this computer's clock; it is tried again by itself"),
    QT_TRANSLATE_NOOP(
        "floor", "sign in again; in Google's console publish the project's app so that it holds longer"
    ),
    QT_TRANSLATE_NOOP("floor", "take it out of the bin in Google Drive, or choose another folder"),
    QT_TRANSLATE_NOOP("floor", "the watched folder lies in the bin"),
    QT_TRANSLATE_NOOP("floor", "the Google Drive API is not switched on in %1"),
    QT_TRANSLATE_NOOP("floor", "the address for %1 of Google Drive is neither https nor on this machine"),
    QT_TRANSLATE_NOOP("floor", "the list of Google accounts cannot be read"),
    QT_TRANSLATE_NOOP("floor", "the right to see the files in Google Drive was not given"),
    QT_TRANSLATE_NOOP("floor", "the rules of this organisation do not let programs read Google Drive"),
    QT_TRANSLATE_NOOP("floor", "the rules of this organisation do not let this program read Google Drive"),
    QT_TRANSLATE_NOOP("floor", "the service account may not stand for %1"),
    QT_TRANSLATE_NOOP(
        "floor",
        "the sign-in ended after seven days, as Google's do while the consent screen of the "
        "program's project stands on Testing",
    ),
    QT_TRANSLATE_NOOP(
        "floor",
        "the sign-in holds no longer: access was removed, the password changed, or it was not used for long",
    ),
    QT_TRANSLATE_NOOP("floor", "this account has no right to read it"),
    QT_TRANSLATE_NOOP("floor", "this account is signed out of Google Drive"),
    QT_TRANSLATE_NOOP("floor", "this sign-in does not include the right to see the files in Google Drive"),
    QT_TRANSLATE_NOOP("floor", "was changed in Google Drive while it was fetched"),
    QT_TRANSLATE_NOOP(
        "floor", "what came is no answer of Google Drive: perhaps this network wants you to sign in first"
    ),
    QT_TRANSLATE_NOOP("floor", "what is kept of this account is broken"),
    QT_TRANSLATE_NOOP("floor", "what was kept of the sign-in is no longer there"),
)

DRIVE_IN_THE_WINDOW: Mapping[object, object] = {
    "make one in Google's console (docs/drive.md) and give its JSON file": QT_TRANSLATE_NOOP(
        "floor", "make one in Google's console and give its JSON file"
    ),
}
"""What the window says in place of a remedy that names a file of the docs."""
