"""One command makes a test authority for the site; the agent signs a digest."""

import base64
import io
import json

from django.core.management import call_command
from tests.worlds import small_world

from thidua.cli.documents import main
from thidua.documents.signing import open_key
from thidua.web.signatures import key_files, trust
from thidua.web.signatures.models import UnitCertificate
from thidua.web.signatures.tests.world import PASSPHRASE, authority


def test_every_unit_gets_a_test_certificate_and_the_root_is_marked(db, home):
    w, out = small_world(), io.StringIO()
    call_command("test_authority", stdout=out)
    rows = UnitCertificate.objects.order_by("pk")
    assert [(r.unit, r.kind, r.is_test) for r in rows] == [(u, "test", True) for u in (w.a, w.b, w.c)]
    assert [root.is_test for root in trust.roots()] == [True]
    word = out.getvalue().split(":")[-1].strip()
    assert key_files.opened(rows[0], word).certificate.fingerprint == rows[0].fingerprint


def test_the_agent_signs_a_digest_and_says_what_is_wrong(tmp_path, monkeypatch, capsys):
    key = tmp_path / "a.p12"
    key.write_bytes(authority().units["AAA"])
    monkeypatch.setenv("THIDUA_KEY_PASSPHRASE", PASSPHRASE)
    assert main(["sign-digest", "--key", str(key), "ab" * 32, "--json"]) == 0
    assert base64.b64decode(json.loads(capsys.readouterr().out)["signature"])
    assert open_key(key.read_bytes(), PASSPHRASE)
    assert main(["sign-digest", "--key", str(key), "ab"]) == 2
    assert main(["sign-digest", "--key", str(key)]) == 2
    assert main(["sign-digest", "--key", str(key), "--at", "ftp://x"]) == 2
    monkeypatch.setenv("THIDUA_KEY_PASSPHRASE", "sai")
    assert main(["sign-digest", "--key", str(key), "ab" * 32]) == 1
    assert "sai mật khẩu" in capsys.readouterr().err
