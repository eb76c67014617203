"""Figures of live events: two thousand open connections to the event process that `make run` starts.

Each watcher is a real connection of this machine with its own ticket. A change is a committed act of the
kind that `core.live.changed` makes; its delay runs from before the write to the arrival of the line.
Memory is the whole resident set of the event process, shared libraries included.
"""

import asyncio
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from tests.servers import site
from tools.bench.figures import Figure

from thidua.web.core import tickets

WATCHERS, ROUNDS, AT_ONCE = 2000, 9, 200
CLUSTER = 7
CHANGE = (
    "INSERT INTO core_liveversion (cluster_id, version) VALUES (?, 1) "
    "ON CONFLICT (cluster_id) DO UPDATE SET version = version + 1"
)


class Ear(asyncio.Protocol):
    """One watcher: asks for the stream and notes when each line arrives."""

    def __init__(self, request: bytes, arrivals: list[float]) -> None:
        self.request, self.arrivals = request, arrivals

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - TCP gives nothing else
        transport.write(self.request)

    def data_received(self, _data: bytes) -> None:
        """A line arrived."""
        self.arrivals.append(time.perf_counter())


def figures() -> Iterator[Figure]:
    """watchers_p95_ms (the median of the rounds) and watchers_mb."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (_most_files(), resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        with site(home, demo=False) as address:
            port = (urlsplit(address).port or 0) + 1
            rounds, megabytes = asyncio.run(_watch(home, port))
    p95 = statistics.median(rounds)
    note = f"{WATCHERS} connections, {ROUNDS} changes, worst {max(rounds):.0f} ms"
    yield Figure("watchers_p95_ms", p95, "ms", 250, note=note)
    yield Figure("watchers_mb", megabytes, "MB", 100, note="resident memory of the event process")


def _most_files() -> int:
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    return 20_000 if hard == resource.RLIM_INFINITY else min(hard, 20_000)


async def _watch(home: Path, port: int) -> tuple[list[float], float]:
    secret = (home / "secret-key").read_text(encoding="utf-8")
    ticket = tickets.written(secret, CLUSTER, int(time.time()) + tickets.LIFE_SECONDS)
    request = f"GET /live/?ticket={ticket} HTTP/1.1\r\nHost: bench\r\n\r\n".encode()
    arrivals: list[float] = []
    loop = asyncio.get_running_loop()
    for _batch in range(WATCHERS // AT_ONCE):
        await asyncio.gather(
            *(
                loop.create_connection(lambda: Ear(request, arrivals), "127.0.0.1", port)
                for _n in range(AT_ONCE)
            )
        )
    await _all(arrivals)
    database = sqlite3.connect(home / "thidua.sqlite3", isolation_level=None)
    found = []
    for _round in range(ROUNDS):
        await asyncio.sleep(0.3)
        arrivals.clear()
        start = time.perf_counter()
        database.execute(CHANGE, [CLUSTER])
        await _all(arrivals)
        found.append(sorted(arrivals)[int(WATCHERS * 0.95)] - start)
    database.close()
    return [seconds * 1000 for seconds in found], _memory(port)


async def _all(arrivals: list[float]) -> None:
    deadline = time.monotonic() + 30
    while len(arrivals) < WATCHERS:
        if time.monotonic() > deadline:
            raise SystemExit(f"only {len(arrivals)} of {WATCHERS} watchers heard")
        await asyncio.sleep(0.01)


def _memory(port: int) -> float:
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and _is_events(process, port):
            status = (process / "status").read_text(encoding="ascii")
            line = next(row for row in status.splitlines() if row.startswith("VmRSS"))
            return int(line.split()[1]) / 1024
    raise SystemExit("the event process was not found")


def _is_events(process: Path, port: int) -> bool:
    try:
        return f"thidua.web.config.events\x00127.0.0.1\x00{port}\x00" in (process / "cmdline").read_text(
            encoding="utf-8"
        )
    except OSError:
        return False
