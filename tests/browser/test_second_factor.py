"""Second factors with a real browser under the strict policy: an app's code, recovery codes, a passkey."""

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from thidua.web.demo.actions import PASSWORD


def code_of(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def confirm_password(page):
    page.get_by_role("heading", name="Xác nhận lại danh tính").wait_for()
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Xác nhận").click()


def sign_out(page):
    page.locator(".frame-right summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.get_by_role("heading", name="Đăng nhập").wait_for()


def give_the_browser_a_key(page):
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip


def test_an_app_guards_the_account_and_a_recovery_code_saves_the_day(
    page, demo_site, sign_in, axe, complaints
):
    sign_in("yba-canbo")
    page.goto(f"{demo_site}/me/second-factor/")
    axe()
    page.get_by_role("link", name="Bật", exact=True).click()
    if "reauthenticate" in page.url:
        axe()
        confirm_password(page)
    axe()
    secret = page.get_by_label("Khóa bí mật").input_value()
    page.get_by_label("Mã 6 số trên ứng dụng").fill(code_of(secret))
    page.get_by_role("button", name="Bật").click()
    page.get_by_text("Đã bật ứng dụng tạo mã.").wait_for()
    page.goto(f"{demo_site}/me/second-factor/recovery-codes/")
    axe()
    spare = page.locator(".secret-code li").first.inner_text()
    sign_out(page)
    page.get_by_label("Tên đăng nhập").fill("yba-canbo")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.get_by_role("heading", name="Lớp bảo vệ thứ hai").wait_for()
    axe()
    page.get_by_label("Mã").fill("000000")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.get_by_text("Mã không đúng.").wait_for()
    page.get_by_label("Mã").fill(spare)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(lambda url: "authenticate" not in url)
    assert complaints == []


def test_a_passkey_opens_the_account_without_a_password(page, demo_site, sign_in, axe, complaints):
    address = demo_site.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, never to a number
    sign_in("tng-canbo", address)
    page.goto(f"{address}/me/second-factor/webauthn/add/")
    if "reauthenticate" in page.url:
        confirm_password(page)
    axe()
    give_the_browser_a_key(page)
    page.get_by_label("Tên khóa").fill("Máy cơ quan")
    page.get_by_label("Đăng nhập không cần mật khẩu").check()
    page.get_by_role("button", name="Thêm khóa").click()
    page.get_by_text("Đã thêm khóa truy cập.").wait_for()
    page.goto(f"{address}/me/second-factor/webauthn/")
    page.get_by_role("rowheader", name="Máy cơ quan").wait_for()
    sign_out(page)
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    page.wait_for_url(lambda url: "/login/" not in url)
    page.goto(f"{address}/me/second-factor/webauthn/")
    page.get_by_role("rowheader", name="Máy cơ quan").wait_for()
    axe()  # last: closing its session takes the browser's key away
    assert complaints == []
