"""The words of all invoices, indexed: SQLite's FTS5, or a tsvector of PostgreSQL."""

from __future__ import annotations

from sqlalchemy import text

from invoice_desk.store.database import Connection
from invoice_desk.values.searching import search_words

MAX_WORDS = 20_000  # characters that are indexed of one invoice
_MAX_ASKED = 32  # words of a question
_MAX_LEXEME = 500  # characters of a word; PostgreSQL takes 2,046 bytes


def index_words(connection: Connection, document: int, words: str) -> None:
    """Index an invoice under these words, in their searched form, and under no others."""
    kept = words[:MAX_WORDS]
    if connection.dialect.name == "sqlite":
        statement = "INSERT OR REPLACE INTO search (rowid, words) VALUES (:id, :words)"
    else:
        kept = _vector(kept)
        statement = (
            "INSERT INTO search (rowid, vector) VALUES (:id, CAST(:words AS tsvector)) "
            "ON CONFLICT (rowid) DO UPDATE SET vector = excluded.vector"
        )
    connection.execute(text(statement), {"id": document, "words": kept})


def match_of(connection: Connection, asked: str) -> tuple[str, str] | None:
    """Return a condition on the table `search` and its parameter, for invoices that hold all that is asked.

    Each word may go on (2045 finds 20451), and parts of a word that is written with signs
    stand side by side: INV-2045 does not find 2045 INV. None where nothing is asked.
    """
    phrases = [phrase for phrase in map(search_words, asked.split()[:_MAX_ASKED]) if phrase]
    if not phrases:
        return None
    if connection.dialect.name == "sqlite":
        return "search MATCH :asked", " ".join(f'"{" ".join(phrase)}" *' for phrase in phrases)
    return (
        "search.vector @@ CAST(:asked AS tsquery)",
        " & ".join(f"({' <-> '.join(map(_lexeme, phrase))}:*)" for phrase in phrases),
    )


def _vector(words: str) -> str:
    """Return words as a tsvector is written. PostgreSQL's own parser knows fewer letters."""
    return " ".join(f"{_lexeme(word)}:{place}" for place, word in enumerate(words.split(), start=1))


def _lexeme(word: str) -> str:
    return f"'{word[:_MAX_LEXEME]}'"  # of letters and digits alone
