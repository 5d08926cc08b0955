"""One source added or edited: its kind, its form, its name and rhythm, and a try before it is kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from invoice_desk.desktop.dialogs.sources.bucket_form import BucketForm
from invoice_desk.desktop.dialogs.sources.container_form import ContainerForm
from invoice_desk.desktop.dialogs.sources.drive_form import DriveForm
from invoice_desk.desktop.dialogs.sources.folder_form import FolderForm
from invoice_desk.desktop.dialogs.sources.form import SourceForm
from invoice_desk.desktop.dialogs.sources.links_form import LinksForm
from invoice_desk.desktop.dialogs.sources.rhythm_form import RhythmForm
from invoice_desk.desktop.dialogs.sources.trying import Trying
from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.sources.words import KIND_ICONS, beside_icon, kind_words
from invoice_desk.desktop.theme import SPACE, Theme
from invoice_desk.desktop.words.floor_words import problem_line
from invoice_desk.errors import DeskError, Problem, shown
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.source_choices import Choice, Kind
from invoice_desk.workflow.source_drafts import Draft

FORMS: Sequence[tuple[Kind, type[SourceForm]]] = (
    (Kind.FOLDER, FolderForm),
    (Kind.URL, LinksForm),
    (Kind.BLOB, ContainerForm),
    (Kind.S3, BucketForm),
    (Kind.DRIVE, DriveForm),
)
"""The kinds that are offered, in their order; another one is added here and to `source_words`."""

_CHECK_MS = 250  # after the last key: then what was typed is checked


class SourceDialog(QDialog):
    """kept: the name and the Draft that a person wants; the dialog stays until `accept` is called."""

    kept = Signal(str, object)

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        *,
        names: Collection[str],
        secrets_kept: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._names = theme, names
        self._is_edit = self._is_named = False
        self.setWindowTitle(self.tr("Add a source"))
        self.kinds, self.stack, self.name = QButtonGroup(self), QStackedWidget(), QLineEdit()
        self.rhythm, self.trying = RhythmForm(), Trying(desk)
        self.forms = {kind: form(desk) for kind, form in FORMS}
        self.wrong = QLabel(wordWrap=True)
        self.wrong.setTextFormat(Qt.TextFormat.PlainText)
        self._secrets = QLabel(secrets_kept, wordWrap=True)
        self.keep, self.cancel = QPushButton(self.tr("Add")), QPushButton(self.tr("Cancel"))
        self._check = QTimer(self, singleShot=True, interval=_CHECK_MS)
        self._check.timeout.connect(self._follow)
        self._lay_out()
        self._connect()
        self.choose_kind(Kind.FOLDER)
        self.resize(760, 660)

    @property
    def kind(self) -> Kind:
        """The kind that is chosen."""
        return FORMS[self.stack.currentIndex()][0]

    @property
    def form(self) -> SourceForm:
        """The form that is shown."""
        return self.forms[self.kind]

    def choose_kind(self, kind: Kind) -> None:
        """Show the form of a kind."""
        row = [one for one, _form in FORMS].index(kind)
        self.kinds.button(row).setChecked(True)
        self.stack.setCurrentIndex(row)
        for form in self.forms.values():  # the others take no room
            room = QSizePolicy.Policy.Preferred if form is self.form else QSizePolicy.Policy.Ignored
            form.setSizePolicy(QSizePolicy.Policy.Preferred, room)
        self.rhythm.show_interval(self.form.usual_interval)
        self._note()

    def edit(self, name: str, kind: Kind, choice: Choice, *, is_secret: bool) -> None:
        """Show a source that is there; its kind and its place stay as they are."""
        self.setWindowTitle(self.tr("Edit %1").replace("%1", shown(name)))
        self._is_edit = self._is_named = True
        self.choose_kind(kind)
        self.form.fill(choice)
        self.name.setText(name)
        self._names = set(self._names) - {name}
        self.rhythm.show_rhythm(choice.rhythm)
        for button in self.kinds.buttons():
            button.setVisible(button.isChecked())
        self.trying.setVisible(not choice.secret)  # what is kept is not brought back for a try
        self.keep.setText(self.tr("Save"))
        if is_secret:
            self.form.focus_secret()
        self._follow()

    def draft(self) -> Draft:
        """Return what is chosen. Raises DeskError."""
        return self.form.draft(self.rhythm.rhythm())

    def show_problem(self, problem: Problem) -> None:
        """Say why it could not be kept."""
        self._say(problem_line(problem), "bad")

    def done(self, result: int) -> None:
        """Close, and end a try that runs."""
        self.trying.close_job()
        for form in self.forms.values():
            form.end()
        super().done(result)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        whole.setSpacing(2 * SPACE)
        whole.addLayout(self._kind_buttons())
        for form in self.forms.values():
            self.stack.addWidget(form)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, SPACE, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.stack)
        column.addLayout(self._common())
        column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
        area.setWidget(inside)
        whole.addWidget(area, 1)
        whole.addWidget(self.trying)
        whole.addWidget(self.wrong)
        buttons = QHBoxLayout()
        self._secrets.setProperty("muted", True)
        buttons.addWidget(self._secrets, 1)
        for button in (self.cancel, self.keep):
            buttons.addWidget(button)
        self.keep.setDefault(True)
        self.keep.setProperty("primary", True)
        self.cancel.setAutoDefault(False)
        whole.addLayout(buttons)

    def _kind_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for number, (kind, _form) in enumerate(FORMS):
            button = QPushButton(icon(KIND_ICONS[kind], self._theme), beside_icon(kind_words(kind)))
            button.setAccessibleName(kind_words(kind))
            button.setStyleSheet("font-weight: 600;")  # so that the chosen one is no wider
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setIconSize(QSize(18, 18))
            button.setProperty("choice", True)
            self.kinds.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _common(self) -> QFormLayout:
        common = QFormLayout()
        common.setHorizontalSpacing(2 * SPACE)
        common.setVerticalSpacing(SPACE)
        common.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        common.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for words, control in ((self.tr("&Name"), self.name), (self.tr("Look"), self.rhythm)):
            label = QLabel(words)
            label.setMinimumWidth(120)
            label.setBuddy(control)
            common.addRow(label, control)
        self.name.setMaxLength(200)
        self.name.setAccessibleName(self.tr("Name"))
        return common

    def _connect(self) -> None:
        self.kinds.idClicked.connect(lambda row: self.choose_kind(FORMS[row][0]))
        for form in self.forms.values():
            form.changed.connect(self._note)
        self.name.textEdited.connect(self._name_it)
        self.trying.asked.connect(self._try)
        self.keep.clicked.connect(self._keep)
        self.cancel.clicked.connect(self.reject)

    def _name_it(self) -> None:
        self._is_named = self._is_edit or bool(self.name.text().strip())
        self._note()

    def _note(self) -> None:
        if not self._is_named:
            self.name.setText(_free(self.form.usual_name(), self._names))
        self.keep.setEnabled(False)
        self.trying.set_ready(is_ready=False)
        self.trying.clear()
        self._check.start()

    def _follow(self) -> None:
        """Say what is wrong with what was typed, once there is something."""
        problem = self._problem()
        self.keep.setEnabled(not problem)
        self.trying.set_ready(is_ready=not problem)
        self._say(problem if self.form.is_begun() else "", "bad")

    def _problem(self) -> str:
        try:
            self.draft()
        except DeskError as error:
            return problem_line(error.problem)
        name = self.name.text().strip()
        if not name:
            return self.tr("The source needs a name.")
        if name in self._names:
            return self.tr("Another source has this name.")
        return ""

    def _say(self, words: str, color: str) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))
        self.wrong.setStyleSheet(f"color: {getattr(self._theme, color)};")

    def _try(self) -> None:
        try:
            self.trying.begin(self.draft())
        except DeskError as error:
            self.show_problem(error.problem)

    def _keep(self) -> None:
        try:
            draft = self.draft()
        except DeskError as error:
            self.show_problem(error.problem)
            return
        self.kept.emit(self.name.text().strip(), draft)


def _free(name: str, taken: Collection[str]) -> str:
    """Return a name that no source has: the same one, or with a number."""
    if not name or name not in taken:
        return name
    return next(free for number in range(2, len(taken) + 3) if (free := f"{name} {number}") not in taken)
