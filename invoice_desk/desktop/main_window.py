"""The window: builds its parts and joins them. What they do stands in them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QImage, QUndoGroup
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QMainWindow,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from invoice_desk.desktop.actions import dress_actions, fill_menus, fill_toolbar, make_actions
from invoice_desk.desktop.canvas.canvas import PageCanvas
from invoice_desk.desktop.commands import Commands
from invoice_desk.desktop.dialogs.field_dialog import FieldDialog
from invoice_desk.desktop.dropping import can_take
from invoice_desk.desktop.empty import Invitation
from invoice_desk.desktop.notices import Notices
from invoice_desk.desktop.page_view import PageView
from invoice_desk.desktop.panels.fields import FieldsPanel
from invoice_desk.desktop.panels.invoices import InvoicesPanel
from invoice_desk.desktop.panels.results import ResultsPanel
from invoice_desk.desktop.panels.review import ReviewPanel
from invoice_desk.desktop.remembered import Remembered
from invoice_desk.desktop.session import Session
from invoice_desk.desktop.status import Status
from invoice_desk.desktop.template_editing import TemplateEditor
from invoice_desk.desktop.theme import Theme, apply_theme
from invoice_desk.desktop.value_editing import ValueEditor
from invoice_desk.desktop.viewing import Viewing
from invoice_desk.desktop.work import DeskWork, is_empty
from invoice_desk.workflow.desk import Desk

_SIZE = QSize(1440, 900)
_LEFT, _RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
_BOTTOM = Qt.DockWidgetArea.BottomDockWidgetArea


class MainWindow(QMainWindow):
    """One window on one desk."""

    def __init__(self, desk: Desk, theme: Theme, remembered: Remembered) -> None:
        super().__init__()
        self.setWindowTitle("Invoice Desk")
        self.setAcceptDrops(True)
        self._desk, self._theme, self._remembered = desk, theme, remembered
        self.session = Session(desk, self)
        self.work = DeskWork(desk, self)
        self.template_editor = TemplateEditor(desk, self)
        self.value_editor = ValueEditor(self.session, self)
        self.undo = QUndoGroup(self)
        self.commands = Commands(self, self.session, self.work, self.template_editor)
        self._build()
        self.viewing = Viewing(self)
        self._join()
        self._restore()

    def _build(self) -> None:
        self.actions_ = make_actions(self, self._theme)
        self.menus = fill_menus(self, self.actions_)
        toolbar = QToolBar(self.tr("Toolbar"), self)
        toolbar.setObjectName("toolbar")
        toolbar.setIconSize(QSize(18, 18))
        self.addToolBar(toolbar)
        fill_toolbar(toolbar, self.actions_)
        self.canvas = PageCanvas(self._theme)
        self.invitation = Invitation(self.actions_, self._theme)
        self.notices = Notices(self._theme)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.invitation)
        self.middle.addWidget(self.canvas)
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.notices)
        layout.addWidget(self.middle, 1)
        self.setCentralWidget(central)
        self.page_view = PageView(self.canvas, self.session, self.template_editor, self._theme, self)
        self._build_docks()
        self.status = Status()
        self.setStatusBar(self.status)
        for stack in (self.template_editor.undo_stack, self.value_editor.undo_stack):
            self.undo.addStack(stack)
        self.undo.setActiveStack(self.template_editor.undo_stack)

    def _build_docks(self) -> None:
        self.invoices = InvoicesPanel(self._desk, self._theme)
        self.review = ReviewPanel(self._theme)
        self.fields = FieldsPanel(self._theme)
        self.results = ResultsPanel(self._desk, self._theme)
        left = self._dock(self.tr("Invoices"), "invoices", self.invoices, _LEFT)
        review = self._dock(self.tr("Values"), "review", self.review, _RIGHT)
        fields = self._dock(self.tr("Template"), "fields", self.fields, _RIGHT)
        bottom = self._dock(self.tr("Table"), "results", self.results, _BOTTOM)
        self.tabifyDockWidget(review, fields)
        review.raise_()
        self.setCorner(Qt.Corner.BottomLeftCorner, _LEFT)
        self.setCorner(Qt.Corner.BottomRightCorner, _RIGHT)
        self.resizeDocks([left, review], [300, 380], Qt.Orientation.Horizontal)
        self.resizeDocks([bottom], [240], Qt.Orientation.Vertical)
        for dock in (left, review, fields, bottom):
            self.menus["View"].addAction(dock.toggleViewAction())
        self._docks = {"review": review, "fields": fields}

    def _dock(self, title: str, name: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        dock.setWidget(widget)
        self.addDockWidget(area, dock)
        return dock

    def _join(self) -> None:
        self._join_actions()
        self._join_session()
        self._join_values()
        self._join_template()
        self._join_work()

    def _join_actions(self) -> None:
        for name, action in self.actions_.items():
            doer = self.commands if hasattr(self.commands, name) else self.viewing
            handler = getattr(doer, name)
            action.triggered.connect(lambda _checked=False, handler=handler: handler())
        self.commands.step_asked.connect(self.invoices.step)
        self.commands.said.connect(self.notices.show_word)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    def _join_session(self) -> None:
        session = self.session
        session.problem_met.connect(self.notices.show_problem)
        session.desk_changed.connect(self._refresh_lists)
        session.record_changed.connect(self._show_record)
        session.invoice_opened.connect(self._show_invoice)
        self.invoices.invoice_chosen.connect(session.open_invoice)
        self.page_view.page_shown.connect(self._show_page)
        self.page_view.number.connect(self.status.show_page)
        self.canvas.zoom_changed.connect(self.status.show_zoom)

    def _join_values(self) -> None:
        review, values = self.review, self.value_editor
        review.correction_typed.connect(values.correct)
        review.confirmed.connect(values.confirm)
        review.withdrawn.connect(values.withdraw)
        review.accept_asked.connect(self.commands.accept)
        review.reject_asked.connect(self.commands.reject)
        review.skip_asked.connect(lambda: self.invoices.step(1))
        review.spot_chosen.connect(self.session.choose)
        values.problem.connect(review.show_problem)
        self.session.spot_chosen.connect(review.choose)
        self.results.cell_chosen.connect(self._go_to_cell)
        self.results.problem.connect(self.notices.show_problem)
        self.results.edited.connect(lambda edit: values.note(*edit))

    def _join_template(self) -> None:
        editor, fields = self.template_editor, self.fields
        editor.changed.connect(fields.show_template)
        fields.field_chosen.connect(lambda name: self.canvas.select((name,)))
        fields.edit_asked.connect(self.name_field)
        fields.delete_asked.connect(editor.delete)
        fields.renamed.connect(editor.rename)
        fields.read_asked.connect(self.commands.read)
        fields.draw_asked.connect(self.actions_["draw"].trigger)
        self.canvas.region_activated.connect(self.name_field)
        self.canvas.selection_changed.connect(lambda names: fields.choose(names[0] if names else ""))
        self.page_view.drawn.connect(self.name_field)

    def _join_work(self) -> None:
        work, status = self.work, self.status
        work.began.connect(status.begin)
        work.progressed.connect(status.go_on)
        work.idle.connect(status.rest)
        work.failed.connect(self.notices.show_problem)
        work.changed.connect(self.session.refresh)
        work.taken.connect(self._note_taken)
        work.exported.connect(
            lambda done: self.notices.show_word(self.tr("Written: %1").replace("%1", str(done.path)))
        )
        status.stop_asked.connect(work.cancel)

    def _restore(self) -> None:
        if not self._remembered.restore_window(self):
            self.resize(_SIZE)
        self.actions_["theme"].setChecked(self._theme.is_dark)
        self.results.restore(self._remembered.get("results", {}))
        self.template_editor.keep_drafts()
        self._refresh_lists()
        key = self._remembered.get("invoice")
        if isinstance(key, int):
            self.invoices.select(key)
            self.session.open_invoice(key)

    def name_field(self, name: str) -> None:
        """Ask for name and kind of a field."""
        field, template = self.template_editor.field(name), self.template_editor.template
        if field is None or template is None:
            return
        dialog = FieldDialog(field, [one.name for one in template.fields], self)
        dialog.accepted.connect(lambda: self.template_editor.edit(name, dialog.field()))
        dialog.open()

    def _show_invoice(self, filed: object) -> None:
        self._docks["review" if self.session.record is not None else "fields"].raise_()
        self.middle.setCurrentWidget(self.canvas if filed is not None else self.invitation)
        self._remembered.set("invoice", self.session.filed.id if self.session.filed is not None else None)

    def _show_record(self, _record: object) -> None:
        self.review.show_record(self.session.filed, self.session.record, self.session.differences())

    def _show_page(self, index: int, image: QImage) -> None:
        self.review.set_page(index, image)

    def _go_to_cell(self, key: int, spot: object) -> None:
        self.invoices.select(key)
        self.session.open_invoice(key)
        self.session.choose(spot)  # type: ignore[arg-type]

    def _refresh_lists(self) -> None:
        self.invoices.refresh()
        self.results.refresh()
        if self.session.filed is None:
            self.middle.setCurrentWidget(self.invitation)
            if not is_empty(self._desk):
                self.invoices.step(1)

    def _note_taken(self, taken: object) -> None:
        problem = getattr(taken, "problem", None)
        if problem is not None:
            self.notices.show_problem(problem)

    def _follow_focus(self, _old: object, new: QWidget | None) -> None:
        """Let undo take back what was done where the person is: regions or values, never both."""
        values = (self.review, self.results)
        if new is not None and any(one is new or one.isAncestorOf(new) for one in values):
            self.undo.setActiveStack(self.value_editor.undo_stack)
        elif new is not None and any(
            one is new or one.isAncestorOf(new) for one in (self.canvas, self.fields)
        ):
            self.undo.setActiveStack(self.template_editor.undo_stack)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours, everywhere."""
        self._theme = theme
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_theme(application, theme)
        dress_actions(self.actions_, theme)
        for part in (self.page_view, self.invitation, self.notices, self.fields):
            part.set_theme(theme)
        for panel in (self.invoices, self.review, self.results):
            panel.set_theme(theme)
        self._remembered.set("theme", "dark" if theme.is_dark else "light")

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
        self.commands.keep_template()
        self.work.close()
        self.page_view.close()
        self._remembered.keep_window(self)
        self._remembered.set("results", self.results.state())
        super().closeEvent(event)
