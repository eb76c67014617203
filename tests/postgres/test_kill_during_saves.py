"""The server on PostgreSQL is killed outright while officers save: what it said it kept is there after.

`tests/journeys/test_killed_server.py` does the same on SQLite.
"""

import http.cookiejar
import json
import os
import re
import signal
import stat
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest

from tests.servers import PROGRAM, postgresql, start_site

OFFICERS = ("dbi-canbo", "lso-canbo", "hgi-canbo", "sla-canbo")
INDICATOR = "members"
KEPT = (
    "import json; from thidua.web.reporting.models import ValueVersion as V;"
    "rows = V.objects.filter(value__indicator='members', value__period__cycle__year=2021);"
    "print(json.dumps([[r.value.unit.code.lower(), r.version, r.content['amount']]"
    " for r in rows.select_related('value__unit')]))"
)


class Officer:
    """One officer's browser: signed in, saving one cell of the grid again and again."""

    def __init__(self, address, username):
        self.address, self.unit = address, username.partition("-")[0]
        self.saved = []
        jar = http.cookiejar.CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        fields = {
            "login": username,
            "password": "thidua-demo-2021",
            "csrfmiddlewaretoken": self.token("/login/"),
        }
        self.open("/login/", urllib.parse.urlencode(fields).encode())
        self.grid = urllib.parse.urlsplit(self.browser.open(f"{address}/reporting/").url).path
        page = self.read(self.grid)
        self.csrf = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        self.version = int(re.search(rf'name="version.{INDICATOR}" value="(\d+)"', page)[1])

    def open(self, path, data=None, headers=None):
        more = {"Referer": self.address + path, **(headers or {})}
        return self.browser.open(urllib.request.Request(self.address + path, data, more), timeout=30)  # noqa: S310

    def read(self, path):
        return self.open(path).read().decode()

    def token(self, path):
        return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.read(path))[1]

    def save_until_it_breaks(self):
        """Each answer that arrives whole is a promise."""
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.csrf}
        amount = 5000
        while True:
            amount += 1
            row = {
                "indicator": INDICATOR,
                "amount": str(amount),
                "certainty": "final",
                "version": str(self.version),
            }
            try:
                answer = self.open(f"{self.grid}cells/", json.dumps({"rows": [row]}).encode(), headers)
                self.version = json.load(answer)["saved"][0]["version"]
            except (OSError, ValueError, http.client.HTTPException):
                return
            self.saved.append([self.unit, self.version, str(amount)])


def kept(environment):
    command = [PROGRAM, "web", "shell", "-v0", "-c", KEPT]
    said = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    return {(unit, version): amount for unit, version, amount in json.loads(said.splitlines()[-1])}


@pytest.fixture
def url():
    with postgresql() as address:
        yield address


def test_no_acknowledged_save_is_lost(tmp_path, url):
    home = tmp_path / "home"
    server, address = start_site(home, url=url)
    try:
        assert stat.S_IMODE(home.stat().st_mode) & 0o077 == 0
        officers = [Officer(address, name) for name in OFFICERS]
        threads = [threading.Thread(target=officer.save_until_it_breaks) for officer in officers]
        for thread in threads:
            thread.start()
        time.sleep(4)
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(30)
    for thread in threads:
        thread.join(60)
    acknowledged = {(u, version): amount for officer in officers for u, version, amount in officer.saved}
    assert all(officer.saved for officer in officers)

    again, address = start_site(home, url=url)
    again.send_signal(signal.SIGINT)
    again.wait(30)
    environment = {**os.environ, "THIDUA_HOME": str(home), "DATABASE_URL": url}
    stored = kept(environment)
    assert {key: stored.get(key) for key in acknowledged} == acknowledged
    subprocess.run([PROGRAM, "web", "check_data"], env=environment, check=True)
