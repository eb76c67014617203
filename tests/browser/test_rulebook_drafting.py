"""A secretary drafts a rulebook in the browser: live sums, the side form, its patterns, the text, adoption."""

import pytest

PARTS = (
    "general", "total", "combine", "columns/rows/0", "gates/rows/add", "classes/rows/add", "quotas/rows/add",
    "ties/rows/add", "awards/rows/add", "timeline/rows/add", "columns/rows/0/delete",
)  # fmt: skip
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def start_draft(page, demo_site, title):
    """A draft from a shipped table; returns the address of its pages."""
    page.goto(f"{demo_site}/rulebooks/new/")
    page.get_by_label("Tên quy chế").fill(title)
    page.get_by_label("Năm áp dụng").fill("2022")
    sample = page.locator("[name=sample] option[value^='cantho_157/']").get_attribute("value")
    page.get_by_label("Bắt đầu từ").select_option(sample)
    page.get_by_role("button", name="Lập dự thảo").click()
    page.wait_for_url("**/edit/")
    return page.url.removesuffix("edit/")


def test_points_left_follow_the_typing_and_survive_saving(page, demo_site, sign_in, axe, complaints):
    sign_in("thuky1")
    start_draft(page, demo_site, "Quy chế thử trình duyệt")
    left = page.locator("[data-total-left]")
    assert left.inner_text() == "0"
    page.get_by_label("Điểm tối đa của mục 1", exact=True).fill("17,5")
    assert left.inner_text() == "2,5"
    page.get_by_label("Điểm tối đa của mục 5.1", exact=True).fill("9")
    assert page.locator("tr[data-item='5'] [data-left]").inner_text() == "−4"
    page.get_by_role("button", name="Lưu điểm tối đa").click()
    page.wait_for_load_state()
    assert page.locator("[data-total-left]").inner_text() == "2,5"
    assert page.locator("tr[data-item='5'] [data-left]").inner_text() == "−4"
    assert complaints == []


def test_side_form_changes_a_rule(page, demo_site, sign_in, axe, complaints):
    sign_in("thuky1")
    start_draft(page, demo_site, "Quy chế thử ngăn bên")
    page.get_by_role("link", name="Tỷ lệ được phát hành thẻ ATM").click()
    form = page.locator("dialog .item-form")
    form.wait_for()
    axe()
    form.get_by_label("Kiểu quy tắc").select_option(label="Đạt ngưỡng")
    form.locator("[name='rule-value']").wait_for()
    form.locator("[name='rule-input']").fill("cards / opened")
    form.locator("#said", has_text="Nghĩa là: «Số người được phát hành thẻ ATM»").wait_for()
    form.locator("[name='rule-value']").fill("cards +")
    form.get_by_role("button", name="Lưu", exact=True).last.click()
    form.locator(".errorlist", has_text="Không hiểu biểu thức").wait_for()
    form.locator("[name='rule-value']").fill("80%")
    form.get_by_role("button", name="Lưu", exact=True).last.click()
    page.locator("dialog").first.wait_for(state="hidden")
    page.locator("tr[data-item='3']", has_text="từ 80 % trở lên thì được 20 điểm").wait_for()
    assert complaints == []


@pytest.mark.parametrize(("width", "theme"), [(360, "dark"), (1280, "light")])
def test_every_page_of_a_draft_is_sound(page, demo_site, sign_in, axe, complaints, width, theme):  # noqa: PLR0913, PLR0917
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    sign_in("thuky1")
    draft = start_draft(page, demo_site, f"Quy chế thử {width}")
    names = ("", "edit/", "edit/text/", "edit/parts/",
             *(f"edit/parts/{name}/" for name in PARTS), "edit/item/5/", "edit/item/5.2/", "edit/add/", "inputs/",
             "edit/delete/5/", "edit/inputs/add/", "findings/", "targets/?all", "compare/?show=all", "rehearse/",
             "versions/", "versions/1/", "adopt/", "apply/", "copy/", "withdraw/", "print/")  # fmt: skip
    for name in names:
        page.goto(draft + name)
        axe()
        assert page.evaluate(WIDER) == 0, f"{name} is wider than {width} px"
        assert page.locator("h1").count() == 1, name
        assert complaints == [], name


def test_a_broken_text_names_its_lines_and_a_second_writer_sees_both(
    page, demo_site, sign_in, axe, complaints
):
    sign_in("thuky1")
    draft = start_draft(page, demo_site, "Quy chế thử văn bản")
    page.goto(draft + "edit/text/")
    text = page.get_by_label("Nội dung (YAML)")
    good = text.input_value()
    text.fill(good.replace("over: beneficiaries", "over: nobody"))
    page.get_by_role("button", name="Kiểm tra và lưu").click()
    page.get_by_text("Không có chỉ tiêu “nobody”").first.wait_for()
    axe()
    other = page.context.new_page()
    other.goto(draft + "edit/text/")
    other.get_by_label("Nội dung (YAML)").fill(good.replace("Tỷ lệ được phát hành thẻ ATM", "Tỷ lệ có thẻ"))
    other.get_by_role("button", name="Kiểm tra và lưu").click()
    other.wait_for_url(draft)
    page.get_by_label("Nội dung (YAML)").fill(good.replace("Điểm thưởng", "Điểm cộng"))
    page.get_by_role("button", name="Kiểm tra và lưu").click()
    page.get_by_role("heading", name="Có người vừa sửa").wait_for()
    axe()
    page.get_by_role("button", name="Lưu bản này thành bản mới nhất").click()
    page.wait_for_url(draft)
    assert [said for said in complaints if "409" not in said] == []
