"""`kill -9` of the server during saves loses nothing that was acknowledged."""

import http.client
import http.cookiejar
import json
import os
import re
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

from tests.servers import PROGRAM, free_port
from thidua.web.demo.actions import PASSWORD

WAIT = 120


class Person:
    """An officer with a cookie jar, entering one figure after the other."""

    def __init__(self, address):
        self.address = address
        self.open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        ).open
        self.acknowledged = self.version = 0

    def sign_in(self, username):
        form = {"login": username, "password": PASSWORD, "csrfmiddlewaretoken": self.token("/login/")}
        self.open(self.address + "/login/", urllib.parse.urlencode(form).encode())

    def token(self, path):
        self.page = self.open(self.address + path).read().decode()
        return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.page)[1]

    def enter_figures(self):
        token = self.token("/reporting/")
        url = self.address + re.search(r'data-url="([^"]+)"', self.page)[1]
        self.indicator, version = re.search(
            r'data-row="(\w+)" data-version="(\d+)" data-kind="count"', self.page
        ).groups()
        self.version = int(version)
        headers = {"Content-Type": "application/json", "X-CSRFToken": token}
        for number in range(1, 10_000):
            row = {"indicator": self.indicator, "amount": str(number), "version": str(self.version)}
            body = json.dumps({"rows": [row]}).encode()
            try:
                answer = self.open(urllib.request.Request(url, body, headers), timeout=10)  # noqa: S310 - our own server
                self.version = json.load(answer)["saved"][0]["version"]
            except (OSError, urllib.error.URLError, http.client.HTTPException):
                return
            self.acknowledged = number


def start(home, port):
    environment = {**os.environ, "THIDUA_HOME": str(home)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [str(PROGRAM), "web", "start", "--port", str(port), "--demo"]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    deadline = time.monotonic() + WAIT
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=2)
        except OSError:
            time.sleep(0.2)
        else:
            return process
    raise RuntimeError("the site did not start")


def test_acknowledged_figures_survive_a_killed_server(tmp_path):
    home, port = tmp_path / "home", free_port()
    process = start(home, port)
    officer = Person(f"http://127.0.0.1:{port}")
    officer.sign_in("dbi-canbo")
    work = threading.Thread(target=officer.enter_figures)
    work.start()
    deadline = time.monotonic() + WAIT
    while officer.acknowledged < 25 and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    work.join(WAIT)
    process.wait(WAIT)
    assert officer.acknowledged >= 25
    again = start(home, port)
    try:
        after = Person(officer.address)
        after.sign_in("dbi-canbo")
        after.token("/reporting/")
        found = re.search(rf'data-row="{officer.indicator}" data-version="(\d+)"', after.page)
        kept = re.search(rf'name="amount\.{officer.indicator}"[^>]* value="([\d.]+)"', after.page)[1]
        # One more may have been committed without its answer getting through; never one fewer.
        assert int(kept.replace(".", "")) - officer.acknowledged in {0, 1}
        assert int(found[1]) - officer.version in {0, 1}
    finally:
        os.killpg(again.pid, signal.SIGINT)
        again.wait(WAIT)
    environment = {**os.environ, "THIDUA_HOME": str(home)}
    checked = subprocess.run(
        [str(PROGRAM), "web", "check-data"], check=False, env=environment, capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
