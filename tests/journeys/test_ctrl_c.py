"""Ctrl-C in a terminal, which reaches the server and its workers at once, ends the product cleanly."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.servers import said, start_site


def workers(process):
    return Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()


def test_ctrl_c_ends_every_process(tmp_path):
    process, _ = start_site(tmp_path / "home", demo=False)
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(30) == 0
    assert "Killing" not in said(tmp_path / "home")  # what the server says of a worker it had to kill
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_only_the_server_ends_its_workers(tmp_path):
    process, _ = start_site(tmp_path / "home", demo=False)
    at_work = workers(process)
    for worker in at_work:
        os.kill(int(worker), signal.SIGINT)
    time.sleep(0.5)
    assert len(at_work) == 2
    assert workers(process) == at_work
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
