"""`kill -9` of the server while people vote loses no acknowledged ballot, and leaves no trace of who came when."""

import http.client
import json
import os
import signal
import subprocess
import threading
import time
from hashlib import sha256
from urllib.parse import urlsplit

from tests.journeys.secret_ballot import act
from tests.servers import PROGRAM, said, start_site
from thidua.ballots import Opening, cast, recount

VOTERS, BEFORE = 300, 60


class Phones:
    """Ballots posted one after the other on one line until the server is gone."""

    def __init__(self, address, key, casts):
        self.host, self.path, self.casts, self.words = (
            urlsplit(address).netloc,
            f"/box/{key}/cast/",
            casts,
            {},
        )

    def vote(self):
        for at, given in enumerate(self.casts):
            if at in self.words:
                continue
            line = http.client.HTTPConnection(self.host, timeout=20)
            try:
                line.request(
                    "POST", self.path, json.dumps(given.data()), {"Content-Type": "application/json"}
                )
                answer = line.getresponse()
                told = json.loads(answer.read())
            except (OSError, http.client.HTTPException, ValueError):
                return
            finally:
                line.close()
            assert answer.status == 200, told
            self.words[at] = told["word"]


def voted_until_killed(process, phones):
    """Votes come in; the server is killed among them. The acknowledgements that got through."""
    voting = threading.Thread(target=phones.vote)
    voting.start()
    deadline = time.monotonic() + 120
    while len(phones.words) < BEFORE and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    voting.join(120)
    process.wait(120)
    return dict(phones.words)


def closed_after_restart(home, phones, key):
    """The site starts again; ballots without an answer are sent again, and voting is closed."""
    again, address = start_site(home)
    phones.host = urlsplit(address).netloc
    try:
        phones.vote()
        assert len(phones.words) == len(phones.casts)
        assert key not in said(home)
        return act(home, "close", key)
    finally:
        os.killpg(again.pid, signal.SIGINT)
        again.wait(120)


def test_acknowledged_ballots_survive_a_killed_server(tmp_path):
    home = tmp_path / "home"
    process, address = start_site(home)
    held = act(home, "open", VOTERS)
    opening = Opening.read(held["opening"])
    casts = [
        cast(opening, code, (("yes",), ("a",)), sha256(code.encode()).digest()) for code in held["codes"]
    ]
    phones = Phones(address, held["key"], casts)
    acknowledged = voted_until_killed(process, phones)
    assert BEFORE <= len(acknowledged) < VOTERS
    phones.casts = casts[: len(acknowledged) + 20]
    closed = closed_after_restart(home, phones, held["key"])
    assert list((home / "boxes").iterdir()) == []
    rows = {
        row["credential"]: row["sealed"] for row in closed["board"]["closing"]["ballots"] if row["sealed"]
    }
    assert rows == {given.credential: given.sealed for given in phones.casts}
    kept = [{"cast": casts[at].data(), "word": word} for at, word in phones.words.items()]
    assert recount(closed["board"], acknowledged=kept).holds
    environment = {**os.environ, "THIDUA_HOME": str(home)}
    checked = subprocess.run(
        [str(PROGRAM), "web", "check-data"], check=False, env=environment, capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
