"""Who hears whom in the window: signals and slots, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from invoice_desk.desktop.actions import ZOOMS

if TYPE_CHECKING:
    from invoice_desk.desktop.main_window import MainWindow

_FIRST_MS = 100  # after a list is there its first invoice is opened: both at once would be a stop


def join(window: MainWindow) -> None:
    """Connect the parts of a window that is built."""
    _join_actions(window)
    _join_session(window)
    _join_lists(window)
    _join_values(window)
    _join_template(window)
    _join_work(window)


def doer_of(window: MainWindow, name: str) -> Callable[[], object]:
    """Return what an action does: the method of its name, of the first doer that has one."""
    handler: Callable[[], object] = next(getattr(doer, name) for doer in window.doers if hasattr(doer, name))
    return handler


def _join_actions(window: MainWindow) -> None:
    for name, action in window.actions_.items():
        handler = doer_of(window, name)
        action.triggered.connect(lambda _checked=False, handler=handler: handler())
    window.undo.name(window.actions_["undo"], window.actions_["redo"])
    window.status.set_zoom_menu([window.actions_[name] for name in ZOOMS], window.canvas.set_zoom)
    window.commands.step_asked.connect(window.invoices.step)
    window.commands.export_asked.connect(window.exporting.ask)
    window.recent.asked.connect(window.desks.open_at)
    window.desks.asked.connect(window.desk_asked)
    window.guide.begun.connect(window.invitation.hide_ways)
    window.guide.ended.connect(window.invitation.show_ways)


def _join_session(window: MainWindow) -> None:
    session = window.session
    session.problem_met.connect(window.notices.show_problem)
    session.said.connect(window.notices.show_word)
    session.desk_changed.connect(window.refresh_lists)
    session.record_changed.connect(window.show_record)
    session.invoice_opened.connect(window.show_invoice)
    session.invoice_opened.connect(window.strip.show_invoice)


def _join_lists(window: MainWindow) -> None:
    invoices, results = window.invoices, window.results
    invoices.invoice_chosen.connect(window.session.open_invoice)
    invoices.action_asked.connect(window.commands.for_many)
    invoices.problem.connect(window.notices.show_problem)
    invoices.asked_changed.connect(results.ask)
    first = QTimer(window, singleShot=True, interval=_FIRST_MS)
    first.timeout.connect(window.open_first)
    invoices.refreshed.connect(first.start)
    results.cell_chosen.connect(window.go_to_cell)
    results.cell_chosen.connect(window.page_view.reveal_cell)
    results.problem.connect(window.notices.show_problem)
    results.edited.connect(window.value_editor.note)


def _join_values(window: MainWindow) -> None:
    review, values, commands = window.review, window.value_editor, window.commands
    review.correction_typed.connect(values.correct)
    review.confirmed.connect(values.confirm)
    review.withdrawn.connect(values.withdraw)
    review.accept_asked.connect(commands.accept)
    review.reject_asked.connect(commands.reject)
    review.skip_asked.connect(window.invoices.step)
    review.link_followed.connect(window.go_to)
    review.spot_chosen.connect(window.session.choose)
    values.problem.connect(review.show_problem)
    window.session.spot_chosen.connect(review.choose)


def _join_template(window: MainWindow) -> None:
    editor, fields, canvas, commands = window.template_editor, window.fields, window.canvas, window.commands
    editor.changed.connect(fields.show_template)
    editor.changed.connect(window.templates.show_standing)
    window.session.record_changed.connect(window.templates.show_standing)
    editor.kept_renamed.connect(window.session.refresh)
    editor.problem.connect(window.notices.show_problem)
    fields.template_chosen.connect(window.templates.choose)
    fields.library_asked.connect(window.actions_["library"].trigger)
    fields.field_chosen.connect(lambda name: canvas.select((name,)))
    fields.edit_asked.connect(commands.name_field)
    fields.delete_asked.connect(window.regions.delete)
    fields.renamed.connect(editor.rename)
    fields.read_asked.connect(commands.read)
    fields.draw_asked.connect(window.actions_["draw"].trigger)
    canvas.region_activated.connect(window.naming.ask)
    canvas.selection_changed.connect(lambda names: fields.choose(names[0] if names else ""))
    canvas.files_dropped.connect(commands.add)
    canvas.zoom_changed.connect(window.status.show_zoom)
    window.page_view.drawn.connect(window.naming.ask)
    window.page_view.tried.connect(window.naming.hear)
    window.page_view.trial.ended.connect(window.work.rest_soon)
    window.naming.more_asked.connect(commands.name_field)
    window.regions.files_pasted.connect(commands.paste)
    window.page_view.page_shown.connect(window.show_page)
    window.page_view.number.connect(window.status.show_page)
    window.page_view.number.connect(window.strip.show_page)
    window.strip.page_chosen.connect(window.page_view.go_to_page)


def _join_work(window: MainWindow) -> None:
    work, status = window.work, window.status
    work.began.connect(status.begin)
    work.progressed.connect(status.go_on)
    work.idle.connect(status.rest)
    work.failed.connect(window.notices.show_problem)
    work.changed.connect(window.session.note_changes)
    work.taken.connect(window.refused.hear)
    work.exported.connect(window.exporting.tell)
    window.exporting.written.connect(window.notices.show_file)
    work.errands.told.connect(window.working.hear)
    work.errands.told.connect(window.exporting.hear)
    work.paused.connect(status.show_paused)
    status.stop_asked.connect(work.cancel)
    status.pause_asked.connect(window.working.pause)
    status.activity_asked.connect(window.actions_["activity"].trigger)
    _join_activity(window)


def _join_activity(window: MainWindow) -> None:
    work, activity, view = window.work, window.activity, window.activity_view
    work.began.connect(activity.begin)
    work.progressed.connect(activity.go_on)
    work.going.connect(activity.note_going)
    work.done.connect(activity.note_done)
    work.paused.connect(activity.pause)
    work.idle.connect(activity.rest)
    activity.changed.connect(window.show_activity)
    view.pause_asked.connect(window.working.pause)
    view.stop_asked.connect(work.cancel)
    view.read_asked.connect(window.working.read_again)
    view.chosen.connect(window.go_to)
    view.problem.connect(window.notices.show_problem)
