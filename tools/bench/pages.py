"""Figures of the site under load: wrk's keep-alive clients against the server that `make run` starts.

`hello_rps` is `/health/`: the whole middleware and no database. Pages are judged by their share of it:
processor time of a hello over processor time of a page, which on a quiet machine is the ratio of their
requests a second and on a busy one stays the same. A page joins the benchmark by a line in `pages`.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.servers import site
from tools.bench.figures import Figure
from tools.bench.visitors import SECRETARIES, read, reading_script, saving_script, visitor

CLIENTS, SECONDS = 50, 6


@dataclass(frozen=True)
class Load:
    """What wrk saw (requests a second, 95th percentile, answers that were not 2xx or 3xx), and the processor
    milliseconds that the server took for one request."""

    rps: float
    p95_ms: float
    errors: int
    requests: int
    cpu_ms: float


@dataclass(frozen=True)
class Page:
    """A page under load: `script` is wrk's Lua (cookies, method, body), `bar` its least share of hello_rps.

    `conflicts` is the share of answers that may be a conflict: two saves of one cell that overtook each other.
    """

    name: str
    path: str
    script: str = ""
    bar: float | None = None
    conflicts: float = 0.0


BOARD = "/scoring/{cycle}/"


def pages(address: str) -> Iterator[Page]:
    """The pages judged: the 14 × 31 board drawn, the board unchanged, a figure saved with its audit line.

    The fifty clients share the sessions of four people who see every unit, so that each page is whole.
    """
    watchers = [visitor(address, name) for name in SECRETARIES]
    home = read(address, "/scoring/", watchers[0])
    found = re.search(r'href="/scoring/(\d+)/sheets/"', home)
    if found is None:
        raise SystemExit("the board names no year")
    cycle = int(found[1])
    board = BOARD.format(cycle=cycle)
    etags = [read(address, board, who, etag=True) for who in watchers]
    yield Page("board", board, reading_script(watchers), 0.047)
    yield Page("board_cached", board, reading_script(watchers, etags), 0.158)
    yield Page("save", board, saving_script(address, cycle), 0.058, conflicts=0.01)


def wrk(address: str, script: str = "", seconds: int = SECONDS) -> Load:
    """Load one address with keep-alive clients for some seconds."""
    done = (
        'done = function(s, l, r) io.write("P95 ", l:percentile(95), " BAD ", s.errors.status, "\\n") end\n'
    )
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script + done)
        file.flush()
        command = [
            "wrk",
            "-t2",
            f"-c{CLIENTS}",
            f"-d{seconds}s",
            "--timeout",
            "10s",
            "-s",
            file.name,
            address,
        ]
        before = server_seconds(address)
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        spent = server_seconds(address) - before
    rps, ends = re.search(r"Requests/sec:\s+([\d.]+)", said), re.search(r"P95 ([\d.]+) BAD (\d+)", said)
    if rps is None or ends is None:
        raise SystemExit(f"wrk said something unknown:\n{said}")
    found = re.search(r"(\d+) requests in", said)
    count = int(found[1]) if found else 0
    return Load(float(rps[1]), float(ends[1]) / 1000, int(ends[2]), count, spent * 1000 / max(count, 1))


def server_seconds(address: str) -> float:
    """Processor seconds that the server at `address` and its workers have taken so far."""
    port = urlsplit(address).port
    stats = [Path(f"/proc/{p.name}") for p in Path("/proc").iterdir() if p.name.isdigit()]
    heads = {int(p.name) for p in stats if f"--port\0{port}\0" in _text(p / "cmdline")}
    ticks = 0
    for stat in stats:
        fields = _text(stat / "stat").rpartition(")")[2].split()
        if fields and (int(stat.name) in heads or int(fields[1]) in heads):
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def figures() -> Iterator[Figure]:
    """hello_rps and the judged pages, in one run."""
    if shutil.which("wrk") is None:
        print("# wrk is not on this machine (apt-get install wrk): pages not measured")
        return
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        with site(home, demo=True) as address:
            wrk(f"{address}/health/", seconds=2)
            ceiling = wrk(f"{address}/health/")
            note = f"p95 {ceiling.p95_ms:.1f} ms, {ceiling.cpu_ms:.2f} ms processor each"
            yield Figure("hello_rps", ceiling.rps, "req/s", note=note)
            for page in pages(address):
                yield from _page(page, address, ceiling)


def _page(page: Page, address: str, ceiling: Load) -> Iterator[Figure]:
    found = wrk(address + page.path, page.script)
    if found.errors > page.conflicts * found.requests:
        raise SystemExit(f"{page.path}: {found.errors} answers were errors")
    yield Figure(f"{page.name}_rps", found.rps, "req/s", note=f"{found.cpu_ms:.2f} ms processor each")
    yield Figure(f"{page.name}_p95_ms", found.p95_ms, "ms")
    if page.bar is not None:
        share = ceiling.cpu_ms / found.cpu_ms
        yield Figure(f"{page.name}_of_hello", share, "×", page.bar, at_most=False)
