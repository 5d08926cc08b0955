"""The form of links to invoices."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QSpinBox, QWidget

from invoice_desk.desktop.dialogs.sources.form import SourceForm
from invoice_desk.errors import BadSetting
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.source_choices import Choice, Kind, UrlChoice
from invoice_desk.workflow.source_drafts import Draft, links_draft
from invoice_desk.workflow.sync_rhythm import Rhythm


class LinksForm(SourceForm):
    """One or many links, pasted; each is fetched once."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.links = QPlainTextEdit()
        self.links.setPlaceholderText("https://…")
        self.links.setTabChangesFocus(True)
        self.links.setMinimumHeight(110)
        self.most = QSpinBox(minimum=1, maximum=2048, value=200)
        self.most.setSuffix(self.tr(" MB"))
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
        self.most.valueChanged.connect(self.changed)
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
                    "most_megabytes": self.most.value(),
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
            most_megabytes=self.most.value(),
        )

    def usual_name(self) -> str:
        """Return what links are called."""
        return self.tr("Links")

    def fill(self, choice: Choice) -> None:
        """Show what was chosen before, the links without what follows a ?."""
        if isinstance(choice, UrlChoice):
            self._before = choice
            self.links.setPlainText("\n".join(choice.links))
            self.links.setReadOnly(True)
            self.most.setValue(choice.most_megabytes)
            self.has_http.setChecked(choice.is_http_allowed)
            self.has_private.setChecked(choice.is_private_allowed)
