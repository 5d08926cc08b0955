"""The form of links to invoices."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from invoice_desk.desktop.dialogs.settings.page import OneOf
from invoice_desk.desktop.dialogs.sources.form import SourceForm
from invoice_desk.desktop.words.filling import fill, number_words
from invoice_desk.errors import BadSetting
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.source_choices import Choice, Kind, UrlChoice
from invoice_desk.workflow.source_drafts import Draft, links_draft
from invoice_desk.workflow.sync_rhythm import Rhythm

_SIZES = (10, 50, 200, 500, 1000)  # megabytes


class LinksForm(SourceForm):
    """One or many links, pasted; each is fetched once."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.links = QPlainTextEdit()
        self.links.setPlaceholderText(self.tr("https://…"))
        self.links.setTabChangesFocus(True)
        self.links.setFixedHeight(110)
        self.most = OneOf([(self._size(many), many) for many in _SIZES])
        self.most.choose(200)
        self.has_http = QCheckBox(self.tr("Also links that are not encrypted (http)"))
        self.has_private = QCheckBox(self.tr("Also machines of this network"))
        self.add_row(
            self.tr("&Links"),
            self.links,
            self.tr("To pictures and PDFs, one a line. What follows a ? is kept as a secret."),
        )
        self.add_row(self.tr("&Largest file"), self.most)
        self.add_wide(self.has_http)
        self.add_wide(self.has_private)
        self.links.textChanged.connect(self.changed)
        self.most.currentIndexChanged.connect(self.changed)
        self.has_http.toggled.connect(self.changed)
        self.has_private.toggled.connect(self.changed)
        self._before: UrlChoice | None = None

    def is_begun(self) -> bool:
        """Whether there is a link."""
        return bool(self.links.toPlainText().strip())

    def draft(self, rhythm: Rhythm) -> Draft:
        """Return the links. Raises BadSetting."""
        if self._before is not None:
            choice = self._before.model_copy(
                update={
                    "rhythm": rhythm,
                    "most_megabytes": self.most.value,
                    "is_http_allowed": self.has_http.isChecked(),
                    "is_private_allowed": self.has_private.isChecked(),
                }
            )
            return Draft(Kind.URL, choice)
        text = self.links.toPlainText()
        if not text.strip():
            raise BadSetting(self.tr("there is no link"), remedy=self.tr("paste one or many links"))
        return links_draft(
            text,
            rhythm,
            is_http_allowed=self.has_http.isChecked(),
            is_private_allowed=self.has_private.isChecked(),
            most_megabytes=most if isinstance(most := self.most.value, int) else 200,
        )

    def _size(self, megabytes: int) -> str:
        return fill(self.tr("%1 MB"), number_words(megabytes))

    def usual_name(self) -> str:
        """Return what links are called."""
        return self.tr("Links")

    def fill(self, choice: Choice) -> None:
        """Show what was chosen before, the links without what follows a ?."""
        if isinstance(choice, UrlChoice):
            self._before = choice
            self.links.setPlainText("\n".join(choice.links))
            self.links.setReadOnly(True)
            self.most.offer(self._size(choice.most_megabytes), choice.most_megabytes)
            self.most.choose(choice.most_megabytes)
            self.has_http.setChecked(choice.is_http_allowed)
            self.has_private.setChecked(choice.is_private_allowed)
