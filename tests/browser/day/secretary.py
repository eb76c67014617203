"""What the secretary of the cluster does on the day, in the order of the day."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.day.people import Person
from tests.browser.day.stated import COMMON, ITEMS, OF_HOST
from thidua.web.demo.charity import picture

MADE_UP = "(minh họa)"


class Secretary(Person):
    """The secretary of the cluster, with the pen."""

    def __init__(self, page, address, pen):
        super().__init__(page, address)
        self.pen = pen
        self.conference = 0

    def write(self, name, key):
        self.pen.write(self.page.locator(f"[name={name}]"), key)

    @property
    def home(self):
        return f"/conferences/{self.conference}/"

    def prepares_the_conference(self):
        """Title, day and host are proposed by the product; the place is written."""
        self.go("/conferences/")
        self.follow("2020", exact=False)
        self.write("place", "place")
        self.fill(starts_at="08:00", ends_at="11:30", quorum="10")
        self.send()
        self.conference = self.number(r"/conferences/(\d+)/$")
        for title in ITEMS:
            self.go(f"{self.home}items/new/")
            self.fill(title=title, minutes="20")
            self.send()

    def invites_the_guest(self):
        self.go(f"{self.home}delegates/new/")
        self.write("name", "guest")
        self.write("posts", "posts")
        self.send()

    def announces(self):
        self.go(self.home)
        self.press("Thông báo cho các đơn vị")
        expect(self.page.get_by_text("Đã thông báo").first).to_be_visible()

    def opens_a_door(self):
        self.go(f"{self.home}door/open/")
        self.fill(place="Cửa chính")
        self.send()
        return self.page.locator(".door-address").inner_text()

    def records_limitations(self, year):
        for key, content in (COMMON | OF_HOST).items():
            self.go(f"/limitations/{year}/add/")
            self.write("text", key)
            self._choose("content", content)
            if key in OF_HOST:
                self._choose("unit", "Bắc Kạn")
            self.page.locator("[name=origin][value=conference]").check()
            self.fill(
                cause=f"Chưa đủ nguồn lực {MADE_UP}", remedy=f"Giao lộ trình {MADE_UP}", owner="Các đơn vị"
            )
            self.send()

    def _choose(self, name, words):
        options = self.page.locator(f"[name={name}] option").all()
        value = next(o.get_attribute("value") for o in options if words in o.inner_text())
        self.page.locator(f"[name={name}]").select_option(value)

    def decides(self, key):
        """A resolution of the conference, by consensus."""
        self.go(f"{self.home}resolutions/new/")
        self.write("wording", key)
        self.page.locator("[name=decision]").select_option("adopted")
        self.page.locator("[name=method]").select_option("consensus")
        self.send()

    def adds_photos(self, folder: Path):
        for stage, key in enumerate(("photo_view", "photo_signing")):
            file = folder / f"{key}.png"
            file.write_bytes(picture(stage))
            self.go(f"{self.home}photos/new/")
            self.write("caption", key)
            self.page.locator("[name=upload]").set_input_files(file)
            self.send()

    def closes_the_conference(self):
        self.go(self.home)
        self.press("Ghi là đã họp")
        expect(self.page.get_by_text("Đã họp").first).to_be_visible()

    def prepares_the_election(self, year):
        self.go(f"/elections/{year}/vote/")
        self.page.locator("[name=way]").first.wait_for()
        self.page.locator("[name=way][value=open]").check()
        self.send()
        return self.number(r"/votes/items/(\d+)/")

    def takes_it_into_the_conference(self, vote):
        self.go(f"{self.home}control/votes/new/")
        self.page.locator("[name=vote]").select_option(str(vote))
        self.page.locator("[name=item]").select_option(label=ITEMS[2])
        self.send()

    def on_the_control_page(self, *names):
        """Press what drives the hall's screen."""
        for name in names:
            self.go(f"{self.home}control/")
            self.press(name)

    def links_the_screen(self):
        self.go(f"{self.home}control/links/new/")
        self.fill(name="Máy chiếu")
        self.page.locator("main form .form-actions button").first.click()
        return self.page.get_by_label("Đường dẫn", exact=True).input_value()

    def lists_a_speaker(self):
        self.go(f"{self.home}speeches/new/")
        self._choose("unit", "Điện Biên")
        self.fill(speaker=f"Đại diện Điện Biên {MADE_UP}", allotted_minutes="7")
        self.send()

    def makes_it_the_plan(self, vote):
        """What the vote decided is the plan for next year that a second person adopts."""
        self.go(f"/votes/items/{vote}/apply/")
        self.send()

    def drafts_the_agreement(self, year):
        self.go(f"/agreements/years/{year}/")
        self.press("Soạn từ quy chế")
        agreement = self.number(r"/agreements/(\d+)/$")
        self.go(f"/agreements/{agreement}/consult/")
        self.send()
        return agreement

    def records_its_adoption(self, agreement):
        self.go(f"/agreements/{agreement}/adopt/")
        self.page.locator("[name=about]").select_option(f"conference:{self.conference}")
        self.fill(text="14/14 đơn vị tán thành")
        self.send()

    def puts_it_to_be_signed(self, agreement):
        self.go(f"/agreements/{agreement}/sign/")
        self.send()

    def agrees_the_money(self, cluster):
        self.go(f"/charity/{cluster}/new/")
        self.fill(base_vnd="10 triệu", due_on="30/06/2021")
        self.send()
        campaign = self.number(r"/charity/campaigns/(\d+)/")
        self.go(f"/charity/campaigns/{campaign}/adopt/")
        self.fill(adopted_on="18/12/2020")
        self._choose("decided", "kinh phí hỗ trợ")
        self.send()
        return campaign

    def hands_the_money_over(self, campaign):
        self.go(f"/charity/campaigns/{campaign}/houses/add/")
        self._choose("unit", "Bắc Kạn")
        self.fill(
            title="Nhà số 1", place=f"Một xã vùng cao {MADE_UP}", beneficiary=f"Gia đình có công {MADE_UP}",
            planned_cost_vnd="60 triệu",
        )  # fmt: skip
        self.send()
        self.page.locator("main a[href^='/charity/houses/']").first.click()
        house = self.number(r"/charity/houses/(\d+)/")
        self.go(f"/charity/houses/{house}/hand-over/")
        self.fill(amount_vnd="60 triệu", receiver=f"Đơn vị xây nhà {MADE_UP}", minutes_number="02/BB-BG")
        self.send()

    def recommends_for_awards(self, year):
        """The list is made from the provisional ranking, each unit on it is voted on, the list is closed."""
        self.go(f"/awards/{year}/")
        self.press("Lập danh sách đề nghị")
        self.follow("Quy tắc bỏ phiếu")
        for choice in self.page.locator("main select").all():
            choice.select_option("vks-20/sector_flag")
        self.send()
        units = self.page.locator("main table").first.locator("tbody th a")
        pages = [link.get_attribute("href") for link in units.all()]
        for page in pages:
            self.go(page)
            self.follow("Ghi kết quả bỏ phiếu", exact=False)
            self.fill(
                votes_for="13",
                votes_against="0",
                votes_abstaining="1",
                minutes=f"Biên bản kiểm phiếu {MADE_UP}",
            )
            self.send()
        self.go(f"/awards/{year}/")
        self.follow("Chốt danh sách")
        self.send()
        return len(pages)

    def publishes_the_year(self, year):
        self.go(f"/years/{year}/move/")
        self.page.get_by_label("Gõ CÔNG BỐ để xác nhận").fill("CÔNG BỐ")
        self.send()
        self.page.locator(".steps .current", has_text="Đã công bố").wait_for()

    def issues(self, source, about=""):
        """Draft the paper, fill what only a person can write, issue it; the address of its PDF."""
        self.go(f"/documents/new/{source}/")
        if about:
            self.page.locator("[name=about]").select_option(about)
        self.send()
        document = self.number(r"/documents/(\d+)/$")
        if self.page.get_by_role("link", name="Điền chỗ còn phải viết").count():
            self.follow("Điền chỗ còn phải viết")
            for field in self.page.locator("main textarea[name^=gap_]").all():
                field.fill(f"theo báo cáo {MADE_UP}")
            self.send()
        self.go(f"/documents/{document}/issue/")
        self.send()
        return f"{self.address}/documents/{document}/pdf/file/"

    def publishes_the_article(self, added):
        """The article drafts itself; a person adds a sentence, reads it, publishes it."""
        self.go("/articles/")
        self.press("Soạn nháp", exact=False)
        article = self.number(r"/articles/(\d+)/$")
        self.go(f"/articles/{article}/edit/")
        body = self.page.locator("[name=body]")
        body.fill(f"{body.input_value()}\n\n{added}")
        self.send()
        self.go(f"/articles/{article}/publish/")
        self.page.locator("[name=was_read]").check()
        self.send()
