"""A voter with a phone: the link of the slip, the ballot, the receipt, and the own row on the board."""

import json

import pytest
from playwright.sync_api import expect

from tests.journeys.secret_ballot import act
from thidua.ballots import recount

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def held(demo_site, tmp_path_factory):
    home = next(path for path in tmp_path_factory.getbasetemp().glob("site*/home"))
    made = act(home, "open", 6)
    return {**made, "home": home, "page": f"{demo_site}/box/{made['key']}/", "site": demo_site}


def marked(page):
    """Both questions answered, up to the review."""
    page.get_by_label("Tán thành", exact=True).check()
    page.get_by_label("Bình").check()
    page.get_by_role("button", name="Xem lại trước khi bỏ").click()


def cast_by_link(page, held, axe):
    """The whole way on a phone, each step without a violation; fingerprint and saved acknowledgement."""
    page.goto(f"{held['page']}#{held['codes'][0].replace('-', '')}")
    expect(page.locator("#receipt-first")).to_have_text(held["receipts"][0])
    assert "#" not in page.url
    axe()
    marked(page)
    expect(page.locator("#marks")).to_contain_text("Bình")
    axe()
    page.get_by_role("button", name="Bỏ phiếu vào hòm").click()
    expect(page.get_by_role("heading", name="Phiếu đã vào hòm")).to_be_visible()
    expect(page.locator("#receipt")).to_have_text(held["receipts"][0])
    axe()
    with page.expect_download() as download:
        page.get_by_role("button", name="Lưu giấy báo nhận").click()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    kept = json.loads(download.value.path().read_text(encoding="utf-8"))
    return page.locator("#fingerprint").inner_text(), kept


def test_a_phone_casts_and_finds_its_receipt_on_the_board(page, held, axe, complaints):
    page.set_viewport_size(PHONE)
    requests = []
    page.on("request", lambda request: requests.append(request))  # noqa: PLW0108 - Playwright marks what it is given
    fingerprint, kept = cast_by_link(page, held, axe)
    assert page.context.cookies() == []
    code = held["codes"][0].replace("-", "")
    assert all("cookie" not in r.headers for r in requests)
    assert all(code not in r.url and code not in (r.post_data or "") for r in requests)
    closed = act(held["home"], "close", held["key"])
    assert recount(closed["board"], acknowledged=[kept]).holds
    act(held["home"], "count", held["key"], held["shares"][:2])
    page.goto(f"{held['site']}/ballots/board/{held['key']}/")
    page.get_by_label("Số biên nhận của bạn").fill(held["receipts"][0].lower())
    page.get_by_role("button", name="Tìm phiếu").click()
    expect(page.locator("#found")).to_contain_text(fingerprint)
    expect(page.locator("#found")).to_contain_text("1. Tán thành; 2. Bình")
    axe()
    assert complaints == []


def test_a_second_ballot_is_refused_and_a_mistyped_code_told(page, held):
    page.set_viewport_size(PHONE)
    code = held["codes"][1]
    for times in range(2):
        page.goto(held["page"])
        page.get_by_label("Mã bí mật").fill(code.lower())
        page.get_by_role("button", name="Tiếp tục").click()
        marked(page)
        page.get_by_role("button", name="Bỏ phiếu vào hòm").click()
        if times == 0:
            expect(page.get_by_role("heading", name="Phiếu đã vào hòm")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_visible()
    page.goto(held["page"])
    page.get_by_label("Mã bí mật").fill(code[:-1])
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_role("alert")).to_contain_text("16 ký hiệu")


def test_a_shared_tablet_forgets_each_voter(page, held):
    page.goto(f"{held['page']}tablet/")
    page.get_by_label("Mã bí mật").fill(held["codes"][2])
    page.get_by_role("button", name="Tiếp tục").click()
    marked(page)
    page.get_by_role("button", name="Bỏ phiếu vào hòm").click()
    page.get_by_role("button", name="Xong, mời người tiếp theo").click()
    expect(page.get_by_label("Mã bí mật")).to_have_value("")
    assert held["receipts"][2] not in page.content()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.go_back()
    assert held["receipts"][2] not in page.content()


def test_tellers_type_a_paper_with_a_spoilt_question(page, held, axe):
    page.goto(f"{held['page']}tellers/")
    page.get_by_label("Mã bí mật").fill(held["codes"][3])
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Để trắng câu này").check()
    page.get_by_label("Câu này trên phiếu giấy không hợp lệ").nth(1).check()
    page.get_by_role("button", name="Xem lại trước khi bỏ").click()
    axe()
    page.get_by_role("button", name="Bỏ phiếu vào hòm").click()
    expect(page.get_by_role("button", name="Phiếu tiếp theo")).to_be_visible()
    act(held["home"], "close", held["key"])
    counted = act(held["home"], "count", held["key"], held["shares"][1:])
    (vote,) = counted["board"]["opened"]["votes"]
    assert vote["marks"] == [[], None]
