"""Secrets do not print, and no query of a URL is shown."""

from __future__ import annotations

import logging
import pickle
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoice_desk.intake.hiding import Secret, hide_from_logs, redacted

KEY = "sv=2026-01-01&sig=Zm9v%2Bbar"


def test_a_secret_prints_in_no_way() -> None:
    secret = Secret(KEY)
    said = [repr(secret), str(secret), f"{secret}", f"{secret!r:>40}", "%s" % secret, repr({"a": [secret]})]  # noqa: UP031
    assert not any("sig" in one or "Zm9v" in one for one in said)
    assert secret.reveal() == KEY
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(secret)


def test_a_secret_stays_out_of_a_traceback() -> None:
    secret = Secret(KEY)
    with pytest.raises(KeyError) as told:
        {}[secret]
    assert "Zm9v" not in "".join(traceback.format_exception(told.value))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"https://a.example/c?{KEY}", "https://a.example/c?(hidden)"),
        ("https://a.example/c?baretoken", "https://a.example/c?(hidden)"),
        (f'GET /c/one.pdf?{KEY} HTTP/1.1" 200', 'GET /c/one.pdf?(hidden) HTTP/1.1" 200'),
        ("https://me:word@a.example/c", "https://(hidden)@a.example/c"),
        (
            f"two: https://a.example/?{KEY} and http://b.example/x",
            "two: https://a.example/?(hidden) and http://b.example/x",
        ),
        ("is it paid? yes", "is it paid? yes"),
        ("https://a.example/فاتورة.pdf", "https://a.example/فاتورة.pdf"),
    ],
)
def test_a_text_is_shown_without_queries(text: str, shown: str) -> None:
    assert redacted(text) == shown


@given(
    st.text(
        alphabet=st.characters(blacklist_categories=["Z", "C"], blacklist_characters="\"'<>?"), min_size=8
    )
)
def test_whatever_a_query_holds_it_is_not_shown(token: str) -> None:
    assert token not in redacted(f"x https://a.example/p?sig={token} y").replace("https://a.example/p", "")


def test_a_library_logs_no_query(caplog: pytest.LogCaptureFixture) -> None:
    hide_from_logs("some.library")
    hide_from_logs("some.library")
    with caplog.at_level(logging.DEBUG, logger="some.library"):
        logging.getLogger("some.library").debug('%s "GET %s HTTP/1.1"', "host", f"/c?{KEY}")
    assert caplog.messages == ['host "GET /c?(hidden) HTTP/1.1"']
