"""The signing agent: a digest in, a value out; what is wrong is said and counted."""

import base64
import datetime as dt
import http.server
import json
import threading

import pytest

from thidua.cli.documents import main
from thidua.documents.signing import make_authority, open_key

WORD = "mat-khau-khoa"
DIGEST = "ab" * 32


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    """A key file."""
    path = tmp_path_factory.mktemp("key") / "a.p12"
    made = make_authority(["An"], at=dt.datetime.now(dt.UTC), passphrase=WORD)
    path.write_bytes(made.units["An"])
    return path


@pytest.fixture(autouse=True)
def word(monkeypatch):
    """The passphrase stands in the environment."""
    monkeypatch.setenv("THIDUA_KEY_PASSPHRASE", WORD)


@pytest.fixture
def session(key):
    """A signing session of a site: what it hands out, and what it was sent."""
    told = {
        "digest": base64.b64encode(bytes.fromhex(DIGEST)).decode(), "paper": "Giao ước", "unit": "An",
        "certificate": open_key(key.read_bytes(), WORD).certificate.fingerprint,
    }  # fmt: skip
    sent = []

    class Site(http.server.BaseHTTPRequestHandler):
        def answer(self, what):
            self.send_response(200 if "outdated" not in what else 410)
            self.end_headers()
            self.wfile.write(json.dumps(what).encode())

        def do_GET(self):
            self.answer(told)

        def do_POST(self):
            sent.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.answer({"signed": True})

        def log_message(self, *_args):
            """Quiet."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield told, sent, f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_digest_is_signed_and_the_value_printed(key, capsys):
    assert main(["sign-digest", "--key", str(key), DIGEST, "--json"]) == 0
    assert base64.b64decode(json.loads(capsys.readouterr().out)["signature"])


def test_the_digest_is_fetched_and_the_value_sent(key, session, capsys):
    _told, sent, address = session
    assert main(["sign-digest", "--key", str(key), "--at", address]) == 0
    assert capsys.readouterr().out == "Đã ký «Giao ước» cho An.\n"
    assert [set(body) for body in sent] == [{"signature"}]


def test_a_session_of_another_certificate_or_an_outdated_one_is_not_signed(key, session, capsys):
    told, sent, address = session
    told["certificate"] = "0" * 64
    assert main(["sign-digest", "--key", str(key), "--at", address]) == 1
    told.update(outdated=True)
    assert main(["sign-digest", "--key", str(key), "--at", address]) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("Phiên ký này dành cho chứng thư khác")
    assert second.startswith("Có đơn vị vừa ký trước")
    assert sent == []


def test_what_is_wrong_is_said(key, monkeypatch, capsys):
    run = ["sign-digest", "--key", str(key)]
    assert [
        main([*run, *more]) for more in (["ab"], [], [DIGEST, "--at", "http://x"], ["--at", "ftp://x"])
    ] == [2] * 4
    assert main(["sign-digest", "--key", "none.p12", DIGEST]) == 2
    monkeypatch.setenv("THIDUA_KEY_PASSPHRASE", "sai")
    assert main([*run, DIGEST]) == 1
    assert "sai mật khẩu" in capsys.readouterr().err.splitlines()[-1]
