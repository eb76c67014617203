"""Figures of the site under load: wrk's keep-alive clients against the server that `make run` starts.

`hello_rps` is `/health/`: the whole middleware and no database. Pages are judged by their share of it,
so that a slow machine judges nobody. A page joins the benchmark by a line in `PAGES`.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.servers import site
from tools.bench.figures import Figure

CLIENTS, SECONDS = 50, 6


@dataclass(frozen=True)
class Load:
    """What wrk saw: requests a second, the 95th percentile, answers that were not 2xx or 3xx."""

    rps: float
    p95_ms: float
    errors: int


@dataclass(frozen=True)
class Page:
    """A page under load: `script` is wrk's Lua (cookies, method, body), `bar` its least share of hello_rps."""

    name: str
    path: str
    script: str = ""
    bar: float | None = None


PAGES: tuple[Page, ...] = ()


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
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rps, ends = re.search(r"Requests/sec:\s+([\d.]+)", said), re.search(r"P95 ([\d.]+) BAD (\d+)", said)
    if rps is None or ends is None:
        raise SystemExit(f"wrk said something unknown:\n{said}")
    return Load(float(rps[1]), float(ends[1]) / 1000, int(ends[2]))


def figures() -> Iterator[Figure]:
    """hello_rps and the pages in `PAGES`, in one run."""
    if shutil.which("wrk") is None:
        print("# wrk is not on this machine (apt-get install wrk): pages not measured")
        return
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        with site(home, demo=True) as address:
            wrk(f"{address}/health/", seconds=2)
            ceiling = wrk(f"{address}/health/")
            yield Figure("hello_rps", ceiling.rps, "req/s", note=f"p95 {ceiling.p95_ms:.1f} ms")
            for page in PAGES:
                yield from _page(page, address, ceiling)


def _page(page: Page, address: str, ceiling: Load) -> Iterator[Figure]:
    wrk(address + page.path, page.script, seconds=2)
    found = wrk(address + page.path, page.script)
    if found.errors:
        raise SystemExit(f"{page.path}: {found.errors} answers were errors")
    yield Figure(f"{page.name}_rps", found.rps, "req/s", note=f"{found.rps / ceiling.rps:.3f} of hello_rps")
    yield Figure(f"{page.name}_p95_ms", found.p95_ms, "ms")
    if page.bar is not None:
        share = found.rps / ceiling.rps
        yield Figure(f"{page.name}_of_hello", share, "×", page.bar, at_most=False)
