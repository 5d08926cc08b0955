"""What the actions of the menu Template do. Methods are named as the actions are (actions.py)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from invoice_desk.desktop.asking import Asking
from invoice_desk.desktop.dropping import is_template
from invoice_desk.desktop.templates.library import TemplateLibrary
from invoice_desk.desktop.words.filling import fill
from invoice_desk.invoice.geometry import Size
from invoice_desk.store.templates import template_stems
from invoice_desk.workflow import reviewing
from invoice_desk.workflow.templates import import_files

if TYPE_CHECKING:
    from invoice_desk.desktop.main_window import MainWindow


class TemplateCommands(QObject):
    """Acts on the templates of the desk and on that of the open invoice."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session, self._editor = window, window.session, window.template_editor
        self._desk = window.session.desk
        self._asking = Asking(self)
        self._asking.answered.connect(self._show_names)
        self._asking.failed.connect(window.session.meet)

    def library(self) -> None:
        """Show all templates."""
        window = self._window
        library = TemplateLibrary(self._session, self._editor, window.theme, self._page, window)
        library.new_asked.connect(self.new_template)
        library.open_asked.connect(self._open)
        library.try_asked.connect(self._try)
        library.imported.connect(self._take_imported)
        library.open(
            self._editor.template.name if self._editor.kept is not None and self._editor.template else ""
        )

    def new_template(self) -> None:
        """Begin a template for the open invoice, and let regions be drawn."""
        if self._session.filed is None:
            self._session.say(self.tr("Open an invoice first: a template begins with regions on its page."))
            return
        with self._session.told():
            self._editor.begin_new()
            self._window.docks.template.raise_()
            if not self._window.actions_["draw"].isChecked():
                self._window.actions_["draw"].trigger()
            self._session.say(self.tr("A new template: draw a box around each value, then read the invoice."))

    def import_templates(self) -> None:
        """Choose template files, or files of numbered corner points, and keep them."""
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kinds = self.tr("Templates and corner points (*.json)")
        names, _kind = QFileDialog.getOpenFileNames(self._window, self.tr("Import templates"), home, kinds)
        paths = [Path(name) for name in names]
        if not paths:
            return
        with self._session.told():
            saved = import_files(self._desk, paths, self._page())
            self._session.refresh()
            self._session.say(self.tr("%n template(s) imported.", "", len(saved)))
            if len(saved) == 1 and not is_template(paths[0]):
                self._take_imported(saved[0].template.name)
            self._window.work.read()

    def rename_template(self) -> None:
        """Go to where the template's name is typed."""
        self._window.docks.template.show()
        self._window.docks.template.raise_()
        self._window.fields.edit_name()

    def try_page(self) -> None:
        """Read every field of the shown page by the template as it is drawn; nothing is kept."""
        self._window.page_view.try_all()

    def try_template(self) -> None:
        """Try the template as it is drawn on many invoices; nothing is kept."""
        self._try("")

    def choose(self, name: str) -> None:
        """Read the open invoice by another template; what was drawn before is kept as a version."""
        filed = self._session.filed
        if filed is None:
            return
        with self._session.told() as done:
            self._editor.keep()
            reviewing.read_again(self._desk, [filed.id], template=name)
            done.append(True)
        self._session.refresh()
        self._editor.open_for(self._session.filed)
        if done:
            self._session.say(fill(self.tr("Read by “%1” now."), name))
            self._window.work.read()

    def refresh_names(self) -> None:
        """Offer the templates of the desk as they are now."""

        def names() -> list[str]:
            with self._desk.reading() as connection:
                return sorted(set(template_stems(connection).values()), key=str.casefold)

        self._asking.ask("names", names)

    def finish(self) -> None:
        """Wait for what is being asked."""
        self._asking.close()

    def show_standing(self, _changed: object = None) -> None:
        """Say in the dock which version is shown, whether it was changed, and which one read the invoice."""
        kept, record = self._editor.kept, self._session.record
        version = kept.version if kept is not None else None
        read_by = record.template if record is not None else None
        is_same = read_by is None or (kept is not None and read_by.name == kept.name)
        self._window.fields.show_standing(
            version,
            is_edited=self._editor.is_edited,
            read_by=read_by.version if read_by is not None and read_by.version != version else None,
            read_name="" if is_same or read_by is None else read_by.name,
        )

    def _show_names(self, _asked: object, names: list[str]) -> None:
        self._window.fields.show_names(names)

    def _page(self) -> tuple[Size, int] | None:
        return self._window.page_view.shown_page

    def _open(self, key: int) -> None:
        self._window.go_to(key)
        self._window.docks.template.raise_()

    def _take_imported(self, name: str) -> None:
        """Choose corner points that came in for the open invoice, where it has no template of its own yet."""
        filed = self._session.filed
        if filed is not None and not filed.template and not self._editor.is_edited:
            self.choose(name)

    def _try(self, name: str) -> None:
        from invoice_desk.desktop.dialogs.trial_dialog import TrialDialog  # what reads comes with it
        from invoice_desk.desktop.templates.trial import TemplateTrial

        for before in self._window.findChildren(TrialDialog):
            before.reject()
        TemplateTrial(self._window).open(name)
