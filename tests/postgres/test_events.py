"""The event process on PostgreSQL: it hears what another process commits, and nothing that is rolled back."""

import signal
import socket
import subprocess
import time
from urllib.parse import urlsplit

from tests.servers import PROGRAM, start_site
from thidua.web.core import tickets

ACT = (
    "from django.db import transaction; from thidua.web.core import live\n"
    "with transaction.atomic():\n    live.changed(7); {then}\n"
)


def act(environment, then):
    subprocess.run([PROGRAM, "web", "shell", "-c", ACT.format(then=then)], env=environment, check=True)


def test_a_committed_change_is_heard_and_no_other(postgresql_site, tmp_path):
    home = tmp_path / "home"
    process, address = start_site(home, demo=False, url=postgresql_site["DATABASE_URL"])
    try:
        secret = (home / "secret-key").read_text(encoding="utf-8")
        ticket = tickets.written(secret, 7, int(time.time()) + 300)
        port = (urlsplit(address).port or 0) + 1
        with socket.create_connection(("127.0.0.1", port), timeout=20) as link:
            link.sendall(f"GET /live/?ticket={ticket} HTTP/1.1\r\n\r\n".encode())
            assert link.recv(4096).endswith(b"data: 0 0\n\n")
            act(postgresql_site, "transaction.set_rollback(True)")
            act(postgresql_site, "pass")
            assert link.recv(4096) == b"data: 1 0\n\n"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)
