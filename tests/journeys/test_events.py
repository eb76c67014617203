"""The event process as it runs: it hears of writes, tells the right watchers, refuses tickets, ends with the site."""

import signal
import socket
import sqlite3
import time
from urllib.parse import urlsplit

import pytest

from tests.servers import start_site
from thidua.web.core import tickets

ADD = (
    "INSERT INTO core_liveversion (cluster_id, version) VALUES (?, 1) "
    "ON CONFLICT (cluster_id) DO UPDATE SET version = version + 1"
)


def listen(port, ticket):
    link = socket.create_connection(("127.0.0.1", port), timeout=5)
    link.sendall(f"GET /live/?ticket={ticket} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
    return link, link.recv(4096).decode()


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    home = tmp_path_factory.mktemp("site") / "home"
    process, address = start_site(home, demo=False)
    yield home, (urlsplit(address).port or 0) + 1, process
    process.send_signal(signal.SIGINT)
    process.wait(30)


def test_watchers_hear_of_their_own_cluster_only(running):
    home, port, _ = running
    secret, until = (home / "secret-key").read_text(encoding="utf-8"), int(time.time()) + 60
    seven, first = listen(port, tickets.written(secret, 7, until))
    eight, _ = listen(port, tickets.written(secret, 8, until))
    assert first.startswith("HTTP/1.1 200 OK")
    assert first.endswith("data: 0 0\n\n")
    with sqlite3.connect(home / "thidua.sqlite3") as database:
        database.execute(ADD, [7])
    assert seven.recv(4096) == b"data: 1 0\n\n"
    eight.settimeout(0.3)
    with pytest.raises(TimeoutError):
        eight.recv(4096)
    seven.close()
    eight.close()


def test_only_a_good_ticket_admits(running):
    home, port, process = running
    secret, now = (home / "secret-key").read_text(encoding="utf-8"), int(time.time())
    for ticket in (
        "",
        "7.9999999999.x",
        tickets.written("other", 7, now + 60),
        tickets.written(secret, 7, now),
    ):
        link, said = listen(port, ticket)
        assert said.startswith("HTTP/1.1 403 Forbidden")
        link.close()
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    deadline = time.monotonic() + 5
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except ConnectionRefusedError:
            break
        assert time.monotonic() < deadline, "the event process outlived the site"
        time.sleep(0.05)
