"""The window: builds its parts and joins them. What they do stands in them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QStackedWidget,
    QToolBar,
)

from invoice_desk.desktop.actions import dress_actions, fill_menus, fill_toolbar, make_actions
from invoice_desk.desktop.background.activity import Activity
from invoice_desk.desktop.background.activity_view import ActivityView
from invoice_desk.desktop.background.commands import WorkCommands
from invoice_desk.desktop.background.work import DeskWork
from invoice_desk.desktop.canvas.canvas import PageCanvas
from invoice_desk.desktop.central import CentralArea
from invoice_desk.desktop.command_keys import CommandKeys
from invoice_desk.desktop.commands import Commands
from invoice_desk.desktop.desks.commands import DeskCommands
from invoice_desk.desktop.desks.recent_menu import RecentMenu, desk_name
from invoice_desk.desktop.docks import Docks
from invoice_desk.desktop.dropping import can_take
from invoice_desk.desktop.empty import Invitation
from invoice_desk.desktop.export_commands import ExportCommands
from invoice_desk.desktop.first_steps.commands import FirstStepsCommands
from invoice_desk.desktop.first_steps.guide import FirstSteps
from invoice_desk.desktop.joining import join
from invoice_desk.desktop.learning.commands import TrainingCommands
from invoice_desk.desktop.notices import Notices
from invoice_desk.desktop.page.commands import PageCommands
from invoice_desk.desktop.page.page_view import PageView
from invoice_desk.desktop.page_strip.strip import PageStrip
from invoice_desk.desktop.panels.fields import FieldsPanel
from invoice_desk.desktop.panels.invoices import InvoicesPanel
from invoice_desk.desktop.panels.results import ResultsPanel
from invoice_desk.desktop.panels.review import ReviewPanel
from invoice_desk.desktop.place.coming_back import come_back, leave
from invoice_desk.desktop.place.remembered import Remembered
from invoice_desk.desktop.place.whereabouts import Whereabouts
from invoice_desk.desktop.possible import Possible
from invoice_desk.desktop.refused import Refused
from invoice_desk.desktop.regions.commands import RegionCommands
from invoice_desk.desktop.regions.locks import Locks
from invoice_desk.desktop.regions.menus import RegionMenus
from invoice_desk.desktop.regions.naming import Naming
from invoice_desk.desktop.session import Session
from invoice_desk.desktop.settings.commands import SettingsCommands
from invoice_desk.desktop.settings.preferences import Preferences
from invoice_desk.desktop.sources.commands import SourceCommands
from invoice_desk.desktop.status import Status
from invoice_desk.desktop.templates.commands import TemplateCommands
from invoice_desk.desktop.templates.editing import TemplateEditor
from invoice_desk.desktop.theme import Theme, apply_theme
from invoice_desk.desktop.undoing import Undoing
from invoice_desk.desktop.value_editing import ValueEditor
from invoice_desk.desktop.viewing import Viewing
from invoice_desk.desktop.words.filling import fill
from invoice_desk.store.corrections import Spot
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.recent_desks import RecentDesks


class MainWindow(QMainWindow):
    """One window on one desk.

    desk_asked: the folder (a Path) of the desk that a person wants to see instead; the same folder opens
    the window anew, as after another language was chosen.
    """

    desk_asked = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, remembered: Remembered) -> None:
        super().__init__()
        name = desk_name(desk.store.folder.root)
        self.setWindowTitle(fill(self.tr("%1 – Invoice Desk"), name))
        self.setAcceptDrops(True)
        self._desk, self._theme, self.remembered = desk, theme, remembered
        self.preferences = Preferences(desk, self)
        self.session = Session(desk, self)
        self.work = DeskWork(desk, self)
        self.template_editor = TemplateEditor(desk, self)
        self.value_editor = ValueEditor(self.session, self)
        self.commands = Commands(self, self.session, self.work, self.template_editor)
        self.exporting = ExportCommands(self, self.session, self.work)
        self.desks = DeskCommands(self, self.session)
        self.working = WorkCommands(self.session, self.work, self)
        self.activity = Activity(self)
        self._build()
        self.first_steps = FirstStepsCommands(self)
        self.templates = TemplateCommands(self)
        self.training = TrainingCommands(self)
        self.sources = SourceCommands(self)
        self.doers: tuple[QObject, ...] = (
            *(
                self.commands,
                self.exporting,
                self.working,
                self.templates,
                self.desks,
                SettingsCommands(self),
            ),
            *(self.first_steps, self.training, self.sources, PageCommands(self.canvas, self), Viewing(self)),
        )
        self.whereabouts = Whereabouts(self, remembered)
        CommandKeys(self)
        Possible(self.actions_, self.session, self)
        join(self)
        come_back(self, self._desk.settings)
        self.sources.begin()

    @property
    def theme(self) -> Theme:
        """The colours that it has now."""
        return self._theme

    def _build(self) -> None:
        self.actions_ = make_actions(self, self._theme)
        self.menus = fill_menus(self, self.actions_)
        self.recent = RecentMenu(self._desk, RecentDesks(), self)
        self.menus["File"].insertMenu(self.actions_["new_desk"], self.recent)
        toolbar = QToolBar(self.tr("Toolbar"), self)
        toolbar.setObjectName("toolbar")
        toolbar.setIconSize(QSize(18, 18))
        self.addToolBar(toolbar)
        fill_toolbar(toolbar, self.actions_)
        self.canvas = PageCanvas()
        self.canvas.set_theme(self._theme)
        self.invitation = Invitation(self.actions_, self._theme)
        self.notices = Notices(self._theme)
        self.refused = Refused(self.notices, self)
        self.guide = FirstSteps(self.actions_, self._theme)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.invitation)
        self.middle.addWidget(self.canvas)
        self.strip = PageStrip(self._theme)
        self.setCentralWidget(CentralArea((self.notices, self.guide), self.strip, self.middle))
        self._build_page()
        self._build_docks()
        self.status = Status()
        self.status.set_theme(self._theme)
        self.setStatusBar(self.status)
        self.activity_view = ActivityView(self.activity, self._desk, self._theme, self)
        regions, values = self.template_editor.undo_stack, self.value_editor.undo_stack
        places = {regions: (self.canvas, self.fields), values: (self.review, self.results)}
        self.undo = Undoing(places, self)

    def _build_page(self) -> None:
        canvas, session, editor = self.canvas, self.session, self.template_editor
        self.locks = Locks(editor, self.remembered, self)
        self.page_view = PageView(canvas, session, editor, self.locks, self._theme, self.work.crew, self)
        self.naming = Naming(canvas, session, editor, self)
        self.naming.set_theme(self._theme)
        self.regions = RegionCommands(canvas, self.page_view, session, editor, self.locks, self)
        RegionMenus(self)

    def _build_docks(self) -> None:
        self.invoices = InvoicesPanel(self._desk, self._theme)
        self.review = ReviewPanel()
        self.review.set_theme(self._theme)
        self.fields = FieldsPanel(self._theme)
        self.results = ResultsPanel(self._desk, self._theme)
        self.docks = Docks(
            self, invoices=self.invoices, values=self.review, template=self.fields, table=self.results
        )
        for dock in self.docks:
            self.menus["View"].addAction(dock.toggleViewAction())

    def show_invoice(self, filed: object) -> None:
        """Show the page of an invoice, or the invitation where none is open."""
        self.middle.setCurrentWidget(self.canvas if filed is not None else self.invitation)
        self.remembered.set("invoice", self.session.filed.id if self.session.filed is not None else None)

    def show_record(self, _record: object) -> None:
        """Show the values of the open invoice in the lane, in front once there are some."""
        if not self.template_editor.is_edited or self.session.record is None:
            key = self.session.filed.id if self.session.filed is not None else None
            self.docks.face(key, is_read=self.session.record is not None)
        self.review.show_record(self.session.filed, self.session.record, self.session.differences)

    def show_page(self, index: int, image: QImage) -> None:
        """Give the lane the page that its crops are cut from."""
        self.review.set_page(index, image)

    def go_to(self, key: int) -> None:
        """Open an invoice by its number and choose it in the list."""
        self.invoices.select(key)
        self.session.open_invoice(key)

    def go_to_cell(self, key: int, spot: Spot | None) -> None:
        """Open an invoice at one of its values."""
        self.go_to(key)
        self.session.choose(spot)

    def refresh_lists(self) -> None:
        """Ask the desk anew what the lists show."""
        self.invoices.refresh()
        self.results.refresh()
        self.templates.refresh_names()
        if not self.activity_view.isHidden():
            self.activity_view.refresh()

    def open_first(self) -> None:
        """Open the first invoice of the list where none is open, or invite where the desk has none."""
        if self.session.filed is None:
            self.middle.setCurrentWidget(self.invitation)
            if not self.invoices.is_empty:
                self.invoices.step(1)

    def show_activity(self) -> None:
        """Show in the list how far the invoices are that are being read."""
        self.invoices.model.set_shares(self.activity.shares)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours, everywhere."""
        self._theme = theme
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_theme(application, theme)
        dress_actions(self.actions_, theme)
        for part in (self.page_view, self.naming, self.invitation, self.notices, self.strip):
            part.set_theme(theme)
        for other in (self.guide, self.fields, self.training, self.sources):
            other.set_theme(theme)
        for panel in (self.invoices, self.review, self.results, self.status, self.activity_view):
            panel.set_theme(theme)
        self.actions_["theme"].setChecked(theme.is_dark)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's
        """Take files and pictures."""
        if can_take(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's
        """Take in what was dropped."""
        self.commands.drop(event.mimeData())
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's
        """Keep what is not kept yet, stop what runs, and remember how the window was left."""
        if self.sources.stays():
            event.ignore()
            self.hide()
            return
        leave(self)
        super().closeEvent(event)
