"""Figures of the secret ballot under load: everybody votes at once, on the server that `thidua web start` starts.

What phones do before (PBKDF2, sealing, signing) is done before the clock starts. Then every voter fetches the
opening, as a waiting page does when voting opens, and posts the ballot; a client process of its own holds
CLIENTS connections open. The clock stops at the last acknowledgement. Then the box is read: none lost, none
double. With all again, each a second, different ballot: every one is refused.
"""

import base64
import concurrent.futures
import http.client
import json
import secrets
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from nacl.signing import SigningKey
from tests.servers import site
from tools.bench.figures import Figure

from thidua.ballots import Cast, Electorate, Opening, Question, cast, issue, make_tellers, rules
from thidua.web.ballots import box

CLIENTS = 40
KEY = "k7ra-c3mp-9xyt"
BARS = {200: 5.0, 2000: 30.0}


@dataclass(frozen=True)
class Prepared:
    """An opening, the box's key, and two different ballots of every voter."""

    opening: Opening
    secret: bytes
    first: list[Cast]
    second: list[Cast]


def prepare(voters: int) -> Prepared:
    """What a meeting has done when voting opens."""
    made = issue(secrets.token_bytes(64), voters, ballot=KEY)
    tellers = make_tellers(secrets.token_bytes(64), need=2, of=3, ballot=KEY)
    secret = secrets.token_bytes(32)
    public = base64.b64encode(bytes(SigningKey(secret).verify_key)).decode()
    opening = Opening(
        KEY, "Bỏ phiếu kín", rules()["majority-of-members"], 1, (Question("q", "Thông qua"),),
        Electorate(voters, voters, voters), tellers.public, public, made.credentials,
    )  # fmt: skip

    def sealed(mark: str) -> list[Cast]:
        return [cast(opening, slip.code, ((mark,),), secrets.token_bytes(32)) for slip in made.slips]

    return Prepared(opening, secret, sealed("yes"), sealed("no"))


def vote(address: str, casts: list[Cast], *, fetch: bool) -> list[tuple[int, float]]:
    """Every ballot posted by one of the clients; the status and the seconds of each."""
    host = urlsplit(address).netloc
    lanes = [casts[at::CLIENTS] for at in range(CLIENTS)]

    def lane(mine: list[Cast]) -> list[tuple[int, float]]:
        line, found = http.client.HTTPConnection(host, timeout=60), []
        for given in mine:
            start = time.perf_counter()
            if fetch:
                line.request("GET", f"/box/{KEY}/opening.json", headers={"Accept-Encoding": "gzip"})
                line.getresponse().read()
            body = json.dumps(given.data())
            line.request("POST", f"/box/{KEY}/cast/", body, {"Content-Type": "application/json"})
            answer = line.getresponse()
            answer.read()
            found.append((answer.status, time.perf_counter() - start))
        return found

    with concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool:
        return [one for lane_found in pool.map(lane, lanes) for one in lane_found]


def figures() -> Iterator[Figure]:
    """vote_200_s and vote_2000_s."""
    for voters, bar in BARS.items():
        yield _measured(voters, bar)


def _measured(voters: int, bar: float) -> Figure:
    if not settings.configured:
        settings.configure()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        settings.BOXES_ROOT = home / "boxes"
        made = prepare(voters)
        with site(home, demo=False) as address:
            box.set_up(made.opening, made.secret)
            start = time.perf_counter()
            found = vote(address, made.first, fetch=True)
            spent = time.perf_counter() - start
            again = vote(address, made.second, fetch=False)
        held = box.close(KEY)
    if {status for status, _ in found} != {200} or held != sorted(made.first, key=lambda c: c.credential):
        raise SystemExit(f"{voters} voters: a ballot was lost or changed")
    if {status for status, _ in again} != {409}:
        raise SystemExit(f"{voters} voters: somebody voted twice")
    slowest = max(seconds for _, seconds in found)
    note = f"{CLIENTS} connections, opening fetched and ballot synced each, slowest {slowest:.2f} s, second tries refused"
    return Figure(f"vote_{voters}_s", spent, "s", bar, note=note)
