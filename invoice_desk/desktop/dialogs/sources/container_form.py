"""The form of an Azure container, asked by its address or by a listing that was saved."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from invoice_desk.desktop.dialogs.sources.form import SourceForm
from invoice_desk.desktop.dialogs.sources.path_row import PathRow
from invoice_desk.desktop.dialogs.sources.secret_line import SecretLine
from invoice_desk.errors import BadSetting
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.source_choices import BlobChoice, Choice
from invoice_desk.workflow.source_drafts import Draft, container_draft
from invoice_desk.workflow.sync_rhythm import Rhythm


class ContainerForm(SourceForm):
    """Its address, a SAS that is never shown, and a saved listing in place of the server's."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.url, self.sas, self.prefix = QLineEdit(), SecretLine(), QLineEdit()
        self.url.setPlaceholderText(self.tr("https://NAME.blob.core.windows.net/CONTAINER"))
        self.listing = PathRow(self.tr("Saved listing"), self.tr("XML (*.xml)"))
        self.has_http = QCheckBox(self.tr("Also without encryption (http)"))
        self.has_private = QCheckBox(self.tr("Also machines of this network"))
        self.add_row(self.tr("&Address"), self.url)
        self.add_row(
            self.tr("&SAS"),
            self.sas,
            self.tr("Leave it empty for a public container. It needs the rights to list and to read."),
        )
        self.add_row(
            self.tr("Saved &listing"),
            self.listing,
            self.tr("An XML file with the names, in place of the container's own listing. May be empty."),
        )
        self.add_row(self.tr("Names &begin with"), self.prefix)
        self.add_wide(self.has_http)
        self.add_wide(self.has_private)
        self.url.textChanged.connect(self._take_sas)
        for line in (self.url, self.sas, self.prefix):
            line.textChanged.connect(self.changed)
        self.listing.changed.connect(self.changed)
        self.has_http.toggled.connect(self.changed)
        self.has_private.toggled.connect(self.changed)

    def is_begun(self) -> bool:
        """Whether an address or a listing is named."""
        return bool(self.url.text().strip()) or self.listing.path is not None

    def draft(self, rhythm: Rhythm) -> Draft:
        """Return the container. Raises BadSetting, BadItem."""
        if not self.is_begun():
            raise BadSetting(
                self.tr("there is no container"), remedy=self.tr("give its address, or a saved listing")
            )
        listing = self.listing.path
        if listing is not None and not listing.expanduser().is_file():
            raise BadSetting(
                self.tr("is no file"), where=listing, remedy=self.tr("choose the listing that was saved")
            )
        return container_draft(
            self.url.text().strip(),
            rhythm,
            sas=self.sas.secret,
            prefix=self.prefix.text().strip(),
            listing=listing,
            is_http_allowed=self.has_http.isChecked(),
            is_private_allowed=self.has_private.isChecked(),
        )

    def usual_name(self) -> str:
        """Return the container's name."""
        return self.url.text().split("?", maxsplit=1)[0].rstrip("/").rpartition("/")[2]

    def fill(self, choice: Choice) -> None:
        """Show what was chosen before; the SAS is not shown."""
        if isinstance(choice, BlobChoice):
            self.url.setText(choice.url)
            self.url.setReadOnly(True)
            self.sas.set_kept(is_kept=bool(choice.secret))
            self.listing.set_path(choice.listing)
            self.prefix.setText(choice.prefix)
            self.has_http.setChecked(choice.is_http_allowed)
            self.has_private.setChecked(choice.is_private_allowed)

    def focus_secret(self) -> None:
        """Put the cursor where the SAS is typed."""
        self.sas.setFocus()

    def _take_sas(self, text: str) -> None:
        """Take the SAS out of an address that was pasted with it, before anybody reads it on the screen."""
        address, mark, sas = text.partition("?")
        if mark and sas:
            self.url.setText(address)
            self.sas.setText(sas)
