"""The pictures of the tutorial and the README, taken anew from the demo.

    python -m tools.tutorial_pictures [FOLDER]

Starts a demo site of its own and goes the way of `tests/browser/test_newcomer_year.py`, whose steps it
uses, stopping for a picture of each screen. Without FOLDER it writes docs/images.
"""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.web.config.settings")
import django

django.setup()

from tests.browser import test_newcomer_year as steps  # noqa: E402 - needs Django set up
from tests.browser.conftest import FLAGS  # noqa: E402
from tests.servers import site  # noqa: E402

from thidua.web.demo.people import PASSWORD  # noqa: E402

IMAGES = Path(__file__).resolve().parents[1] / "docs/images"
WINDOW = {"width": 1120, "height": 760}


class Camera:
    """One browser at one site: becomes people, takes numbered pictures."""

    def __init__(self, page: Page, address: str, folder: Path) -> None:
        self.page, self.address, self.folder = page, address, folder
        self.taken: list[str] = []

    def enter(self, username: str, at: str = "/") -> None:
        """Become somebody else and open a page."""
        self.page.context.clear_cookies()
        self.page.goto(f"{self.address}/login/")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập", exact=True).click()
        self.page.wait_for_url(lambda url: "/login/" not in url)
        self.open(at)

    def open(self, at: str) -> None:
        """Open a page by its path."""
        self.page.goto(f"{self.address}{at}")

    def take(self, name: str, see: str = "") -> None:
        """Picture `name`, numbered in order; `see` is scrolled into view first."""
        if see:
            self.page.locator(see).first.evaluate("element => element.scrollIntoView({block: 'center'})")
        else:
            self.page.evaluate("window.scrollTo(0, 0)")
        self.page.mouse.move(0, 0)
        self.page.wait_for_timeout(250)
        self.taken.append(f"{len(self.taken) + 1:02}-{name}.png")
        self.page.screenshot(path=str(self.folder / self.taken[-1]), animations="disabled")


@contextmanager
def camera(folder: Path) -> Iterator[Camera]:
    """A fresh demo site and a browser at it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        site(Path(scratch) / "home") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        context = browser.new_context(locale="vi-VN", viewport=WINDOW, color_scheme="light")
        context.set_default_timeout(20000)
        yield Camera(context.new_page(), address, folder)
        browser.close()


def figures(cam: Camera) -> None:
    """The officer reports what is missing."""
    page, address = cam.page, cam.address
    cam.open("/login/")
    cam.take("sign-in")
    cam.enter("dbi-canbo")
    cam.take("start-of-an-officer")
    cam.open("/reporting/")
    cam.take("figures-before", "#amount-theory_done")
    steps.report_figures(page, address)
    cam.take("classification")
    page.goto(f"{address}/reporting/")
    cam.take("figures-saved", "#amount-theory_done")


def evidence_and_points(cam: Camera, scratch: Path) -> None:
    """The officer adds evidence, scores, sends the sheet to the leader."""
    page, address = cam.page, cam.address
    steps.sheet_of(page, address, steps.DEPUTY)
    sheet = page.url
    cam.take("sheet-before")
    page.locator("[data-row='3.1']").get_by_role("link", name="thêm minh chứng").click()
    page.locator("#id_covers").wait_for()
    cam.take("evidence-add")
    for paper in ("Kế hoạch sát hạch", "Kết quả sát hạch"):
        steps.add_evidence(page, scratch, sheet, "3.1", paper)
    steps.add_evidence(page, scratch, sheet, "6.2", "")
    cam.take("evidence-list")
    page.goto(sheet)
    page.locator("[data-row='3.1'] a").first.click()
    page.locator("dialog[open]").wait_for()
    cam.take("criterion-opened")
    page.goto(sheet)
    steps.self_score(page, "3,5")
    page.reload()
    cam.take("sheet-complete")
    page.get_by_role("button", name="Gửi lãnh đạo duyệt").click()
    page.get_by_text("Đã gửi lãnh đạo duyệt.").wait_for()
    cam.take("sheet-sent")


def leader(cam: Camera) -> None:
    """Approves; two other units do the same without pictures."""
    cam.enter("dbi-lanhdao")
    cam.take("start-of-a-leader")
    steps.sheet_of(cam.page, cam.address, steps.DEPUTY)
    cam.take("leader-reads")
    steps.leader_approves(cam.page, cam.address, steps.DEPUTY)
    cam.take("sheet-approved")
    for unit, who in (("Cao Bằng", "cba"), ("Hòa Bình", "hbi")):
        cam.enter(f"{who}-lanhdao")
        steps.leader_approves(cam.page, cam.address, unit)


def secretariat(cam: Camera) -> None:
    """Closes self-scoring, verifies, asks."""
    page, address = cam.page, cam.address
    cam.enter("thuky1")
    cam.take("start-of-the-secretariat")
    steps.open_page(page, address, "Phiếu chấm điểm")
    cam.take("all-sheets")
    steps.sheet_of(page, address, steps.LATE)
    page.get_by_role("link", name="Ghi nhận không tự chấm").click()
    page.get_by_label("Lý do").fill("Hết hạn, đơn vị không gửi phiếu.")
    cam.take("missed")
    for unit in (steps.LATE, steps.EXTENDED):
        steps.record_missed(page, address, unit)
    cam.open("/years/")
    cam.take("year-may-move")
    steps.move_on(page, address, "Thẩm định")
    steps.sheet_of(page, address, "Hòa Bình")
    page.locator("[data-row='5.2'] a").first.click()
    drawer = page.locator("dialog[open]")
    drawer.get_by_label("Điểm thẩm định").fill("2,5")
    drawer.get_by_label("Lý do").fill("Số hồ sơ đúng hạn chưa khớp với báo cáo quý.")
    cam.take("verify-a-criterion", "dialog[open] textarea")
    steps.take_points_and_ask(page, address, "Hòa Bình")
    cam.take("asked")


def explanation(cam: Camera) -> None:
    """The unit explains, the secretariat concludes."""
    page, address = cam.page, cam.address
    cam.enter("hbi-canbo")
    cam.take("unit-is-asked")
    steps.answer(
        page, address, "Hòa Bình", "Giải trình của đơn vị", "Do kết nạp dồn sau đại hội.", "Gửi giải trình"
    )
    cam.take("explained")
    cam.enter("thuky1")
    steps.answer(page, address, "Hòa Bình", "Kết luận của tổ thư ký", "Chấp nhận giải trình.", "Ghi kết luận")
    cam.take("concluded")


def verification(cam: Camera) -> None:
    """Every sheet verified, the head's own by the deputy."""
    page, address = cam.page, cam.address
    steps.sheet_of(page, address, steps.LATE)
    cam.take("sheet-with-gaps")
    steps.units_are_verified(page, address, cam.enter)
    cam.take("head-verified-by-deputy")
    cam.enter("thuky1")
    cam.open("/scoring/")
    cam.take("board")


def publication(cam: Camera) -> None:
    """The provisional ranking, the typed word, the published ranking, and one point opened."""
    page, address = cam.page, cam.address
    for state in ("Giải trình", "Thẩm định lại", "Đã tổng hợp"):
        steps.move_on(page, address, state)
    cam.open("/scoring/")
    page.get_by_role("link", name="Xếp hạng", exact=True).click()
    page.wait_for_load_state()
    cam.take("provisional-ranking")
    steps.move_on(page, address, "Hội nghị")
    page.get_by_role("link", name="Chuyển sang «Đã công bố»").click()
    page.get_by_label("Gõ CÔNG BỐ để xác nhận").fill("CÔNG BỐ")
    cam.take("typed-word")
    page.locator("main, dialog[open]").get_by_role("button", name=re.compile("Công bố|Chuyển")).last.click()
    page.locator(".steps .current", has_text="Đã công bố").wait_for()
    cam.take("year-published")
    cam.enter("dbi-canbo", "/scoring/")
    page.get_by_role("link", name="Xếp hạng", exact=True).click()
    page.get_by_role("link", name="Mở bảng xếp hạng").click()
    page.get_by_role("button", name="Tính lại và đối chiếu").click()
    page.get_by_text("trùng khớp từng chữ số").wait_for()
    cam.take("ranking")
    page.locator("main table.data").first.locator("tbody tr").filter(has_text=steps.DEPUTY).locator(
        "a[data-drawer]"
    ).click()
    page.locator("dialog[open]").wait_for()
    cam.take("a-total-opened")
    cam.open("/audit/")
    cam.take("audit")


PARTS: tuple[Callable[[Camera], None], ...] = (leader, secretariat, explanation, verification, publication)


def main() -> int:
    """Take every picture; old ones in the folder are removed first."""
    images = Path(sys.argv[1]) if sys.argv[1:] else IMAGES
    folder = images / "tutorial"
    for old in folder.glob("*.png"):
        old.unlink()
    with camera(folder) as cam, tempfile.TemporaryDirectory() as scratch:
        figures(cam)
        evidence_and_points(cam, Path(scratch))
        for part in PARTS:
            part(cam)
    board = next(name for name in cam.taken if name.endswith("-board.png"))
    shutil.copy(folder / board, images / "overview.png")
    for name in cam.taken:
        print(f"{(folder / name).stat().st_size // 1024:>5} KB  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
