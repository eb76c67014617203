"""A newcomer takes the demo's year from self-scoring to a published ranking, only by clicking.

What the README promises: officer enters results with evidence and self-scores, leader approves, the
secretariat verifies, asks, concludes, consolidates and publishes; every point opens down to its rule.
"""

import os
import re
import subprocess

import pytest
from playwright.sync_api import expect

from tests.servers import PROGRAM, site
from thidua.web.demo.papers import small_pdf

HEAD, DEPUTY, LATE, EXTENDED = "Lai Châu", "Điện Biên", "Lạng Sơn", "Hà Giang"
NOTHING_SPECIAL = (
    "Cao Bằng", "Bắc Kạn", "Tuyên Quang", "Lào Cai", "Yên Bái", "Thái Nguyên", "Bắc Giang", "Phú Thọ",
    "Điện Biên", "Sơn La", "Hòa Bình",
)  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("newcomer") / "home"


@pytest.fixture(scope="module")
def address(home):
    """A site of its own: this year goes on to its end."""
    with site(home) as where:
        yield where


@pytest.fixture
def enter(page, sign_in, address):
    """Become somebody else."""

    def become(username):
        page.context.clear_cookies()
        sign_in(username, address)

    return become


def open_page(page, address, name):
    page.goto(f"{address}/scoring/")
    page.get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_load_state()


def sheet_of(page, address, unit):
    open_page(page, address, "Phiếu chấm điểm")
    page.get_by_role("link", name=unit, exact=True).click()
    page.get_by_role("heading", name=f"Phiếu chấm điểm: {unit}").wait_for()


def report_figures(page, address):
    """The four figures that Điện Biên still owes; each row saves itself."""
    page.goto(f"{address}/reporting/")
    if page.get_by_role("link", name="Số liệu", exact=True).count() > 1:
        page.get_by_role("link", name="Số liệu", exact=True).last.click()
    for indicator, amount in (
        ("theory_done", "900"),
        ("survey_informed", "26"),
        ("initiatives", "1"),
        ("weaknesses_fixed", "4"),
    ):
        cell = page.locator(f"#amount-{indicator}")
        cell.fill(amount)
        cell.press("Enter")
        expect(page.locator(f"[data-row={indicator}]")).to_have_attribute("data-version", "1")
    page.get_by_role("link", name="Xếp loại", exact=True).click()
    for level, count in (
        ("excellent", "120"),
        ("good", "330"),
        ("completed", "190"),
        ("not_completed", "3"),
        ("not_rated", "0"),
    ):
        page.locator(f"#id_organisation-{level}").fill(count)
    page.get_by_role("button", name="Lưu").first.click()
    page.locator(".alert-success").wait_for()


def add_evidence(page, tmp_path, sheet, criterion, covers):
    """One paper for one criterion, from the sheet's own link."""
    page.goto(sheet)
    page.locator(f"[data-row='{criterion}']").get_by_role("link", name="thêm minh chứng").click()
    if covers:
        page.locator("#id_covers").select_option(covers)
    file = tmp_path / f"{criterion}-{len(covers)}.pdf"
    file.write_bytes(small_pdf(f"Newcomer {criterion} {covers.encode('ascii', 'ignore').decode()}"))
    page.locator("#id_uploads").set_input_files(file)
    page.locator("#id_not_classified").check()
    page.get_by_role("button", name="Thêm minh chứng").click()
    page.wait_for_url(re.compile(r"/evidence/($|#)"))


def self_score(page, points):
    mark = page.locator(".mark-input")
    mark.fill(points)
    mark.press("Enter")
    expect(page.locator("[data-missing]")).to_have_text("0")


def officer_does_the_work(page, address, tmp_path):
    report_figures(page, address)
    sheet_of(page, address, DEPUTY)
    sheet = page.url
    add_evidence(page, tmp_path, sheet, "3.1", "Kế hoạch sát hạch")
    page.goto(sheet)
    page.locator("[data-row='3.1'] a").first.click()
    page.get_by_role("heading", name="3.1. Sát hạch trước khi bổ nhiệm").wait_for()
    add_evidence(page, tmp_path, sheet, "6.2", "")
    page.goto(sheet)
    self_score(page, "3,5")
    page.get_by_role("button", name="Gửi lãnh đạo duyệt").click()
    page.get_by_text("Đã gửi lãnh đạo duyệt.").wait_for()


def leader_approves(page, address, unit):
    sheet_of(page, address, unit)
    page.get_by_role("button", name="Duyệt phiếu").click()
    page.get_by_text("Đã duyệt phiếu tự chấm.").wait_for()


def record_missed(page, address, unit):
    sheet_of(page, address, unit)
    page.get_by_role("link", name="Ghi nhận không tự chấm").click()
    page.get_by_label("Lý do").fill("Hết hạn, đơn vị không gửi phiếu.")
    page.get_by_role("button", name="Ghi nhận").click()
    page.get_by_text("Đã ghi nhận đơn vị không tự chấm.").wait_for()


def move_on(page, address, state):
    page.goto(f"{address}/years/")
    page.get_by_role("button", name=f"Chuyển sang «{state}»").click()
    page.locator(".steps .current", has_text=state).wait_for()


def verify(page, address, unit, *, zero=False):
    sheet_of(page, address, unit)
    if zero:
        page.get_by_role("link", name="Ghi 0 điểm các tiêu chí còn thiếu").click()
        page.get_by_label("Lý do").fill("Đơn vị không báo cáo.")
        page.get_by_role("button", name="Ghi 0 điểm").click()
    page.get_by_role("button", name="Thẩm định xong").click()
    page.get_by_text("Đã thẩm định xong phiếu này.").wait_for()


def take_points_and_ask(page, address, unit):
    """The doubtful unit: verified points with a reason, and a question."""
    sheet_of(page, address, unit)
    page.locator("[data-row='5.2'] a").first.click()
    drawer = page.locator("dialog[open]")
    drawer.get_by_label("Điểm thẩm định").fill("2,5")
    drawer.get_by_label("Lý do").fill("Số hồ sơ đúng hạn chưa khớp với báo cáo quý.")
    drawer.get_by_role("button", name="Ghi điểm thẩm định").click()
    page.get_by_text("Đã ghi điểm thẩm định tiêu chí 5.2.").wait_for()
    page.locator("[data-row='4.3'] a").first.click()
    page.locator("dialog[open]").get_by_role("link", name="Đề nghị giải trình").click()
    page.get_by_label("Nội dung đề nghị giải trình").fill("Số kết nạp gấp ba năm trước, đề nghị nêu căn cứ.")
    page.get_by_label("Hạn trả lời").fill("13/12/2021")
    page.get_by_role("button", name="Gửi đề nghị").click()
    page.get_by_text("Đã gửi đề nghị giải trình tiêu chí 4.3.").wait_for()


def answer(page, address, unit, label, text, button):
    page.goto(f"{address}/scoring/")
    page.get_by_role("link", name="Phiếu chấm điểm").first.click()
    page.get_by_role("link", name="Giải trình", exact=True).click()
    page.get_by_role("link", name=unit, exact=True).click()
    page.get_by_label(label).fill(text)
    page.get_by_role("button", name=button).click()
    page.get_by_text(text).wait_for()


def units_are_verified(page, address, enter):
    for unit in NOTHING_SPECIAL:
        verify(page, address, unit)
    for unit in (LATE, EXTENDED):
        verify(page, address, unit, zero=True)
    enter("thukypho")
    verify(page, address, HEAD)


def publish(page, address):
    for state in ("Giải trình", "Thẩm định lại", "Đã tổng hợp", "Hội nghị"):
        move_on(page, address, state)
    page.get_by_role("link", name="Chuyển sang «Đã công bố»").click()
    page.get_by_label("Gõ CÔNG BỐ để xác nhận").fill("CÔNG BỐ")
    page.locator("main, dialog[open]").get_by_role("button", name=re.compile("Công bố|Chuyển")).last.click()
    page.locator(".steps .current", has_text="Đã công bố").wait_for()


def open_a_point(page, address, axe):
    """From the published ranking down to the rule and the paper that the officer attached."""
    page.goto(f"{address}/scoring/")
    page.get_by_role("link", name="Xếp hạng", exact=True).click()
    page.get_by_role("link", name="Mở bảng xếp hạng").click()
    rows = page.locator("main table.data").first.locator("tbody tr")
    expect(rows).to_have_count(14)
    axe()
    page.get_by_role("button", name="Tính lại và đối chiếu").click()
    page.get_by_text("trùng khớp từng chữ số").wait_for()
    rows.filter(has_text=DEPUTY).locator("a[data-drawer]").click()
    page.locator("dialog[open]").get_by_role("link", name=re.compile("^3. Đổi mới")).click()
    page.locator("dialog[open]").get_by_role("link", name=re.compile("^3.1. Sát hạch")).click()
    drawer = page.locator("dialog[open]")
    drawer.get_by_text("Điểm = 5 ×").first.wait_for()
    expect(drawer.get_by_role("link", name=re.compile("3.1"))).to_be_visible()


def test_a_newcomer_takes_the_year_to_publication(page, enter, address, home, tmp_path, axe):
    page.set_default_timeout(20000)
    enter("dbi-canbo")
    officer_does_the_work(page, address, tmp_path)
    for unit, leader in ((DEPUTY, "dbi"), ("Cao Bằng", "cba"), ("Hòa Bình", "hbi")):
        enter(f"{leader}-lanhdao")
        leader_approves(page, address, unit)
    enter("thuky1")
    for unit in (LATE, EXTENDED):
        record_missed(page, address, unit)
    move_on(page, address, "Thẩm định")
    take_points_and_ask(page, address, "Hòa Bình")
    enter("hbi-canbo")
    answer(
        page, address, "Hòa Bình", "Giải trình của đơn vị", "Do kết nạp dồn sau đại hội.", "Gửi giải trình"
    )
    enter("thuky1")
    answer(page, address, "Hòa Bình", "Kết luận của tổ thư ký", "Chấp nhận giải trình.", "Ghi kết luận")
    units_are_verified(page, address, enter)
    enter("thuky1")
    publish(page, address)
    enter("dbi-canbo")
    open_a_point(page, address, axe)
    environment = {**os.environ, "THIDUA_HOME": str(home)}
    told = subprocess.run(
        [PROGRAM, "web", "check-data"], env=environment, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout
