"""Who reads what, on screen and on paper."""

import pytest
from django.urls import reverse
from tests.worlds import ROLES

from thidua.documents import pdf
from thidua.web.awards import actions, documents
from thidua.web.awards.tests import world
from thidua.web.core import clock
from thidua.web.core.invariants import check_all

OF_CLUSTER = dict.fromkeys(ROLES, 200) | {"foreigner": 404, "site_admin": 200}
SECRETARY = dict.fromkeys(ROLES, 403) | {"secretary": 200, "foreigner": 404}
OWN_A = dict.fromkeys(ROLES, 404) | dict.fromkeys(
    ("officer", "leader", "administrator", "secretary", "central"), 200
)
CHANGES_A = OWN_A | dict.fromkeys(("officer", "leader", "administrator", "central"), 403)
WRITES_A = dict.fromkeys(ROLES, 404) | {
    "officer": 200, "leader": 200, "administrator": 403, "secretary": 403, "central": 403
}  # fmt: skip
OVERSEERS = dict.fromkeys(ROLES, 403) | {"secretary": 200, "central": 200, "foreigner": 404}


@pytest.fixture
def w(db):
    return world.listed()


def answers(w, client, name, *args):
    found = {}
    for role in ROLES:
        client.force_login(getattr(w, role))
        found[role] = client.get(reverse(f"awards:{name}", args=args)).status_code
    return found


def text_of(w, client, role, name, *args):
    client.force_login(getattr(w, role))
    return client.get(reverse(f"awards:{name}", args=args)).content.decode()


def test_roles_and_routes(w, client):
    report = w.list.achievements.get(unit=w.a)
    assert answers(w, client, "year", w.year.pk) == OF_CLUSTER
    for name in ("add", "thresholds", "reopen", "send", "decide"):
        closed = name in {"reopen", "send"}
        expected = SECRETARY | ({"secretary": 403} if closed else {})
        assert answers(w, client, name, w.list.pk) == expected, name
    assert answers(w, client, "unit", w.list.pk, w.a.pk) == OWN_A
    assert answers(w, client, "disqualify", w.list.pk, w.a.pk) == CHANGES_A
    for name in ("remove", "vote"):
        assert answers(w, client, name, w.flag.pk) == CHANGES_A, name
    assert answers(w, client, "achievement", report.pk) == WRITES_A
    assert answers(w, client, "achievement-paper", report.pk, "docx") == OWN_A
    assert answers(w, client, "paper", w.list.pk, "minutes", "docx") == OVERSEERS


def test_a_unit_reads_its_own_part_until_the_year_is_published(w, client):
    own = text_of(w, client, "neighbour", "year", w.year.pk)
    assert ("Đề nghị tặng Bằng khen" in own, "An</a>" in own, "cả danh sách hiện khi" in own) == (
        True,
        False,
        True,
    )
    assert "An</a>" in text_of(w, client, "central", "year", w.year.pk)
    actions.set_thresholds(actor=w.secretary, award_list=w.list, thresholds=world.THRESHOLDS)
    for row in (w.flag, w.certificate):
        world.vote(w, row, 2)
    actions.decide_list(actor=w.secretary, award_list=w.list)
    assert "An</a>" not in text_of(w, client, "neighbour", "year", w.year.pk)
    world.published(w)
    assert "An</a>" in text_of(w, client, "neighbour", "year", w.year.pk)
    assert answers(w, client, "unit", w.list.pk, w.a.pk) == OF_CLUSTER


def test_grounds_of_a_disqualification_stay_with_the_unit_and_the_overseers(w, client):
    grounds = actions.Grounds("Lý do riêng", "Kết luận số 5")
    row = actions.disqualify(actor=w.secretary, award_list=w.list, unit=w.a, grounds=grounds)
    actions.decide_list(actor=w.secretary, award_list=w.list, agreed="Biên bản hội nghị")
    world.published(w)
    shown = {
        role: text_of(w, client, role, "year", w.year.pk) for role in ("officer", "neighbour", "central")
    }
    assert {role: "Lý do riêng" in text for role, text in shown.items()} == {
        "officer": True, "neighbour": False, "central": True,
    }  # fmt: skip
    assert "Lý do riêng" not in text_of(w, client, "neighbour", "unit", w.list.pk, w.a.pk)
    assert answers(w, client, "lift", row.pk)["neighbour"] == 404


def test_every_condition_is_told_with_a_word_and_the_figures(w, client):
    text = text_of(w, client, "neighbour", "unit", w.list.pk, w.b.pk)
    assert "Xếp hạng từ thứ 1 trở lên" in text
    assert ("hạng 2" in text, "không đạt" in text, "không vướng" in text, "Đã tự chấm: có" in text) == (
        True,
    ) * 4


def test_the_proposal_goes_out_through_the_register(w, client, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    actions.set_thresholds(actor=w.secretary, award_list=w.list, thresholds=world.THRESHOLDS)
    for row in (w.flag, w.certificate):
        world.vote(w, row, 2)
    actions.decide_list(actor=w.secretary, award_list=w.list)
    client.force_login(w.secretary)
    given = {"to": "Hội đồng Thi đua - Khen thưởng", "issued_on": clock.today().strftime("%d/%m/%Y")}
    assert client.post(reverse("awards:send", args=[w.list.pk]), given).status_code == 302
    w.list.refresh_from_db()
    assert (w.list.state, w.list.proposal.state, w.list.proposal.number) == ("sent", "issued", 1)
    assert w.list.annex.state == "issued"
    assert {k: v for k, v in check_all().items() if v and k.startswith("awards.")} == {}
    actions.reopen_list(actor=w.secretary, award_list=w.list, reason="Đính chính")
    w.list.refresh_from_db()
    assert (w.list.state, w.list.proposal) == ("draft", None)


def test_papers_say_that_the_cluster_only_recommends(w):
    form = documents.profile_of(w.list)
    minutes = documents.minutes(w.list, form)
    said = repr(minutes)
    assert "Cụm chỉ đề nghị; việc khen thưởng do cấp có thẩm quyền quyết định." in said
    report = documents.achievement(w.list.achievements.get(unit=w.a), form)
    assert "Tổng điểm 18, xếp thứ 1/2 của Cụm một; xếp loại: Hoàn thành tốt." in repr(report)
    assert pdf(report, form).startswith(b"%PDF")
