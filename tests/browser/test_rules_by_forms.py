"""A secretary writes a small rulebook wholly by forms: inputs, rounding, classes, a gate, a quota, ties."""

from thidua.rules import dump_rulebook, parse_rulebook

EXPECTED = """\
format: thidua-rulebook/1
id: quy-che
title: Quy chế bằng biểu mẫu
status: official
scale:
  max: 100
rounding:
  places: 1
  mode: half_even
inputs:
- id: complaints
  name: Đơn thư quá hạn
  kind: count
- id: sent
  name: Gửi báo cáo đúng hạn
  kind: yes_no
items:
- id: '1'
  name: Nội dung thi đua thứ nhất
  max: 100
  items:
  - id: '1.1'
    name: Tiêu chí mới
    max: 100
    rule:
      type: manual
gates:
- id: con_don_thu_qua_han
  name: Còn đơn thư quá hạn
  when: complaints > 3
  effect:
    class_at_most: HTT
  source:
    article: Điều 7
classes:
- id: HTXS
  name: Hoàn thành xuất sắc
  from: 90
  needs:
  - when: zero_count == 0
    name: Không có tiêu chí 0 điểm
  - when: sent
    name: Gửi báo cáo đúng hạn
- id: HTT
  name: Hoàn thành tốt
  from: 70
  below: 90
- id: KHT
  name: Không hoàn thành
  below: 70
class_fallback: next_lower
quotas:
- class: HTXS
  percent: 20
ranking:
  by:
  - value: total
  ties:
  - value: points("1.1")
    name: Điểm tiêu chí 1.1
  - decided_by: ballot
"""
CLASSES = (
    {"name": "Hoàn thành xuất sắc", "band_low": "90", "needs-0-when_pick": "zero_count", "needs-0-when_sign": "==",
     "needs-0-when_to": "0", "needs-0-name": "Không có tiêu chí 0 điểm"},
    {"name": "Không hoàn thành", "band_high": "70"},
    {"name": "Hoàn thành tốt", "band_low": "70", "band_high": "90"},
)  # fmt: skip
NEED = {"needs-1-when_pick": "sent", "needs-1-when_sign": "yes", "needs-1-name": "Gửi báo cáo đúng hạn"}
GATE = {
    "name": "Còn đơn thư quá hạn", "when_pick": "complaints", "when_sign": ">", "when_to": "3",
    "effect": "class_at_most:HTT", "source-article": "Điều 7",
}  # fmt: skip


def fill(form, fields):
    """Fill in fields by their names."""
    for name, value in fields.items():
        field = form.locator(f"[name='{name}']")
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def opened(page, part, label):
    """The side form behind a link of a part."""
    page.locator(f"#part-{part}").get_by_role("link", name=label).first.click()
    form = page.locator("dialog .item-form")
    form.wait_for()
    return form


def save(page, part, form, said):
    """Save a side form; its part then says so."""
    form.get_by_role("button", name="Lưu", exact=True).last.click()
    page.locator("dialog .item-form").wait_for(state="detached")
    page.locator(f"#part-{part}", has_text=said).wait_for()


def add_input(page, draft, code, name, **more):
    page.goto(f"{draft}inputs/")
    page.get_by_role("link", name="Thêm chỉ tiêu").first.click()
    form = page.locator("dialog form[method=post]")
    form.wait_for()
    fill(form, {"id": code, "name": name, **more})
    form.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_role("rowheader", name=name).wait_for()


def add_classes(page):
    for fields in CLASSES:
        form = opened(page, "classes", "Thêm mức xếp loại")
        fill(form, fields)
        if "needs-0-name" in fields:
            form.get_by_role("button", name="Thêm dòng").click()
            form.locator("[name='needs-1-name']").wait_for()
            fill(form, NEED)
        save(page, "classes", form, fields["name"])
    page.locator("#part-classes").get_by_role("button", name="Xuống: Không hoàn thành").click()
    page.locator("#part-classes li:nth-child(2)", has_text="Hoàn thành tốt").wait_for()


def add_gate(page, axe):
    form = opened(page, "gates", "Thêm điều kiện")
    fill(form, GATE)
    form.locator("[data-said]", has_text="«Đơn thư quá hạn» > 3").wait_for()
    axe()
    save(page, "gates", form, "xếp cao nhất ở loại «Hoàn thành tốt»")


def add_quota(page, axe):
    """Refused while it limits nothing."""
    form = opened(page, "quotas", "Thêm giới hạn")
    fill(form, {"class_id": "HTXS"})
    form.get_by_role("button", name="Lưu", exact=True).last.click()
    form.get_by_role("alert").first.wait_for()
    axe()
    fill(form, {"percent": "20"})
    save(page, "quotas", form, "20 %")


def add_order(page):
    for part, fields, said in (
        ("ranking", {"value_pick": "total"}, "tổng điểm"),
        ("ties", {"decided_by": "ballot"}, "bỏ phiếu"),
        ("ties", {"value_pick": 'points("1.1")', "name": "Điểm tiêu chí 1.1"}, "Điểm tiêu chí 1.1"),
    ):
        form = opened(page, part, "Thêm")
        fill(form, fields)
        save(page, part, form, said)
    page.locator("#part-ties").get_by_role("button", name="Lên: Khi bằng nhau, xét lần 2").click()
    page.locator("#part-ties li:first-child", has_text="Điểm tiêu chí 1.1").wait_for()


def change(page, part, fields, said):
    form = opened(page, part, "Sửa")
    fill(form, fields)
    save(page, part, form, said)


def test_a_rulebook_is_written_by_forms_alone(page, demo_site, sign_in, axe, complaints):
    sign_in("thuky1")
    page.goto(f"{demo_site}/rulebooks/new/")
    page.get_by_label("Tên quy chế").fill("Quy chế bằng biểu mẫu")
    page.get_by_label("Năm áp dụng").fill("2022")
    page.get_by_role("button", name="Lập dự thảo").click()
    page.wait_for_url("**/edit/")
    draft = page.url.removesuffix("edit/")
    add_input(page, draft, "complaints", "Đơn thư quá hạn", kind="count")
    add_input(page, draft, "sent", "Gửi báo cáo đúng hạn", kind="yes_no")
    page.goto(f"{draft}edit/")
    page.get_by_role("link", name="Quy định chung và xếp loại").click()
    change(page, "rounding", {"places": "1", "mode": "half_even"}, "1 chữ số")
    add_classes(page)
    change(page, "fallback", {"class_fallback": "next_lower"}, "liền dưới")
    add_gate(page, axe)
    add_quota(page, axe)
    add_order(page)
    axe()
    page.goto(f"{draft}edit/text/")
    assert page.get_by_label("Nội dung (YAML)").input_value() == dump_rulebook(parse_rulebook(EXPECTED))
    assert complaints == []
