"""Signing in a real browser: with the key here, by a device, by the VGCA stand-in; checking on a phone."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.browser import signing_site, vgca_simulator
from tests.servers import PROGRAM, site

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "mat-khau-dai-2026"


@pytest.fixture(scope="module")
def signing(tmp_path_factory):
    """A site of its own with a round of two units; VGCA is switched on."""
    home = tmp_path_factory.mktemp("signing") / "home"
    env = {**os.environ, "THIDUA_HOME": str(home), "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    env["DJANGO_SETTINGS_MODULE"] = "thidua.web.config.settings"
    env.pop("DATABASE_URL", None)
    for command in (["migrate", "-v0"], ["createcachetable"]):
        subprocess.run([PROGRAM, "web", *command], env=env, check=True)
    made = subprocess.run(
        [sys.executable, signing_site.__file__], env=env, check=True, capture_output=True, text=True
    )
    known = SimpleNamespace(**json.loads(made.stdout.splitlines()[-1]), home=home, env=env)
    os.environ["THIDUA_VGCA"] = "1"
    try:
        with site(home, demo=False) as known.address:
            yield known
    finally:
        del os.environ["THIDUA_VGCA"]


@pytest.fixture
def simulator(signing):
    """The stand-in for the program, with the key of unit B, in a process of its own."""
    key = signing.home / "signing-keys" / f"{signing.key_b}.p12"
    command = [sys.executable, vgca_simulator.__file__, str(key), signing.passphrase]
    with subprocess.Popen(command, env=signing.env, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "ready\n"
        yield process
        process.terminate()


def test_a_leader_signs_with_the_key_on_the_server(page, sign_in, signing, axe, complaints):
    sign_in("a-lanhdao", signing.address, PASSWORD)
    page.goto(f"{signing.address}/signing/")
    axe()
    page.get_by_role("link", name="Xem và ký").first.click()
    axe()
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_label("Mật khẩu của tệp chứng thư").fill(signing.passphrase)
    page.get_by_role("button", name="Ký", exact=True).click()
    page.get_by_text("Đã ký cho An.").wait_for()
    axe()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert complaints == []


def test_the_vgca_stand_in_signs_through_its_socket(page, sign_in, signing, simulator, complaints):
    sign_in("b-lanhdao", signing.address, PASSWORD)
    page.goto(f"{signing.address}/signing/sign/{signing.sign_b}/")
    with page.expect_response(lambda r: "/signing/sessions/" in r.url and r.status == 200) as opened:
        page.get_by_role("button", name="Ký bằng VGCA").click()
    policy = opened.value.headers["content-security-policy"]
    assert "connect-src 'self' ws://127.0.0.1:8987 wss://127.0.0.1:8987" in policy
    page.get_by_text("mới chạy với bản mô phỏng").wait_for()
    page.get_by_role("button", name="Ký bằng phần mềm trên máy này").click()
    page.wait_for_url(f"**/signing/{signing.round}/")
    page.get_by_text("Đã ký đủ").wait_for()
    page.get_by_text("Phần mềm ký VGCA").wait_for()
    other = page.goto(f"{signing.address}/signing/")
    assert "8987" not in other.headers["content-security-policy"]
    assert complaints == []


def test_a_stranger_checks_by_code_and_by_file_on_a_phone(page, signing, axe, complaints):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{signing.address}/verify/{signing.code}/")
    page.get_by_text("Chữ ký khớp, nhưng là chứng thư THỬ NGHIỆM").wait_for()
    axe()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    files = signing.home / "files"
    newest = max((p for p in files.rglob("*") if p.is_file()), key=lambda p: p.stat().st_size)
    bad = bytearray(newest.read_bytes())
    bad[bad.index(b"stream\n") + 20] ^= 1
    page.get_by_label("Tệp PDF cần kiểm tra").set_input_files(
        {"name": "sua.pdf", "mimeType": "application/pdf", "buffer": bytes(bad)}
    )
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    page.get_by_text("Không nên tin văn bản này").wait_for()
    page.get_by_text("Phần đã ký bị sửa").first.wait_for()
    axe()
    assert complaints == []
