"""How a source is called and how it stands, in words, with an icon and a colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from invoice_desk.desktop.sources.counting import SourceCounts
from invoice_desk.desktop.words.filling import fill, moment_words, number_words
from invoice_desk.desktop.words.floor_words import problem_line
from invoice_desk.errors import shown
from invoice_desk.progress import Progress
from invoice_desk.store.sources import ItemState
from invoice_desk.workflow.source_choices import Kind
from invoice_desk.workflow.sources import Status

if TYPE_CHECKING:
    from invoice_desk.desktop.sources.syncing import Syncing

KIND_ICONS: Mapping[str, str] = {
    Kind.FOLDER: "folder",
    Kind.URL: "link",
    Kind.BLOB: "cloud",
    Kind.S3: "database",
    Kind.DRIVE: "hard-drive",
}
NEEDS_SIGN_IN = "SignInNeeded"
"""The kind of a problem that ends when a person gives a key or signs in again."""

_MINUTE, _HOUR, _DAY = 60, 3600, 24 * 3600


class Standing(StrEnum):
    """How a source stands. The values are for code alone."""

    SYNCING = "syncing"
    RESTING = "resting"
    PAUSED = "paused"
    TROUBLE = "trouble"
    NEVER = "never"


STANDING_COLORS: Mapping[Standing, str] = {
    Standing.SYNCING: "accent",
    Standing.RESTING: "sure",
    Standing.PAUSED: "muted",
    Standing.TROUBLE: "bad",
    Standing.NEVER: "muted",
}
STANDING_ICONS: Mapping[Standing, str] = {
    Standing.SYNCING: "refresh-cw",
    Standing.RESTING: "circle-check",
    Standing.PAUSED: "pause",
    Standing.TROUBLE: "triangle-alert",
    Standing.NEVER: "loader-circle",
}


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as it is shown. progress: of the round that runs, None for none."""

    status: Status
    progress: Progress | None = None

    @property
    def standing(self) -> Standing:
        """How it stands."""
        status = self.status
        if self.progress is not None and status.is_active:
            return Standing.SYNCING
        if not status.is_active:
            return Standing.PAUSED
        if status.problem is not None:
            return Standing.TROUBLE
        return Standing.RESTING if status.synced is not None else Standing.NEVER

    @property
    def needs_sign_in(self) -> bool:
        """Whether only a person can mend it, with a key or by signing in again."""
        problem = self.status.problem
        return problem is not None and problem.kind == NEEDS_SIGN_IN

    def many(self, state: ItemState) -> int:
        """Return how many of its files stand so; those on the desk count wherever they are at the source."""
        if state is ItemState.TAKEN:
            return self.status.arrived
        return self.status.counts.get(state, 0)


def beside_icon(words: str) -> str:
    """Return the words of a button that has an icon, with some room before them."""
    return f"\u2009{words}"


def kind_words(kind: str) -> str:
    """Return what a kind of source is called."""
    words = {
        Kind.FOLDER: QCoreApplication.translate("Source", "Watched folder"),
        Kind.URL: QCoreApplication.translate("Source", "Links"),
        Kind.BLOB: QCoreApplication.translate("Source", "Azure container"),
        Kind.S3: QCoreApplication.translate("Source", "S3 bucket"),
        Kind.DRIVE: QCoreApplication.translate("Source", "Google Drive"),
    }
    return words.get(Kind(kind), kind) if kind in set(Kind) else kind


def standing_words(view: SourceView) -> str:
    """Say in a few words how a source stands."""
    match view.standing:
        case Standing.SYNCING if view.progress is not None and view.progress.total:
            words = QCoreApplication.translate("Source", "Syncing: %1 of %2")
            return fill(words, number_words(view.progress.done + 1), number_words(view.progress.total))
        case Standing.SYNCING:
            return QCoreApplication.translate("Source", "Syncing…")
        case Standing.PAUSED:
            return QCoreApplication.translate("Source", "Paused")
        case Standing.TROUBLE if view.needs_sign_in:
            return QCoreApplication.translate("Source", "Its key is needed")
        case Standing.TROUBLE:
            return QCoreApplication.translate("Source", "Could not be synced")
        case Standing.RESTING:
            return QCoreApplication.translate("Source", "Up to date")
        case _:
            return QCoreApplication.translate("Source", "Not synced yet")


def detail_words(view: SourceView) -> str:
    """Say the last problem with what to do, or which file comes just now; "" where all is well."""
    if view.progress is not None and view.progress.subject:
        return shown(view.progress.subject)
    return problem_line(view.status.problem) if view.status.problem is not None else ""


def synced_words(synced: datetime | None, now: datetime | None = None) -> str:
    """Say how long ago a source was synced last."""
    if synced is None:
        return QCoreApplication.translate("Source", "never")
    moment = synced if synced.tzinfo is not None else synced.replace(tzinfo=UTC)
    past = ((now or datetime.now(UTC)) - moment).total_seconds()
    counts = SourceCounts()
    if past < _MINUTE:
        return QCoreApplication.translate("Source", "just now")
    if past < _HOUR:
        return counts.minutes_ago(int(past // _MINUTE))
    return counts.hours_ago(int(past // _HOUR)) if past < _DAY else moment_words(moment)


def item_state_words(state: ItemState) -> str:
    """Return what a file's state in the journal is called."""
    words = {
        ItemState.WAITING: QCoreApplication.translate("Source", "Waiting"),
        ItemState.TAKEN: QCoreApplication.translate("Source", "On the desk"),
        ItemState.SET_ASIDE: QCoreApplication.translate("Source", "Set aside"),
        ItemState.PASSED_OVER: QCoreApplication.translate("Source", "Passed over"),
        ItemState.GONE: QCoreApplication.translate("Source", "Gone at the source"),
    }
    return words[state]


ITEM_COLORS: Mapping[ItemState, str] = {
    ItemState.WAITING: "accent",
    ItemState.TAKEN: "sure",
    ItemState.SET_ASIDE: "bad",
    ItemState.PASSED_OVER: "muted",
    ItemState.GONE: "muted",
}


def views_of(syncing: Syncing) -> list[SourceView]:
    """Return all sources as they are shown; the one that is being asked with how far it is."""
    return [
        SourceView(one, syncing.progress if one.name == syncing.current else None) for one in syncing.statuses
    ]
