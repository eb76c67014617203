"""The door with the network down: https on loopback, a browser that is closed and opened again, counted once."""

import base64
import hashlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import AXE, AXE_RUN, FLAGS
from tests.servers import PROGRAM, site
from thidua.web.conferences.qr import qr_png
from thidua.web.demo.actions import PASSWORD

SECRETARY = "thuky1"
FRAME_MS = 16.7


@pytest.fixture(scope="module")
def https(tmp_path_factory):
    folder = tmp_path_factory.mktemp("door")
    tls = folder / "tls"
    said = subprocess.run(
        [PROGRAM, "web", "certificate", "--folder", tls],
        env={**os.environ, "THIDUA_HOME": str(folder / "home")},
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert "authority.pem" in said
    with site(folder / "home", certificate=tls) as address:
        yield address, tls, folder / "home"


def trusting(tls: Path) -> str:
    """What makes Chromium believe this one certificate, as an installed authority would; nothing else."""
    certificate = x509.load_pem_x509_certificate((tls / "site.pem").read_bytes())
    key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    digest = base64.b64encode(hashlib.sha256(key).digest()).decode()
    return f"--ignore-certificate-errors-spki-list={digest}"


@pytest.fixture
def opened(browser, https, tmp_path):
    """Start a browser of its own on a folder that lives on when it is closed."""
    running = []

    def start(*flags, **more):
        context = browser.browser_type.launch_persistent_context(
            str(tmp_path / "profile"),
            executable_path="/usr/bin/chromium",
            args=[*FLAGS, trusting(https[1]), *flags],
            locale="vi-VN",
            **more,
        )
        context.set_default_timeout(15000)
        running.append(context)
        return context

    yield start
    for context in running:
        context.close()


def sign_in(page, address):
    page.goto(f"{address}/login/")
    page.get_by_label("Tên đăng nhập").fill(SECRETARY)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(lambda url: "/login/" not in url)


def door_address(page, address):
    """Open a door in the conference that is announced; the address its keeper gets."""
    page.goto(f"{address}/conferences/")
    page.get_by_role("row").filter(has_text="Đã thông báo").get_by_role("link").click()
    tabs = page.get_by_role("navigation", name="Các trang của hội nghị")
    tabs.get_by_role("link", name="Điểm danh ở cửa").click()
    page.get_by_role("link", name="Mở một cửa").click()
    page.get_by_label("Cửa hoặc người giữ cửa").fill("Cửa chính")
    page.get_by_role("button", name="Tạo đường dẫn").click()
    accessible(page)
    return page.locator(".door-address").inner_text()


def inside(home, program):
    """Run a few lines on the site's own data; what they print."""
    environment = {
        **os.environ,
        "THIDUA_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "thidua.web.config.settings",
    }
    command = [sys.executable, "-c", f"import django; django.setup()\n{program}"]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()


def film(path, code):
    """A camera that looks at the code: the same frame again and again."""
    frame = Image.new("RGB", (640, 480), "#8a8f98")
    frame.paste(Image.open(io.BytesIO(qr_png(code))).convert("RGB").resize((300, 300)), (170, 90))
    out = io.BytesIO()
    frame.save(out, "JPEG", quality=85)
    path.write_bytes(out.getvalue() * 10)
    return path


def accessible(page):
    """No violation of axe's rules; the script goes in through the debugging protocol, the policy stays on."""
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE})
    asked = {"expression": AXE_RUN, "awaitPromise": True, "returnByValue": True}
    answer = session.send("Runtime.evaluate", asked)
    session.detach()
    assert answer["result"].get("value") == [], page.url


def tick(page, typed):
    page.get_by_label("Tên, đơn vị hoặc mã trên giấy mời").fill(typed)
    row = page.locator("#list li").first
    name = row.locator("strong").inner_text()
    row.get_by_role("button", name="Có mặt").click()
    expect(page.locator("#last")).to_contain_text(name)
    return name


UNSENT = "Đang mất mạng, còn 3 lượt chưa gửi"


def says(page, text):
    expect(page.locator("#net")).to_have_text(text)


def marked_offline(opened, address):
    """A door opened with the network, three marked without it, reloaded, closed: its address and the names."""
    context = opened()
    page = context.pages[0]
    sign_in(page, address)
    door = door_address(page, address)
    page.goto(door)
    says(page, "Có mạng, đã gửi hết")
    accessible(page)
    assert "#" not in page.url
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    context.set_offline(True)
    names = [tick(page, "bac kan"), tick(page, "lai chau"), tick(page, "lang son")]
    says(page, UNSENT)
    accessible(page)
    page.reload()
    says(page, UNSENT)
    expect(page.locator("#count")).to_contain_text("3 / ")
    context.close()
    return door, names


def test_three_who_came_while_the_network_was_down_are_counted_once(opened, https):
    address, _tls, _home = https
    door, names = marked_offline(opened, address)
    place, _hash, key = door.partition("#")
    context = opened(offline=True)
    page = context.pages[0]
    sent, violations = [], []
    page.on("console", lambda m: "Content Security Policy" in m.text and violations.append(m.text))
    page.on("request", lambda r: r.url.endswith("/marks/") and sent.append(r.post_data or ""))
    page.goto(place)
    says(page, UNSENT)
    expect(page.locator("#count")).to_contain_text("3 / ")
    context.set_offline(False)
    says(page, "Có mạng, đã gửi hết")
    again = page.evaluate(
        """([url, key, body]) => fetch(url, {method: "POST", headers: {"X-Door-Key": key}, body})
            .then((answer) => answer.json()).then((told) => told.kept.length)""",
        [f"{place}marks/", key, max(sent, key=len)],
    )
    assert (again, violations) == (3, [])
    sign_in(page, address)
    page.goto(place.replace("at-door", "door"))
    expect(page.get_by_text(re.compile(r"Có mặt\s*3/14"))).to_be_visible()
    accessible(page)
    page.goto(place.replace("at-door/", "papers/"))
    accessible(page)
    page.goto(place.replace("at-door", "delegates"))
    there = page.locator("select").evaluate_all("all => all.filter(s => s.value === 'present').length")
    assert there == 3
    for name in names:
        expect(page.get_by_label(f"Điểm danh {name}")).to_have_value("present")


def test_two_thousand_names_are_searched_within_a_frame(opened, https):
    address, _tls, home = https
    context = opened()
    page = context.pages[0]
    sign_in(page, address)
    door = door_address(page, address)
    number = int(re.search(r"/conferences/(\d+)/", door).group(1))
    many = (
        "from thidua.web.conferences.models import Delegate, new_token\n"
        f"rows = [Delegate(conference_id={number}, name=f'Nguyễn Thị Đào {{n:04d}}', token=new_token())"
        " for n in range(2000)]\n"
        "Delegate.objects.bulk_create(rows)\n"
    )
    inside(home, many)
    page.goto(door)
    expect(page.locator("#count")).to_contain_text(re.compile(r"/ 20\d\d người"))
    page.get_by_label("Tên, đơn vị hoặc mã trên giấy mời").fill("dao thi 1999")
    expect(page.locator("#list li")).to_have_count(1)
    times = page.evaluate(
        """() => {
            const box = document.getElementById("q");
            const one = (text) => {
                box.value = text;
                const begun = performance.now();
                box.dispatchEvent(new Event("input"));
                return performance.now() - begun;
            };
            const texts = ["n", "ng", "nguyen", "nguyen dao", "dao 19", "dao 1999", "khong co ai"];
            return Array.from({length: 10}, () => texts.map(one)).flat().sort((a, b) => a - b);
        }"""
    )
    assert times[len(times) // 2] < FRAME_MS, times


def test_the_camera_reads_the_code_of_an_invitation_without_a_network(opened, https, tmp_path):
    address, _tls, home = https
    name, token = inside(
        home,
        "from thidua.web.conferences.models import Delegate as D\n"
        "row = D.objects.filter(conference__state='announced', unit__code='SLA').get()\n"
        "print(row.name, row.token, sep='|')",
    ).split("|")
    seen = film(tmp_path / "camera.mjpeg", f"{address}/invitation/#{token}")
    fake = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
    context = opened(*fake, f"--use-file-for-fake-video-capture={seen}")
    page = context.pages[0]
    sign_in(page, address)
    page.goto(door_address(page, address))
    says(page, "Có mạng, đã gửi hết")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    context.set_offline(True)
    page.get_by_role("button", name="Quét mã").click()
    expect(page.locator("#last")).to_contain_text(f"Đã ghi: {name}")
    says(page, "Đang mất mạng, còn 1 lượt chưa gửi")


def test_a_rehearsal_is_marked_on_its_pages_and_gone_at_a_click(opened, https):
    address, _tls, _home = https
    context = opened()
    page = context.pages[0]
    sign_in(page, address)
    page.goto(f"{address}/conferences/")
    page.get_by_role("row").filter(has_text="Đã thông báo").get_by_role("link").click()
    real = page.url
    page.get_by_role("button", name="Mở diễn tập").click()
    page.wait_for_url(lambda url: url != real)
    expect(page.locator(".band")).to_have_text("DIỄN TẬP – không phải hội nghị thật")
    accessible(page)
    twin = page.url
    page.goto(f"{twin}edit/")
    expect(page.locator(".band")).to_be_visible()
    page.goto(twin)
    page.get_by_role("button", name="Kết thúc diễn tập, xóa hết").click()
    page.wait_for_url(real)
    expect(page.locator(".band")).to_have_count(0)
    assert page.goto(twin).status == 404
