"""A person who closes the program, or stops a sync, does not wait for a server that says nothing."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from invoice_desk.errors import Stopped
from invoice_desk.intake.buckets import Bucket, Objects
from invoice_desk.intake.hiding import Secret
from invoice_desk.intake.urls import Links
from invoice_desk.intake.web import Rules, Web

SOON = 1.5  # seconds; a second is promised, and test machines are busy


@contextmanager
def listening(answer: bytes = b"") -> Iterator[int]:
    """Take connections on a port, say `answer` on each, and then nothing more."""
    taken: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take() -> None:
            while True:
                try:
                    one, _ = server.accept()
                except OSError:
                    return
                taken.append(one)
                if answer:
                    one.recv(4096)
                    one.sendall(answer)

        thread = threading.Thread(target=take)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()
            for one in taken:
                one.close()


def soon() -> Callable[[], bool]:
    """Return a flag that is set in a moment."""
    until = time.monotonic() + 0.1
    return lambda: time.monotonic() > until


def web(is_stopped: Callable[[], bool], **rules: object) -> Web:
    here = {"is_http_allowed": True, "is_private_allowed": True, "connecting": 20.0, "reading": 20.0}
    return Web(Rules(**here | rules), is_stopped=is_stopped)


def check_it_ends_soon(work: Callable[[], object]) -> None:
    begun = time.monotonic()
    with pytest.raises(Stopped):
        work()
    assert time.monotonic() - begun < SOON


@pytest.mark.parametrize("scheme", ["http", "https"])  # https: the server is silent in the handshake
def test_a_server_that_never_answers_is_hung_up_on(scheme: str) -> None:
    with listening() as port:
        client = web(soon())
        check_it_ends_soon(lambda: client.read(f"{scheme}://127.0.0.1:{port}/", most=10))
        client.close()


def test_a_file_that_no_longer_comes_is_hung_up_on_and_what_came_stays(tmp_path: Path) -> None:
    """Without a length, a body that is cut would look whole."""
    with listening(b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.7 half of it") as port:
        source = Links([Secret(f"http://127.0.0.1:{port}/one.pdf")], web(soon()))
        (page,) = source.list_changes({})
        check_it_ends_soon(lambda: source.fetch(page.found[0], tmp_path / "part", lambda _many: None))
        source.close()
    assert (tmp_path / "part").read_bytes() == b"%PDF-1.7 half of it"


def test_a_name_that_nobody_looks_up_is_not_waited_for() -> None:
    over = threading.Event()

    def resolve(*_: object, **__: object) -> list[tuple[object, ...]]:
        over.wait(10)
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    client = web(soon(), resolve=resolve)
    check_it_ends_soon(lambda: client.read("https://a.example/", most=10))
    over.set()
    client.close()


def test_a_machine_that_takes_no_call_is_not_waited_for() -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        port = full.getsockname()[1]
        waiting = [socket.socket() for _ in range(3)]  # they fill the queue, so the next call hangs
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", port))
        time.sleep(0.05)
        client = web(soon())
        check_it_ends_soon(lambda: client.read(f"http://127.0.0.1:{port}/", most=10))
        client.close()
        for one in waiting:
            one.close()


def test_a_bucket_that_says_nothing_is_hung_up_on() -> None:
    pytest.importorskip("boto3")
    with listening() as port:
        bucket = Bucket("b", endpoint=f"http://127.0.0.1:{port}", region="x", key="k", secret=Secret("s"))
        source = Objects(bucket, is_stopped=soon())
        check_it_ends_soon(lambda: list(source.list_changes({})))
        source.close()


def test_who_does_not_stop_gets_the_answer() -> None:
    with listening(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere") as port:
        client = web(lambda: False)
        assert client.read(f"http://127.0.0.1:{port}/", most=10) == b"here"
        client.close()


def test_hanging_up_leaves_no_connection_behind() -> None:
    """A desk that syncs for months asks often: what is closed is closed for good."""
    fds = Path("/proc/self/fd")
    if not fds.is_dir():
        pytest.skip("this system does not list open files")
    with listening(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nhere") as port:
        client = web(lambda: False)
        client.read(f"http://127.0.0.1:{port}/", most=10)
        before = sum(1 for one in fds.iterdir() if "socket" in str(one.resolve()))
        for _ in range(5):
            client.read(f"http://127.0.0.1:{port}/", most=10)
        after = sum(1 for one in fds.iterdir() if "socket" in str(one.resolve()))
        client.close()
    assert after <= before + 5  # the server's own ends; ours are closed
