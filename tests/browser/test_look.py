"""The frame and the components in a real browser: accessible, in both themes, at 360 px, by keyboard."""

import pytest


@pytest.fixture(params=["light 1280", "dark 1280", "light 360", "dark 360"])
def screen(page, request):
    theme, width = request.param.split()
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.set_viewport_size({"width": int(width), "height": 800})


@pytest.mark.usefixtures("screen")
def test_every_component_is_accessible_and_fits(page, demo_site, sign_in, axe, complaints):
    sign_in("quantri")
    for route in (
        "/look/",
        "/look/panel/",
        "/look/word/",
        "/look/paper/",
        "/help/",
        "/help/reading/",
        "/me/",
    ):
        page.goto(demo_site + route)
        axe()
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) == 0, route
    assert complaints == []


@pytest.mark.parametrize("route", ["/login/", "/code/", "/inactive/", "/help/sign-in/", "/nowhere/"])
def test_a_stranger_meets_accessible_pages(page, demo_site, axe, route):
    page.goto(demo_site + route)
    axe()


def test_a_wrong_form_is_announced_and_leads_to_its_fields(page, demo_site, sign_in, axe):
    sign_in("quantri")
    page.goto(f"{demo_site}/look/")
    page.get_by_role("button", name="Lưu", exact=True).click()
    summary = page.locator(".error-summary")
    assert summary.evaluate("node => node === document.activeElement")
    summary.get_by_role("link", name="Số lượng").click()
    assert page.get_by_label("Số lượng").get_attribute("aria-invalid") == "true"
    axe()


def test_a_drawer_opens_over_the_page_and_closes_by_keyboard(page, demo_site, sign_in, axe, complaints):
    sign_in("quantri")
    page.goto(f"{demo_site}/look/")
    page.get_by_role("link", name="Mở ngăn").press("Enter")
    drawer = page.get_by_role("dialog", name="Ngăn chi tiết")
    drawer.get_by_role("heading", name="Ngăn chi tiết").wait_for()
    axe()
    page.keyboard.press("Escape")
    assert not drawer.is_visible()
    assert page.url == f"{demo_site}/look/"
    assert complaints == []


def test_an_irreversible_act_wants_its_word(page, demo_site, sign_in, axe):
    sign_in("quantri")
    page.goto(f"{demo_site}/look/")
    page.get_by_role("link", name="Công bố…").click()
    page.get_by_role("dialog").get_by_label("Gõ CÔNG BỐ để xác nhận").fill("công")
    axe()
    page.keyboard.press("Enter")
    page.get_by_text("Chưa đúng. Hãy gõ: CÔNG BỐ").wait_for()
    page.get_by_label("Gõ CÔNG BỐ để xác nhận").fill("công  bố")
    page.get_by_role("button", name="Công bố", exact=True).click()
    page.get_by_text("Đã gõ đúng.").wait_for()


def test_the_menu_opens_on_a_telephone(page, sign_in):
    page.set_viewport_size({"width": 360, "height": 700})
    sign_in("dbi-canbo")
    menu = page.get_by_role("navigation", name="Menu chính")
    assert not menu.is_visible()
    page.get_by_role("button", name="Menu").click()
    menu.get_by_role("link", name="Nhật ký").click()
    page.get_by_role("heading", level=1, name="Nhật ký").wait_for()


def test_the_language_follows_the_choice(page, demo_site, sign_in):
    sign_in("dbi-canbo")
    page.locator(".frame-right summary").click()
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    page.goto(f"{demo_site}/help/start/")
    page.get_by_text("The start page answers four questions").wait_for()


def test_a_live_request_after_the_session_ended_leads_to_sign_in(page, demo_site, sign_in):
    sign_in("quantri")
    page.goto(f"{demo_site}/look/")
    page.wait_for_load_state("networkidle")  # the menu's counts are live requests too
    page.context.clear_cookies()
    page.get_by_role("link", name="Mở ngăn").click()
    page.wait_for_url(f"{demo_site}/login/?next=/look/")
