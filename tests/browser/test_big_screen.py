"""The hall's screen follows the secretary's page at once, and without the event process a little later."""

import os
import signal
from pathlib import Path
from urllib.parse import urlsplit

import pytest


@pytest.fixture
def hall(browser):
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    context.set_default_timeout(20000)
    yield context.new_page()
    context.close()


def event_process(address):
    port = (urlsplit(address).port or 0) + 1
    for process in Path("/proc").iterdir():
        try:
            line = (process / "cmdline").read_text(encoding="utf-8") if process.name.isdigit() else ""
        except OSError:
            continue
        if f"thidua.web.config.events\x00127.0.0.1\x00{port}\x00" in line:
            return int(process.name)
    raise AssertionError("no event process")


def test_the_screen_follows_the_secretary(page, hall, demo_site, sign_in, axe, complaints):
    sign_in("thuky1")
    page.goto(f"{demo_site}/conferences/")
    page.locator("main a[href^='/conferences/']").first.click()
    page.get_by_role("link", name="Màn hình, điều khiển").click()
    control = page.url
    axe()
    page.get_by_role("link", name="Tạo đường dẫn cho máy ở hội trường").click()
    page.get_by_label("Máy nào").fill("Máy chiếu")
    page.get_by_role("button", name="Tạo đường dẫn").click()
    hall.goto(page.get_by_label("Đường dẫn", exact=True).input_value())
    hall.wait_for_selector("[data-live-by=events]")

    def choose(name):
        page.goto(control)
        page.locator("#shows").get_by_role("button", name=name, exact=True).click()

    hall.evaluate("window.sameDocument = true")
    choose("Đại biểu có mặt")
    hall.wait_for_selector(".screen-presence", timeout=3000)
    page.goto(control)
    page.locator("#items").get_by_role("button", name="Bắt đầu nội dung này").first.click()
    hall.wait_for_selector(".screen-items [aria-current=step]", timeout=3000)
    assert hall.evaluate("document.documentElement.scrollHeight <= innerHeight")

    assert complaints == []  # from here on the browser says that nobody answers
    os.kill(event_process(demo_site), signal.SIGTERM)
    hall.wait_for_selector("[data-live-by=asking]")
    choose("Tiến độ ký")
    hall.wait_for_selector(".screen-signing")
    assert hall.evaluate("window.sameDocument")

    page.goto(control)
    page.get_by_role("button", name="Thu hồi").click()
    hall.get_by_text("Máy này chưa được phép").wait_for()


def test_a_part_in_which_somebody_writes_is_left_alone(page, demo_site, sign_in):
    sign_in("thuky1")
    page.goto(f"{demo_site}/conferences/")
    page.locator("main a[href^='/conferences/']").first.click()
    page.get_by_role("link", name="Màn hình, điều khiển").click()
    page.wait_for_selector("[data-live-by]")
    # The control page has no field of its own, so one is put into the part as a form would.
    page.evaluate(
        "document.querySelector('[data-live]').insertAdjacentHTML('afterbegin', '<input id=typed aria-label=a>')"
    )
    page.locator("#typed").fill("đang gõ")
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("#shows").get_by_role("button", name="Người phát biểu", exact=True).click()
    other.wait_for_load_state()
    page.wait_for_timeout(7000)
    assert page.locator("#typed").input_value() == "đang gõ"
    page.locator("#typed").fill("")
    page.locator("#typed").blur()
    page.locator("#shows h2", has_text="Người phát biểu").wait_for()
