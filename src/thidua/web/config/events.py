"""The event process: thousands of open screens hear that something changed, at a few kilobytes each.

It runs beside the site (`thidua web start` starts it) and holds no page, no session and no Django. It learns of
writes from the database: on SQLite it asks `PRAGMA data_version` twenty times a second, on PostgreSQL it listens.
A watcher shows a ticket that a page gave them (`core.tickets`), and hears one line for each change of their
cluster: the number of the change, and within how many milliseconds to ask the page again, so that thousands
do not ask at once. Nothing else leaves this process. When it is not there, pages ask by themselves.
"""

import asyncio
import os
import random
import resource
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from typing import Any
from urllib.parse import parse_qs, urlsplit

from thidua.web.core import tickets

LOOK_SECONDS = 0.05
BEAT_SECONDS = 15
HEAD_SECONDS = 10
HEAD_BYTES = 8192
BEHIND_BYTES = 64 * 1024
SPARE_FILES = 64
AT_ONCE = 50
STREAM = (
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-store\r\n"
    "X-Accel-Buffering: no\r\nX-Content-Type-Options: nosniff\r\n"
    # The ticket admits, no cookie does; and a stream tells a number. So pages of any address may listen.
    "Access-Control-Allow-Origin: *\r\nConnection: close\r\n\r\nretry: {retry}\n\n"
)
REFUSAL = (
    "HTTP/1.1 {status}\r\nContent-Length: 0\r\nAccess-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n"
)
Versions = dict[int, int]


class Hall:
    """Who listens to which cluster, and the last change told there."""

    def __init__(self, secret: str, most: int) -> None:
        self.secret, self.most = secret, most
        self.versions: Versions = {}
        self.rooms: dict[int, set[Watcher]] = {}

    @property
    def count(self) -> int:
        """How many listen."""
        return sum(map(len, self.rooms.values()))

    def line(self, cluster: int) -> bytes:
        """What a watcher of this cluster hears: the number of the last change, and how long to spread out."""
        spread = max(0, len(self.rooms.get(cluster, ())) - AT_ONCE)
        return f"data: {self.versions.get(cluster, 0)} {spread}\n\n".encode()

    def tell(self, versions: Versions) -> None:
        """Pass on what changed to those who watch it."""
        before, self.versions = self.versions, versions
        for cluster, room in self.rooms.items():
            if before.get(cluster, 0) != versions.get(cluster, 0):
                self._say(room, self.line(cluster))

    def beat(self) -> None:
        """Tell everybody again, so that a silent line is known to be dead; let go whose ticket has run out."""
        now = time.time()
        for cluster, room in self.rooms.items():
            self._say({w for w in room if w.until > now}, self.line(cluster))
            for watcher in [w for w in room if w.until <= now]:
                watcher.leave()

    @staticmethod
    def _say(room: "set[Watcher]", line: bytes) -> None:
        for watcher in list(room):
            watcher.hear(line)


class Watcher(asyncio.Protocol):
    """One connection: a request for the stream, then listening until either side ends it."""

    __slots__ = ("cluster", "hall", "head", "timer", "transport", "until")
    transport: asyncio.Transport

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.head: bytes | None = b""
        self.cluster, self.until = 0, 0

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self.timer: asyncio.TimerHandle | None = asyncio.get_running_loop().call_later(
            HEAD_SECONDS, transport.abort
        )

    def data_received(self, data: bytes) -> None:
        """Take the head of the request; whatever a listener sends afterwards is not read."""
        if self.head is None:
            return
        self.head += data
        if b"\r\n\r\n" in self.head:
            request, self.head = self.head, None
            self._stop_waiting()
            self.answer(request.split(b"\r\n", 1)[0])
        elif len(self.head) > HEAD_BYTES:
            self.head = None
            self.refuse("431 Request Header Fields Too Large")

    def answer(self, request: bytes) -> None:
        """Admit to the stream whoever shows a good ticket."""
        method, _, rest = request.decode("latin-1").partition(" ")
        address = urlsplit(rest.partition(" ")[0])
        if method != "GET" or address.path != "/live/":
            self.refuse("404 Not Found")
            return
        shown = parse_qs(address.query).get("ticket", [""])[0]
        found = tickets.read(self.hall.secret, shown, time.time())
        if found is None:
            self.refuse("403 Forbidden")
        elif self.hall.count >= self.hall.most:
            self.refuse("503 Service Unavailable")
        else:
            self.cluster, self.until = found
            self.hall.rooms.setdefault(self.cluster, set()).add(self)
            retry = random.randint(1000, 5000)  # noqa: S311 - so that all do not come back at once
            self.hear(STREAM.format(retry=retry).encode() + self.hall.line(self.cluster))

    def hear(self, line: bytes) -> None:
        """Send the line; who has not taken the last ones for long is dropped, and comes back by itself."""
        if self.transport.get_write_buffer_size() > BEHIND_BYTES:
            self.transport.abort()
        else:
            self.transport.write(line)

    def refuse(self, status: str) -> None:
        """Say no and hang up."""
        self._stop_waiting()
        self.transport.write(REFUSAL.format(status=status).encode())
        self.transport.close()

    def leave(self) -> None:
        """Hang up after what was said has gone out."""
        self._forget()
        self.transport.close()

    def connection_lost(self, _error: Exception | None) -> None:
        self._stop_waiting()
        self._forget()

    def _stop_waiting(self) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None

    def _forget(self) -> None:
        self.hall.rooms.get(self.cluster, set()).discard(self)


async def sqlite_versions(path: str) -> AsyncIterator[Versions]:
    """The counters of all clusters, each time another process wrote to the file."""
    import sqlite3  # noqa: PLC0415 - the bundled library, once settings put it in place

    with closing(sqlite3.connect(f"file:{path}?mode=rw", uri=True, timeout=20, isolation_level=None)) as link:
        seen = None
        while True:
            now = link.execute("PRAGMA data_version").fetchone()[0]
            if now != seen:
                seen = now
                yield dict(link.execute(COUNTERS).fetchall())
            await asyncio.sleep(LOOK_SECONDS)


async def postgres_versions(settings: dict[str, Any]) -> AsyncIterator[Versions]:
    """The counters of all clusters, each time an act that changed one of them was committed."""
    import psycopg  # noqa: PLC0415 - only where PostgreSQL is used

    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    where = {name: settings[key] for name, key in names.items() if settings[key]} | settings["OPTIONS"]
    async with await psycopg.AsyncConnection.connect(**where, autocommit=True) as link:
        await link.execute("LISTEN thidua_live")
        while True:
            rows = await (await link.execute(COUNTERS)).fetchall()
            yield {cluster: version for cluster, version in rows}  # noqa: C416 - typed as rows of anything
            async for _notice in link.notifies(timeout=60, stop_after=1):
                break


COUNTERS = "SELECT cluster_id, version FROM core_liveversion"


def source(settings: dict[str, Any]) -> Callable[[], AsyncIterator[Versions]]:
    """How this database tells of its writes."""
    if settings["ENGINE"].endswith("sqlite3"):
        return lambda: sqlite_versions(settings["NAME"])
    return lambda: postgres_versions(settings)


async def follow(hall: Hall, versions: Callable[[], AsyncIterator[Versions]]) -> None:
    """Tell the hall of every change, for ever; a database that does not answer is asked again."""
    while True:
        try:
            async for found in versions():
                hall.tell(found)
        except Exception as error:  # noqa: BLE001 - whatever the driver says, the screens still ask the pages
            print(f"thidua events: {type(error).__name__}, asking again", file=sys.stderr)  # noqa: T201
        await asyncio.sleep(2)


async def serve(listening: socket.socket, alive: int) -> None:
    """Listen until the pipe `alive` ends: the site's own processes hold its other end as long as they live."""
    from thidua.web.config import settings  # noqa: PLC0415 - reads the environment and puts SQLite in place

    hall = Hall(settings.SECRET_KEY, _open_files() - SPARE_FILES)
    loop = asyncio.get_running_loop()
    alone = asyncio.Event()
    loop.add_reader(alive, alone.set)
    await loop.create_server(lambda: Watcher(hall), sock=listening, backlog=4096)
    following = loop.create_task(follow(hall, source(settings.DATABASES["default"])))
    while not alone.is_set():
        try:
            await asyncio.wait_for(alone.wait(), BEAT_SECONDS)
        except TimeoutError:
            hall.beat()
    following.cancel()


def _open_files() -> int:
    """How many connections this process may hold: as many as the machine lets it."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = 20_000 if hard == resource.RLIM_INFINITY else min(hard, 20_000)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return most


def main() -> None:
    """`python -m thidua.web.config.events HOST PORT`, standard input a pipe: returns once the port is ours.

    What goes on listening is nobody's child and in no terminal's group: the server counts only its own workers,
    and the pipe alone says when to end. There is nothing to save, so a signal just ends it.
    """
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.SIG_DFL)
    host, port = sys.argv[1], int(sys.argv[2])
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=4096)
    except OSError as error:
        sys.exit(
            f"Không báo thay đổi qua cổng {port}, màn hình tự hỏi lại / Screens ask by themselves: {error.strerror}"
        )
    if os.fork() == 0:
        os.setsid()
        asyncio.run(serve(listening, sys.stdin.fileno()))


if __name__ == "__main__":
    main()
