"""The entry grid with a real keyboard, clipboard and network."""

import re

import pytest

from thidua.web.demo.actions import PASSWORD

PASTE = """text => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const options = {clipboardData: data, bubbles: true, cancelable: true};
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
}"""


@pytest.fixture
def grid(page, demo_site, sign_in):
    """The figures of Điện Biên, whose officer still has some to enter."""
    sign_in("dbi-canbo")
    page.goto(f"{demo_site}/reporting/")
    page.wait_for_load_state("networkidle")  # the menu's counts are live requests too
    return page


def row(page, place):
    return page.locator("tr.cell-row:has([data-field=amount]:not(select))").nth(place)


def amount(page, place):
    return row(page, place).locator("[data-field=amount]")


def state(page, place):
    return row(page, place).locator(".cell-state")


def saved(page, place):
    page.wait_for_function("mark => mark.dataset.state === 'saved'", arg=state(page, place).element_handle())


def test_keyboard_alone_enters_figures_that_are_kept(grid, complaints, axe):
    page = grid
    amount(page, 0).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("1.234")
    page.keyboard.press("Enter")
    saved(page, 0)
    assert (
        "một nghìn hai trăm ba mươi tư" in row(page, 0).inner_text()
        or "một nghìn hai trăm ba mươi bốn" in row(page, 0).inner_text()
    )
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Control+a")
    page.keyboard.type("77")
    page.keyboard.press("Escape")
    assert amount(page, 0).input_value() == "1.234"
    page.keyboard.press("Control+a")
    page.keyboard.type("26")
    page.keyboard.press("Enter")
    saved(page, 0)
    axe()
    page.reload()
    assert amount(page, 0).input_value() == "26"
    assert complaints == []


def test_pasted_column_with_a_mistake_is_mended_and_saved_whole(grid):
    page = grid
    amount(page, 0).focus()
    page.evaluate(PASTE, "25\n12.5\n")
    row(page, 1).locator(".cell-problem").wait_for()
    assert "Phần thập phân dùng dấu phẩy" in row(page, 1).inner_text()
    amount(page, 1).fill("29")
    amount(page, 1).press("Enter")
    saved(page, 1)
    saved(page, 0)
    page.reload()
    assert [amount(page, 0).input_value(), amount(page, 1).input_value()] == ["25", "29"]


def test_second_editor_sees_both_values_and_chooses(grid, demo_site):
    page = grid
    other = page.context.new_page()
    other.goto(f"{demo_site}/reporting/")
    amount(other, 0).fill("31")
    amount(other, 0).press("Enter")
    saved(other, 0)
    amount(page, 0).fill("32")
    amount(page, 0).press("Enter")
    talk = row(page, 0).locator(".cell-talk")
    talk.wait_for()
    assert re.search(r"Bạn nhập: 32\s+Đang lưu: 31 \(do .+\)", talk.inner_text())
    talk.get_by_role("button", name="Lưu số của tôi").click()
    saved(page, 0)
    page.reload()
    assert amount(page, 0).input_value() == "32"


def test_what_was_typed_without_network_is_sent_when_it_is_back(grid):
    page = grid
    page.context.set_offline(True)
    amount(page, 0).fill("33")
    amount(page, 0).press("Enter")
    page.get_by_text("Mất kết nối").first.wait_for()
    page.context.set_offline(False)
    saved(page, 0)
    page.get_by_text("Mọi số liệu đã lưu").first.wait_for()
    page.reload()
    assert amount(page, 0).input_value() == "33"


def sign_in_elsewhere(page, demo_site):
    """The session ended; the person signs in in another tab and comes back."""
    other = page.context.new_page()
    other.goto(f"{demo_site}/login/")
    other.get_by_label("Tên đăng nhập").fill("dbi-canbo")
    other.get_by_label("Mật khẩu").fill(PASSWORD)
    other.get_by_role("button", name="Đăng nhập", exact=True).click()
    other.wait_for_url(lambda url: "/login/" not in url)
    other.close()
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")


def test_figures_typed_after_the_session_ended_are_sent_after_the_next_sign_in(grid, demo_site):
    page = grid
    page.context.clear_cookies(name="sessionid")
    amount(page, 0).fill("34")
    amount(page, 0).press("Enter")
    page.get_by_text("Phiên làm việc đã hết").first.wait_for()
    assert state(page, 0).get_attribute("data-state") == "failed"
    sign_in_elsewhere(page, demo_site)
    saved(page, 0)
    page.reload()
    assert amount(page, 0).input_value() == "34"


@pytest.fixture
def mark(page, demo_site, sign_in):
    """The one criterion of Điện Biên that its officer judges."""
    sign_in("dbi-canbo")
    page.goto(f"{demo_site}/scoring/")
    page.get_by_role("link", name="Phiếu chấm điểm", exact=True).first.click()
    page.get_by_role("link", name="Điện Biên", exact=True).click()
    page.locator(".mark-input").wait_for()
    page.wait_for_load_state("networkidle")  # before its script runs, Enter sends the plain form
    return page.locator(".mark-input")


def test_mark_left_right_after_enter_is_sent_once(page, mark, complaints):
    mark.fill("3,5")
    mark.press("Enter")
    mark.press("Tab")
    page.locator("td.cell-saved").wait_for()
    page.reload()
    assert (mark.input_value(), complaints) == ("3,5", [])


def test_mark_typed_after_the_session_ended_is_not_called_saved(page, mark, demo_site):
    page.context.clear_cookies(name="sessionid")
    mark.fill("4")
    mark.press("Enter")
    page.get_by_text("Phiên làm việc đã hết").first.wait_for()
    assert page.locator("td.cell-error .mark-input").count() == 1
    sign_in_elsewhere(page, demo_site)
    page.locator("td.cell-saved").wait_for()
    page.reload()
    assert mark.input_value() == "4"


def test_second_marker_sees_both_points_and_saves_over_them_only_by_enter(page, mark):
    other = page.context.new_page()
    other.goto(page.url)
    other.locator(".mark-input").fill("2,5")
    other.locator(".mark-input").press("Enter")
    other.locator("td.cell-saved").wait_for()
    mark.fill("3")
    mark.press("Tab")
    page.get_by_text("Đang lưu: 2,5. Bạn vừa nhập: 3.").wait_for()
    mark.focus()
    mark.press("Tab")
    assert page.locator("td.cell-conflict").count() == 1
    mark.press("Enter")
    page.locator("td.cell-saved").wait_for()
    page.reload()
    assert mark.input_value() == "3"


def test_evidence_is_uploaded_from_a_telephone(grid, demo_site, axe, tmp_path):
    page = grid
    page.set_viewport_size({"width": 360, "height": 740})
    page.get_by_role("link", name="Minh chứng", exact=True).first.click()
    page.get_by_role("link", name="Thêm minh chứng 1.2").click()
    axe()
    file = tmp_path / "báo cáo học tập.pdf"
    file.write_bytes(b"%PDF-1.7\n%%EOF\n")
    page.get_by_label("Tệp", exact=True).set_input_files(file)
    page.get_by_label("Tôi xác nhận không có tài liệu mật").check()
    page.get_by_role("button", name="Thêm minh chứng").click()
    page.get_by_text("Đã thêm minh chứng.").wait_for()
    page.get_by_role("link", name="báo cáo học tập.pdf", exact=True).wait_for()
    axe()
