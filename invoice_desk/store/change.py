"""A change of the desk: one transaction, by one person, with its rows of history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, insert, select

from invoice_desk.store.database import Connection
from invoice_desk.store.schema import history


class What(StrEnum):
    """What happened. The value is kept in the history; never change one that was released."""

    ADDED = "added"
    TEMPLATE_CHOSEN = "template chosen"
    READING_BEGUN = "reading begun"
    READING_STOPPED = "reading stopped"
    READING_BROKEN_OFF = "reading broken off"
    READ = "read"
    FAILED = "failed"
    QUEUED = "queued"
    CORRECTED = "corrected"
    CONFIRMED = "confirmed"
    WITHDRAWN = "correction withdrawn"
    ACCEPTED = "accepted"
    REOPENED = "reopened"
    REJECTED = "rejected"
    RESTORED = "restored"
    DELETED = "deleted"
    EXPORTED = "exported"
    FOUND_DUPLICATE = "found to be a duplicate"
    OVERRULED = "said to be no duplicate"
    TEMPLATE_SAVED = "template saved"
    TEMPLATE_DELETED = "template deleted"
    TEMPLATE_RESTORED = "template restored"
    TEMPLATE_RENAMED = "template renamed"
    SOURCE_CHANGED = "source changed"
    ITEM_SET_ASIDE = "item set aside"
    NEW_VERSION = "new version"


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the history.

    document: the invoice's id, None where it is about something else; subject: the field, template or
    source that it is about, ""; old, new: what stood there before and after, None where nothing did.
    """

    document: int | None
    at: datetime
    who: str
    what: What
    subject: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """An open transaction that changes the desk. who: the person, or the part of the program; at: in UTC."""

    connection: Connection
    who: str
    at: datetime

    def tell(
        self,
        document: int | None,
        what: What,
        *,
        subject: str = "",
        old: str | None = None,
        new: str | None = None,
    ) -> None:
        """Add a row to the history, which is never changed afterwards."""
        self.connection.execute(
            insert(history).values(
                document_id=document,
                at=self.at,
                who=self.who,
                what=what.value,
                subject=subject,
                old=old,
                new=new,
            )
        )

    def tell_all(self, what: What, subject: str, changes: Sequence[tuple[int, str, str]]) -> None:
        """Add a row for each invoice: its number, what stood there before and after."""
        same = {"at": self.at, "who": self.who, "what": what.value, "subject": subject}
        rows = [same | {"document_id": key, "old": old, "new": new} for key, old, new in changes]
        if rows:
            self.connection.execute(insert(history), rows)


def history_of(connection: Connection, document: int) -> list[Event]:
    """Return all that happened to an invoice, in order."""
    rows = connection.execute(select(history).where(history.c.document_id == document).order_by(history.c.id))
    return [
        Event(row.document_id, row.at, row.who, What(row.what), row.subject, row.old, row.new) for row in rows
    ]


def last_event(connection: Connection) -> int:
    """Return the number of the last row of the history, 0 where there is none."""
    return int(connection.execute(select(func.max(history.c.id))).scalar() or 0)


def accepted_since(connection: Connection, ids: Sequence[int], event: int) -> set[int]:
    """Return which of these invoices a person accepted after a row of the history."""
    asked = select(history.c.document_id).where(
        history.c.id > event, history.c.document_id.in_(ids), history.c.what == What.ACCEPTED.value
    )
    return {row.document_id for row in connection.execute(asked)}
