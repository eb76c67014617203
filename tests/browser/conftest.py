"""One site with the demo and one browser for all browser tests; signing in; accessibility checks."""

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import sync_playwright

from tests.servers import site
from thidua.web.demo.actions import PASSWORD

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
AXE_RUN = """axe.run(document, {resultTypes: ["violations"]}).then(result => result.violations.flatMap(
    violation => violation.nodes.map(node => `${violation.id}: ${node.target} ${node.failureSummary}`)))"""

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory):
    with site(tmp_path_factory.mktemp("site") / "home") as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    context = browser.new_context(locale="vi-VN", viewport={"width": 1280, "height": 800})
    context.set_default_timeout(15000)
    page = context.new_page()
    yield page
    context.close()


@pytest.fixture
def complaints(page):
    """What the browser's console said: a policy violation or a script error is never all right."""
    said = []
    # Signing out empties the cache, and Chromium reports that it did.
    page.on("console", lambda m: m.text.startswith("Clear-Site-Data header") or said.append(m.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.fixture
def sign_in(page, demo_site):
    """Sign in as a demo person and stand on the start page."""

    def enter(username, address=demo_site, password=PASSWORD):
        page.goto(f"{address}/login/")
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill(password)
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        page.wait_for_url(lambda url: "/login/" not in url)

    return enter


@pytest.fixture
def axe(page):
    """Assert that the page as it stands has no accessibility violation (axe-core, all its rules).

    The script goes in through the debugging protocol, so that the strict policy of the page stays on.
    """

    def check():
        session = page.context.new_cdp_session(page)
        session.send("Runtime.evaluate", {"expression": AXE})
        answer = session.send(
            "Runtime.evaluate", {"expression": AXE_RUN, "awaitPromise": True, "returnByValue": True}
        )
        session.detach()
        assert answer["result"].get("value") == [], page.url

    return check
