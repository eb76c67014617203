"""Pictures of screens, to be looked at: every demo role, wide and narrow, light and dark.

    screenshots.py FOLDER [--site http://127.0.0.1:8000] [--as USERNAME …] [--routes /a/ …] [--sizes 1280 360]

Needs a running demo site (`make run`). Files: FOLDER/<username>/<route>-<width>-<theme>.png; a page wider
than its window and every console message are named at the end (exit code 1).
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright

os.environ.setdefault("THIDUA_HOME", tempfile.mkdtemp())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.web.config.settings")
import django

django.setup()

from thidua.web.demo.actions import PASSWORD, SIGN_INS  # noqa: E402 - needs Django set up

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
ROUTES = ["/", "/help/", "/help/reading/", "/me/", "/me/second-factor/", "/audit/"]
TALL = 800


def sign_in(browser: Browser, site: str, username: str) -> dict[str, object]:
    """The cookies of a signed-in person; none for an empty name (a stranger)."""
    if not username:
        return {}
    context = browser.new_context(locale="vi-VN")
    page = context.new_page()
    page.goto(f"{site}/login/")
    page.fill("[name=login]", username)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "/login/" not in url)
    state = context.storage_state()
    context.close()
    return state


def complaints_of(context: BrowserContext, address: str, file: Path) -> Iterator[str]:
    """Write one picture; yield what is wrong with the page."""
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    answer = page.goto(address)
    page.wait_for_timeout(150)
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(file), full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.close()
    if answer and answer.status >= 400:  # noqa: PLR2004 - any HTTP error
        yield f"{file}: answered {answer.status}"
    if wide > 0:
        yield f"{file}: {wide} px wider than the window"
    yield from (f"{file}: {text}" for text in said)


def main() -> int:
    """Take all pictures and print what was wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--site", default="http://127.0.0.1:8000")
    parser.add_argument("--as", dest="people", nargs="*", default=[name for _role, name in SIGN_INS])
    parser.add_argument("--routes", nargs="*", default=ROUTES)
    parser.add_argument("--sizes", nargs="*", type=int, default=[1280, 360])
    parser.add_argument("--themes", nargs="*", default=["light", "dark"])
    wish = parser.parse_args()
    found: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for person in wish.people:
            state = sign_in(browser, wish.site, person)
            for width in wish.sizes:
                for theme in wish.themes:
                    context = browser.new_context(
                        locale="vi-VN",
                        storage_state=state or None,
                        viewport={"width": width, "height": TALL},
                        color_scheme=theme,
                    )
                    for route in wish.routes:
                        name = route.strip("/").replace("/", "_").replace("?", "_") or "start"
                        file = wish.folder / (person or "stranger") / f"{name}-{width}-{theme}.png"
                        found += complaints_of(context, wish.site + route, file)
                    context.close()
        browser.close()
    print("\n".join(found) or "Không có gì bất thường / nothing to complain about.")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
