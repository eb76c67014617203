"""The day of 18 December 2020 in Bắc Kạn, played in the product from the first guest at the door to the article.

Three sit at browsers of their own: the secretary of the cluster, the leader of one delegation, and nobody at the
machine of the hall, whose screen follows the secretary. The thirteen others act through the product's own acts.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.day import backstage as program
from tests.browser.day.people import UNIT, Backstage, Delegate, Person
from tests.browser.day.secretary import Secretary
from tests.browser.day.stated import EVERYWHERE, ITEMS, ONLY_ARTICLE, ONLY_PAPERS, PEN, Pen
from tests.documents.read_back import pdf_text, squeezed
from tests.servers import PROGRAM, site

ROOT = Path(__file__).resolve().parents[2]
ADDED = "Bài do tổ thư ký biên tập."
PAPERS = (
    ("conferences.programme", ""), ("scoring.year_report", "cycle:3"), ("charity.handover", ""),
    ("conferences.minutes", ""), ("conferences.conclusions", ""),
)  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("day") / "home"


@pytest.fixture(scope="module")
def backstage(home):
    """The morning of the day: 2020 stands at «conference»; a program plays those who have no browser."""
    env = {**os.environ, "THIDUA_HOME": str(home), "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    env["DJANGO_SETTINGS_MODULE"] = "thidua.web.config.settings"
    env.pop("DATABASE_URL", None)
    for command in (["migrate", "-v0"], ["createcachetable"]):
        subprocess.run([PROGRAM, "web", *command], env=env, check=True)
    command = [sys.executable, program.__file__]
    with subprocess.Popen(
        command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        act = Backstage(process)
        assert act("prepare") == "ready"
        yield act
        process.stdin.close()


@pytest.fixture(scope="module")
def address(home, backstage):
    with site(home, demo=False) as where:
        yield where


@pytest.fixture
def sit_down(browser):
    """A browser of one's own."""
    contexts = []

    def at(width, height):
        context = browser.new_context(locale="vi-VN", viewport={"width": width, "height": height})
        context.set_default_timeout(15000)
        contexts.append(context)
        return context.new_page()

    yield at
    for context in contexts:
        context.close()


@pytest.fixture
def secretary(sit_down, address):
    found = Secretary(sit_down(1280, 800), address, Pen())
    found.sign_in("thuky1")
    return found


@pytest.fixture
def delegate(sit_down, address):
    found = Delegate(sit_down(390, 844), address)
    found.sign_in(f"{UNIT.lower()}-lanhdao")
    return found


def the_day_is_prepared(secretary, backstage):
    secretary.prepares_the_conference()
    secretary.invites_the_guest()
    backstage("invite", secretary.conference)
    secretary.announces()
    secretary.records_limitations(3)


def delegates_arrive(secretary, backstage, door):
    """Two come through the door while the network is down, and are counted when it is back."""
    door.page.goto(secretary.opens_a_door())
    says = door.page.locator("#net")
    expect(says).to_have_text("Có mạng, đã gửi hết")
    door.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    door.page.context.set_offline(True)
    for typed in ("lai chau", "dien bien"):
        door.page.get_by_label("Tên, đơn vị hoặc mã trên giấy mời").fill(typed)
        door.page.locator("#list li").first.get_by_role("button", name="Có mặt").click()
    expect(says).to_have_text("Đang mất mạng, còn 2 lượt chưa gửi")
    door.page.context.set_offline(False)
    expect(says).to_have_text("Có mạng, đã gửi hết")
    assert backstage("all_there", secretary.conference) == 13


def the_hall_opens(secretary, hall):
    """The screen follows: who is there, the item under way, who speaks and for how long."""
    hall.page.goto(secretary.links_the_screen())
    secretary.on_the_control_page("Đại biểu có mặt")
    expect(hall.page.locator(".screen-presence")).to_contain_text("14/14")
    secretary.on_the_control_page("Bắt đầu nội dung này")
    expect(hall.page.locator("[aria-current=step]")).to_contain_text(ITEMS[0])
    expect(hall.page.locator(".screen-items li")).to_have_count(len(ITEMS))
    secretary.lists_a_speaker()
    secretary.on_the_control_page("Mời người tiếp theo")
    expect(hall.page.locator(".screen-speaker")).to_contain_text("Điện Biên")
    expect(hall.page.locator("[data-clock]")).to_have_text(re.compile(r"^6:\d\d$"))
    secretary.on_the_control_page("Kết thúc phát biểu")


def the_head_is_elected(secretary, delegate, backstage, hall):
    """The hall reads how far the vote is, and the result only once it is announced."""
    choice = {"head": "lch", "deputy": "dbi"}
    vote = secretary.prepares_the_election(3)
    secretary.takes_it_into_the_conference(vote)
    secretary.on_the_control_page("Mở cho các đơn vị có mặt")
    delegate.votes(vote, choice)
    expect(hall.page.locator(".screen-vote")).to_contain_text("1/14 đơn vị đã biểu quyết")
    backstage("cast", vote, [[answer] for answer in choice.values()], UNIT)
    secretary.on_the_control_page("Đóng biểu quyết")
    expect(hall.page.locator(".screen-vote")).to_contain_text("Đã đóng, chờ công bố")
    assert "Lai Châu" not in hall.page.locator(".screen-part").inner_text()
    secretary.on_the_control_page("Công bố kết quả")
    expect(hall.page.locator(".screen-result .is-chosen").first).to_contain_text("Lai Châu")
    secretary.on_the_control_page("Ghi vào quyết định của hội nghị")
    return vote


def a_second_person_adopts(secretary, vote, second):
    secretary.makes_it_the_plan(vote)
    second.sign_in("bka-lanhdao")
    second.go("/elections/3/")
    second.follow("Xem lại và thông qua")
    second.press("Thông qua phương án")
    second.page.get_by_text("Đã thông qua.").first.wait_for()


def the_agreement_is_signed(secretary, delegate, backstage, hall):
    assert backstage("rulebook", 2021) == "adopted"
    agreement = secretary.drafts_the_agreement(4)
    backstage("reply", agreement, "")
    secretary.records_its_adoption(agreement)
    secretary.puts_it_to_be_signed(agreement)
    secretary.on_the_control_page("Tiến độ ký")
    expect(hall.page.locator(".screen-signing")).to_contain_text("0/14")
    backstage("sign", agreement, UNIT)
    expect(hall.page.locator(".screen-signing")).to_contain_text("13/14")
    delegate.signs()
    expect(hall.page.locator(".screen-signing")).to_contain_text("14/14")
    expect(hall.page.locator(".screen-signing")).to_contain_text("Đã ký đủ")
    secretary.decides("signed")


def money_is_agreed_and_handed_over(secretary, backstage):
    secretary.decides("agreed")
    campaign = secretary.agrees_the_money(1)
    backstage("pay", campaign)
    secretary.hands_the_money_over(campaign)
    secretary.decides("handed")


def papers_are_issued(secretary, tmp_path):
    """Everything that the papers say, read back from their PDF."""
    said = []
    for source, about in PAPERS:
        answer = secretary.page.context.request.get(secretary.issues(source, about))
        file = tmp_path / f"{source}.pdf"
        file.write_bytes(answer.body())
        said += pdf_text(file)
    return squeezed(" ".join(said)).lower()


def missing(facts, text):
    return [name for name, words in facts.items() if squeezed(words).lower() not in text]


def test_the_day_of_the_conference(secretary, delegate, sit_down, address, backstage, tmp_path):
    door, second, stranger = (Person(sit_down(1280, 800), address) for _ in range(3))
    hall = Person(sit_down(1920, 1080), address)
    the_day_is_prepared(secretary, backstage)
    delegates_arrive(secretary, backstage, door)
    the_hall_opens(secretary, hall)
    vote = the_head_is_elected(secretary, delegate, backstage, hall)
    a_second_person_adopts(secretary, vote, second)
    the_agreement_is_signed(secretary, delegate, backstage, hall)
    money_is_agreed_and_handed_over(secretary, backstage)
    assert secretary.recommends_for_awards(3) > 0
    secretary.adds_photos(tmp_path)
    secretary.closes_the_conference()
    secretary.publishes_the_year(3)
    papers = papers_are_issued(secretary, tmp_path)
    secretary.publishes_the_article(ADDED)
    stranger.go("/news/")
    stranger.follow("Hội nghị tổng kết", exact=False)
    article = squeezed(stranger.page.locator("main").inner_text()).lower()

    assert missing(EVERYWHERE | ONLY_PAPERS, papers) == []
    assert missing(EVERYWHERE | ONLY_ARTICLE | {"the editor's own": ADDED}, article) == []
    assert secretary.pen.strokes == dict.fromkeys(PEN, 1)
    assert backstage("stands") == {
        "heads": ["head LCH", "deputy DBI"],
        "years": [[2018, "published"], [2019, "published"], [2020, "published"], [2021, "draft"]],
        "agreement": [[2021, "signed"]],
        "carried": 7,
        "broken": {},
    }
