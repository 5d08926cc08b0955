"""The form of an S3 bucket; where its extra is not installed, it says how to install it."""

from __future__ import annotations

from importlib.util import find_spec

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from invoice_desk.desktop.dialogs.sources.form import SourceForm
from invoice_desk.desktop.dialogs.sources.secret_line import SecretLine
from invoice_desk.errors import BadSetting
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.source_choices import BucketChoice, Choice
from invoice_desk.workflow.source_drafts import Draft, bucket_draft
from invoice_desk.workflow.sync_rhythm import Rhythm


class BucketForm(SourceForm):
    """Its name, and a key that is never shown; without one, that of this machine is used."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.bucket, self.prefix, self.endpoint, self.region = (QLineEdit() for _ in range(4))
        self.key, self.secret = QLineEdit(), SecretLine()
        self.missing = QLabel(
            self.tr("S3 needs a part that is not installed: pip install 'invoice-desk[s3]'"), wordWrap=True
        )
        self.missing.setVisible(find_spec("boto3") is None)
        self.add_wide(self.missing)
        self.endpoint.setPlaceholderText(self.tr("Amazon's"))
        self.region.setPlaceholderText(self.tr("As this machine is set up"))
        self.add_row(self.tr("&Bucket"), self.bucket)
        self.add_row(self.tr("Names be&gin with"), self.prefix)
        self.add_row(self.tr("Access &key"), self.key)
        self.add_row(
            self.tr("&Secret"),
            self.secret,
            self.tr("Without a key, the AWS profile or role of this machine is used."),
        )
        self.add_row(self.tr("S&erver"), self.endpoint)
        self.add_row(self.tr("&Region"), self.region)
        lines = (self.bucket, self.prefix, self.endpoint, self.region, self.key, self.secret)
        for line in lines:
            line.textChanged.connect(self.changed)

    def is_begun(self) -> bool:
        """Whether a bucket is named."""
        return bool(self.bucket.text().strip())

    def draft(self, rhythm: Rhythm) -> Draft:
        """Return the bucket. Raises BadSetting, MissingPart."""
        name = self.bucket.text().strip()
        if not name:
            raise BadSetting(self.tr("there is no bucket"), remedy=self.tr("give its name"))
        choice = BucketChoice(
            rhythm=rhythm,
            bucket=name,
            prefix=self.prefix.text().strip(),
            endpoint=self.endpoint.text().strip(),
            region=self.region.text().strip(),
        )
        return bucket_draft(choice, key=self.key.text().strip(), secret=self.secret.secret)

    def usual_name(self) -> str:
        """Return the bucket's name."""
        return self.bucket.text().strip()

    def fill(self, choice: Choice) -> None:
        """Show what was chosen before; the key is not shown."""
        if isinstance(choice, BucketChoice):
            self.bucket.setText(choice.bucket)
            self.bucket.setReadOnly(True)
            self.prefix.setText(choice.prefix)
            self.endpoint.setText(choice.endpoint)
            self.region.setText(choice.region)
            self.secret.set_kept(is_kept=bool(choice.secret))

    def focus_secret(self) -> None:
        """Put the cursor where the key is typed."""
        self.key.setFocus()
