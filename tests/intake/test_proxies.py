"""Through the proxy of a network: asked for the address that was judged, and what it refuses is said."""

from __future__ import annotations

import base64
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from invoice_desk.errors import DeskError
from invoice_desk.intake.faults import RightsRefused, TryLater
from invoice_desk.intake.hiding import Secret
from invoice_desk.intake.proxies import Proxy, proxy_for
from invoice_desk.intake.web import Rules, Web

PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere"
LED_ON = b"HTTP/1.1 200 Connection established\r\n\r\n"


@dataclass
class Asked:
    """A proxy that runs. heads: what it was asked for."""

    port: int
    heads: list[str] = field(default_factory=list)


@contextmanager
def proxy_that_says(answer: bytes) -> Iterator[Asked]:
    """Take what is to be led on, and answer for the machine behind as well."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        asked = Asked(server.getsockname()[1])

        def serve() -> None:
            while True:
                try:
                    one, _ = server.accept()
                except OSError:
                    return
                with one:
                    asked.heads.append(one.recv(4096).decode())
                    one.sendall(answer)
                    if answer == LED_ON and one.recv(4096):
                        one.sendall(PAGE)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield asked
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()


def resolving(**names: str) -> Callable[..., list[tuple[object, ...]]]:
    def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        address = names.get(host.partition(".")[0], host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    return resolve


def web_by(asked: Asked, *, person: str = "", is_private_allowed: bool = False, **names: str) -> Web:
    made = Proxy("127.0.0.1", asked.port, Secret(person))
    rules = Rules(
        is_http_allowed=True,
        is_private_allowed=is_private_allowed,
        connecting=2.0,
        reading=2.0,
        resolve=resolving(**names),
        proxy_for=lambda _scheme, _host: made,
    )
    return Web(rules)


def read(client: Web, url: str) -> bytes:
    try:
        return client.read(url, most=100)
    finally:
        client.close()


def test_a_proxy_is_asked_for_the_address_that_was_judged() -> None:
    """It resolves no name for us: one that changes its address meanwhile leads nowhere else."""
    with proxy_that_says(LED_ON) as asked:
        assert read(web_by(asked, shop="93.184.216.34"), "http://shop.example/one.pdf") == b"here"
    assert asked.heads[0].startswith("CONNECT 93.184.216.34:80 HTTP/1.1\r\n")


@pytest.mark.parametrize("address", ["10.0.0.7", "127.0.0.1", "169.254.169.254"])
def test_a_proxy_is_no_way_into_this_network(address: str) -> None:
    with proxy_that_says(LED_ON) as asked:
        for url in ("http://inner.example/one.pdf", f"http://{address}/one.pdf"):
            with pytest.raises(RightsRefused, match="machine of this network"):
                read(web_by(asked, inner=address), url)
    assert not asked.heads


def test_where_private_addresses_are_allowed_the_proxy_is_asked_for_the_name() -> None:
    with proxy_that_says(LED_ON) as asked:
        assert read(web_by(asked, is_private_allowed=True), "http://inner.example/") == b"here"
    assert asked.heads[0].startswith("CONNECT inner.example:80 ")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "wants a name and a password"),
        (b"HTTP/1.1 403 Forbidden\r\n\r\n", r"does not lead to 1\.1\.1\.1 \(403\)"),
        (b"", r"does not lead to 1\.1\.1\.1 \(no answer\)"),
        (b"220 mail.example ESMTP\r\n\r\n", r"does not lead to 1\.1\.1\.1 \(no answer\)"),
    ],
)
def test_what_a_proxy_refuses_is_said_without_the_password(answer: bytes, words: str) -> None:
    with proxy_that_says(answer) as asked, pytest.raises(TryLater, match=words) as told:
        read(web_by(asked, person="amal:TOPSECRET"), "https://1.1.1.1/one.pdf")
    known = base64.b64encode(b"amal:TOPSECRET").decode()
    assert f"Proxy-Authorization: Basic {known}\r\n" in asked.heads[0]
    assert "TOPSECRET" not in f"{told.value} {told.value.problem!r} {told.value.__cause__!r}"
    assert known not in f"{told.value}"


def test_the_proxy_is_what_the_system_names(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    assert proxy_for("https", "a.example") is None
    monkeypatch.setenv("HTTPS_PROXY", "http://amal:p%40ss@proxy.example:3128")
    monkeypatch.setenv("NO_PROXY", "inner.example,.own.example")
    found = proxy_for("https", "a.example")
    assert found == Proxy("proxy.example", 3128, Secret("amal:p@ss"))
    assert "p@ss" not in repr(found)
    for host in ("inner.example", "x.own.example", "127.0.0.1", "localhost", "[::1]"):
        assert proxy_for("https", host) is None, host
    assert proxy_for("http", "a.example") is None


@pytest.mark.parametrize("given", ["socks5://proxy.example:1080", "http://:x", "http://proxy:99999"])
def test_a_proxy_that_cannot_be_spoken_to_is_said(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", given)
    with pytest.raises(DeskError, match=r"name it as http://PROXY:PORT in HTTPS_PROXY"):
        proxy_for("https", "a.example")
