"""Invoices found: by words, by state, date, seller, amount and template, in the order that is asked for."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select, text

from invoice_desk.invoice.filed import State, Summary
from invoice_desk.store.coding import problem_from_text
from invoice_desk.store.database import Connection
from invoice_desk.store.ordering import Order, Ordering, ordered
from invoice_desk.store.outcome import scaled
from invoice_desk.store.schema import ASIDE, documents, parties
from invoice_desk.store.search_index import match_of
from invoice_desk.values.searching import search_words

_MAX_SELLER, _MAX_SELLER_WORDS = 500, 32  # characters and words of a seller's name that are looked for
_AT_ONCE = 200  # invoices that are asked for with one question


@dataclass(frozen=True, slots=True)
class Filter:
    """Which invoices are asked for; every part that is set must hold.

    words: each stands in a value or the file's name; states: none for all but duplicates and
    rejected ones, which are set aside; seller: words of the name; limits are inclusive; total: in
    whatever currency; is_deleted: only the deleted ones; needs_look: has a doubtful value or a
    failed check; has_failed_checks: a check fails.
    """

    words: str = ""
    states: frozenset[State] = frozenset()
    template: str | None = None
    seller: str = ""
    issued_from: date | None = None
    issued_to: date | None = None
    total_from: Decimal | None = None
    total_to: Decimal | None = None
    needs_look: bool | None = None
    has_failed_checks: bool | None = None
    is_deleted: bool = False


def find(
    connection: Connection,
    asked: Filter,
    *,
    order: Ordering = Order.ADDED,
    is_descending: bool = True,
    limit: int | None = 100,
    offset: int = 0,
) -> list[Summary]:
    """Return the invoices that are asked for, `limit` of them from `offset` on; blanks stand last."""
    chosen = ordered(_where(_listed(), connection, asked), order, is_descending=is_descending)
    rows = connection.execute(chosen.limit(limit).offset(offset))
    return [_summary(row) for row in rows]


def find_ids(
    connection: Connection, asked: Filter, *, order: Ordering = Order.ADDED, is_descending: bool = False
) -> list[int]:
    """Return the numbers of all invoices that are asked for, oldest first or as `find` orders them."""
    chosen = _where(select(documents.c.id), connection, asked)
    return list(connection.execute(ordered(chosen, order, is_descending=is_descending)).scalars())


def find_numbers(
    connection: Connection, asked: Filter, *, order: Ordering = Order.ADDED, is_descending: bool = False
) -> array[int]:
    """Return the same as an array. SQLite writes them into one text: no thread waits for it."""
    if connection.dialect.name != "sqlite":
        return array("q", find_ids(connection, asked, order=order, is_descending=is_descending))
    chosen = _where(select(documents.c.id), connection, asked)
    # the limit keeps the order: without one SQLite might flatten the question into the one around it
    numbers = ordered(chosen, order, is_descending=is_descending).limit(-1).subquery()
    joined = connection.execute(select(func.group_concat(numbers.c.id))).scalar()
    return array("q", json.loads(f"[{joined or ''}]"))


def summaries_of(connection: Connection, ids: Sequence[int]) -> list[Summary]:
    """Return what a list shows of these invoices, in the order of `ids`; unknown ones are left out."""
    found: dict[int, Summary] = {}
    for start in range(0, len(ids), _AT_ONCE):
        asked = _listed().where(documents.c.id.in_(ids[start : start + _AT_ONCE]))
        found.update((row.id, _summary(row)) for row in connection.execute(asked))
    return [found[key] for key in ids if key in found]


def count(connection: Connection, asked: Filter) -> int:
    """Return how many invoices are asked for."""
    return int(connection.execute(_where(select(func.count()), connection, asked)).scalar_one())


def count_states(connection: Connection) -> dict[State, int]:
    """Return how many invoices stand in each state, deleted ones apart."""
    counted = select(documents.c.state, func.count().label("many")).where(~documents.c.is_deleted)
    rows = connection.execute(counted.group_by(documents.c.state))
    return {State(row.state): row.many for row in rows}


def count_without_template(connection: Connection) -> int:
    """Return how many invoices wait because no template is chosen for them."""
    waiting = select(func.count()).where(
        documents.c.state == State.NEW.value, documents.c.template == "", ~documents.c.is_deleted
    )
    return int(connection.execute(waiting).scalar_one())


def _listed() -> Select[Any]:
    named = select(documents, parties.c.name.label("seller"))
    return named.outerjoin(parties, parties.c.id == documents.c.seller_id)


def _where(chosen: Select[Any], connection: Connection, asked: Filter) -> Select[Any]:
    chosen = chosen.select_from(documents) if not chosen.get_final_froms() else chosen
    conditions = [documents.c.is_deleted if asked.is_deleted else ~documents.c.is_deleted]
    conditions += _state_conditions(asked) + _limits(asked)
    if asked.template is not None:
        conditions.append(documents.c.template == asked.template)
    if asked.seller:
        conditions.append(documents.c.seller_id.in_(_sellers(asked.seller)))
    match = match_of(connection, asked.words)
    if match is not None:
        condition, words = match
        found = text(f"documents.id IN (SELECT rowid FROM search WHERE {condition})")  # noqa: S608 - ours
        chosen = chosen.where(found.bindparams(asked=words))
    return chosen.where(*conditions)


def _state_conditions(asked: Filter) -> list[ColumnElement[bool]]:
    if asked.states:
        return [documents.c.state.in_(sorted(state.value for state in asked.states))]
    return [] if asked.is_deleted else [documents.c.state.not_in(ASIDE)]


def _limits(asked: Filter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.issued_from is not None:
        found.append(documents.c.issued >= asked.issued_from.isoformat())
    if asked.issued_to is not None:
        found.append(documents.c.issued <= asked.issued_to.isoformat())
    if asked.total_from is not None:
        found.append(documents.c.total_scaled >= _limit(asked.total_from))
    if asked.total_to is not None:
        found.append(documents.c.total_scaled <= _limit(asked.total_to))
    if asked.needs_look is not None:
        open_ones = (documents.c.doubtful > 0) | (documents.c.failed_checks > 0)
        found.append(open_ones if asked.needs_look else ~open_ones)
    if asked.has_failed_checks is not None:
        found.append(
            documents.c.failed_checks > 0 if asked.has_failed_checks else documents.c.failed_checks == 0
        )
    return found


def _limit(amount: Decimal) -> int:
    """Return a limit as amounts are kept; one beyond all that is kept stands at the end of them."""
    found = scaled(amount)
    if found is not None:
        return found
    return (2**63 - 1) * (1 if amount > 0 else -1)


def _sellers(name: str) -> Select[Any]:
    """Select the sellers whose name holds each of these words, or parts of words."""
    words = search_words(name[:_MAX_SELLER])[:_MAX_SELLER_WORDS]
    holding = [parties.c.form.contains(word, autoescape=True) for word in words]
    return select(parties.c.id).where(parties.c.role == "seller", *holding)


def _summary(row: Row[Any]) -> Summary:
    return Summary(
        id=row.id,
        name=row.name,
        state=State(row.state),
        added=row.added_at,
        template=row.template,
        seller=row.seller or "",
        number=row.number,
        issued=date.fromisoformat(row.issued) if row.issued else None,
        total=Decimal(row.total) if row.total is not None else None,
        currency=row.currency,
        doubtful=row.doubtful,
        failed_checks=row.failed_checks,
        duplicate_of=row.duplicate_of,
        problem=problem_from_text(row.problem),
    )
