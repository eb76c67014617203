"""Real servers for tests: PostgreSQL and the site itself, on loopback, each in a folder of its own."""

import contextlib
import os
import pwd
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

POSTGRES = Path("/usr/lib/postgresql/15/bin")
PROGRAM = Path(sys.executable).parent / "thidua"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _as_someone_else() -> dict:
    """PostgreSQL refuses to run as root: give it to `nobody` there."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """A PostgreSQL 15 of our own; yields the address of its maintenance database, stops it after."""
    folder = Path(tempfile.mkdtemp(prefix="thidua-pg-"))
    who = _as_someone_else()
    if who:
        os.chown(folder, who["user"], who["group"])
    data, port = folder / "data", free_port()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "cwd": folder, **who}
    initdb = [POSTGRES / "initdb", "-D", data, "-U", "thidua", "-A", "trust", "-E", "UTF8"]
    subprocess.run(
        [*initdb, "--locale-provider=icu", "--icu-locale=vi-VN", "--no-sync"],
        check=True, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}, **quiet,
    )  # fmt: skip
    server = subprocess.Popen(
        [POSTGRES / "postgres", "-D", data, "-p", str(port), "-k", folder, "-h", "127.0.0.1", "-F"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, **who,
    )  # fmt: skip
    try:
        ready = [POSTGRES / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
        deadline = time.monotonic() + 30
        while subprocess.call(ready) != 0:
            if time.monotonic() > deadline or server.poll() is not None:
                raise RuntimeError("PostgreSQL did not start")
            time.sleep(0.1)
        yield f"postgresql://thidua@127.0.0.1:{port}/postgres"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def start_site(
    home: Path, *, demo: bool = True, url: str | None = None, certificate: Path | None = None
) -> tuple[subprocess.Popen[bytes], str]:
    """Start the whole product as `make run` does, in a process group of its own; its process and address."""
    port = free_port()
    environment = {**os.environ, "THIDUA_HOME": str(home)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    if url:
        environment["DATABASE_URL"] = url
    command = [str(PROGRAM), "web", "start", "--port", str(port), *(["--demo"] if demo else [])]
    if certificate:
        command += ["--certificate", str(certificate)]
    path = home.parent / f"{home.name}.log"
    with path.open("w") as log:
        process = subprocess.Popen(
            command, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    address = f"{'https' if certificate else 'http'}://127.0.0.1:{port}"
    trust = ssl.create_default_context(cafile=certificate / "authority.pem") if certificate else None
    deadline = time.monotonic() + 120
    while True:
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(address + "/health/", timeout=2, context=trust),  # noqa: S310 - our own
        ):
            return process, address
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            raise RuntimeError("the site did not start:\n" + path.read_text(encoding="utf-8"))
        time.sleep(0.1)


@contextlib.contextmanager
def site(
    home: Path, *, demo: bool = True, url: str | None = None, certificate: Path | None = None
) -> Iterator[str]:
    """The whole product as `make run` starts it; yields its address."""
    process, address = start_site(home, demo=demo, url=url, certificate=certificate)
    try:
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def said(home: Path) -> str:
    """What the site of this folder printed, colours removed."""
    return re.sub(r"\x1b\[[0-9;]*m", "", (home.parent / f"{home.name}.log").read_text(encoding="utf-8"))
