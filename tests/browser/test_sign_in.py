"""Signing in with a real browser: no console message, no policy violation."""

from thidua.web.demo.actions import PASSWORD


def test_a_person_signs_in_and_out(page, demo_site, complaints):
    page.goto(demo_site)
    page.get_by_label("Tên đăng nhập").fill("quantri")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.get_by_role("heading", name="Trang chính").wait_for()
    page.locator(".frame-right summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.get_by_role("button", name="Đăng nhập", exact=True).wait_for()
    assert complaints == []
