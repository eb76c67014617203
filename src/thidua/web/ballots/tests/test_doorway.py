"""The way to the box: no cookie, no database, no log line; every refusal said in words."""

import gzip
import io
import json
import logging

import pytest
from tests.ballots.world import BOX, FLAG, HEAD, ORDER, world

from thidua.ballots import cast
from thidua.web.ballots import box
from thidua.web.ballots.doorway import before

KEY = "k7ra-c3mp-9xyt"
W = world(voters=5, spare=1, questions=(FLAG, HEAD, ORDER), ballot=KEY)
GIVEN = cast(W.opening, W.codes[0], (("yes",), ("u1",), ()), bytes(32))


def site(environ, start_response):
    start_response("200 OK", [("X-From", "site")])
    return [b"site"]


def ask(path, method="GET", content=None, query="", **more):
    """One request; (status, headers, content)."""
    told = []
    raw = b"" if content is None else content if isinstance(content, bytes) else json.dumps(content).encode()
    environ = {
        "PATH_INFO": path, "REQUEST_METHOD": method, "QUERY_STRING": query, "CONTENT_LENGTH": str(len(raw)),
        "wsgi.input": io.BytesIO(raw), "HTTP_COOKIE": "sessionid=abc", "REMOTE_ADDR": "203.0.113.9", **more,
    }  # fmt: skip
    parts = before(site)(environ, lambda status, headers: told.append((status, dict(headers))))
    return (*told[0], b"".join(parts))


@pytest.fixture
def opened():
    box.set_up(W.opening, BOX)


def test_everything_else_is_the_site(opened):
    assert ask("/boxes/")[2] == ask("/")[2] == b"site"


def test_a_cast_is_acknowledged(opened):
    status, headers, content = ask(f"/box/{KEY}/cast/", "POST", GIVEN.data())
    assert status == "200 OK"
    assert json.loads(content) == {"word": box.take(KEY, GIVEN)[1], "fingerprint": GIVEN.fingerprint}
    assert "Set-Cookie" not in headers
    assert headers["Cache-Control"] == "no-store"


def test_no_line_is_logged_whatever_is_sent(opened, caplog):
    caplog.set_level(logging.DEBUG)
    wrong = GIVEN.data() | {"signature": "x"}
    for content in (GIVEN.data(), wrong, b"{", b"[" * 100_000, [], "x", {"credential": 1}):
        ask(f"/box/{KEY}/cast/", "POST", content)
    ask("/box/nowhere/cast/", "POST", GIVEN.data())
    assert caplog.records == []


def test_casting_touches_no_database(opened, monkeypatch, django_db_blocker):
    with django_db_blocker.block():
        assert ask(f"/box/{KEY}/cast/", "POST", GIVEN.data())[0] == "200 OK"
        assert ask(f"/box/{KEY}/")[0] == "200 OK"


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", "413 Content Too Large", "cast_shape"),
        (b" " * 200_001, "413 Content Too Large", "cast_shape"),
        (b"{", "400 Bad Request", "cast_shape"),
        (b"[" * 100_000, "400 Bad Request", "cast_shape"),
        ({"credential": 1}, "409 Conflict", "cast_shape"),
        (GIVEN.data() | {"signature": GIVEN.signature[::-1]}, "409 Conflict", "cast_shape"),
        (GIVEN.data() | {"credential": "AAAA"}, "409 Conflict", "credential_unknown"),
    ],
)
def test_what_is_no_ballot_is_refused(opened, content, status, code):
    found = ask(f"/box/{KEY}/cast/", "POST", content)
    assert (found[0], json.loads(found[2])["refused"]) == (status, code)


def test_a_second_ballot_is_refused_in_words(opened):
    ask(f"/box/{KEY}/cast/", "POST", GIVEN.data())
    other = cast(W.opening, W.codes[0], ((), (), ()), bytes([1]) * 32)
    status, _headers, content = ask(f"/box/{KEY}/cast/", "POST", other.data())
    assert status == "409 Conflict"
    assert set(json.loads(content)["text"]) == {"vi", "en"}


def test_the_opening_is_given_as_it_was_published(opened):
    plain = ask(f"/box/{KEY}/opening.json")
    packed = ask(f"/box/{KEY}/opening.json", HTTP_ACCEPT_ENCODING="gzip, br")
    assert json.loads(plain[2]) == W.opening.data()
    assert packed[1]["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed[2]) == plain[2]


@pytest.mark.parametrize("mode", ["", "tablet/", "tellers/"])
@pytest.mark.parametrize("query", ["", "lang=en"])
def test_the_page_is_one_for_everybody_and_is_kept_by_nobody(opened, mode, query):
    status, headers, content = ask(f"/box/{KEY}/{mode}", query=query)
    assert status == "200 OK"
    assert headers["Cache-Control"] == "no-store"
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "Set-Cookie" not in headers
    text = content.decode()
    assert W.opening.title in text
    assert "Bầu cụm trưởng" in text
    assert ("data-spoilt>" in text) == (mode == "tellers/")


def test_before_opening_and_after_closing_the_page_says_so(opened):
    assert "chưa mở hoặc đã đóng" in ask("/box/aaaa-aaaa-aaaa/")[2].decode()
    box.close(KEY)
    assert "chưa mở hoặc đã đóng" in ask(f"/box/{KEY}/")[2].decode()
    assert ask(f"/box/{KEY}/opening.json")[0] == "409 Conflict"
    refused = ask(f"/box/{KEY}/cast/", "POST", GIVEN.data())
    assert (refused[0], json.loads(refused[2])["refused"]) == ("409 Conflict", "box_away")


@pytest.mark.parametrize("path", ["/box/", f"/box/{KEY}/x/", "/box/../secret-key/", "/box/x/"])
def test_nothing_else_is_there(opened, path):
    assert ask(path)[0] == "404 Not Found"


def test_other_ways_of_asking_are_refused(opened):
    assert ask(f"/box/{KEY}/", "POST")[0] == "405 Method Not Allowed"
    assert ask(f"/box/{KEY}/", "HEAD")[2] == b""


def test_https_is_kept(opened, settings):
    settings.HTTPS, settings.SECURE_HSTS_SECONDS = True, 60
    assert ask(f"/box/{KEY}/")[1]["Strict-Transport-Security"] == "max-age=60"
