"""Making the list, its votes, its decision, and what is refused on the way."""

import pytest

from thidua.web.awards import actions
from thidua.web.awards.models import AwardList, Recommendation
from thidua.web.awards.tests import world
from thidua.web.core.access import Conflict, Refused
from thidua.web.core.models import AuditEntry
from thidua.web.scoring.actions import rank_again
from thidua.web.scoring.tests.world import correct

ROWS = ("unit__code", "award", "origin", "state", "decision")


@pytest.fixture
def w(db):
    return world.listed()


def rows(w):
    return list(w.list.recommendations.values_list(*ROWS))


def test_the_list_follows_from_the_frozen_ranking(w):
    assert rows(w) == [
        ("AAA", "flag", "rule", "listed", "pending"),
        ("BBB", "certificate", "rule", "listed", "pending"),
    ]
    assert str(w.list.ranking) == "Tạm xếp hạng 2021 (1)"
    of_b = w.list.checks["BBB"]["awards"]["flag"]
    assert [(c["kind"], c["met"], c["had"], c["needed"]) for c in of_b] == [
        ("class", False, "Hoàn thành", "Hoàn thành tốt"), ("place", False, "2", "1"),
    ]  # fmt: skip
    gate = w.list.checks["AAA"]["gates"][0]
    assert (gate["met"], gate["had"]) == (True, "Đã tự chấm: có")
    assert [a.unit.code for a in w.list.achievements.order_by("pk")] == ["AAA", "BBB"]
    with pytest.raises(Refused, match="đã có danh sách"):
        actions.make_list(actor=w.secretary, cycle=w.year)


def test_only_the_secretariat_makes_changes_and_decides(w):
    for actor in (w.officer, w.leader, w.neighbour, w.central, w.site_admin):
        with pytest.raises(Refused, match="tổ thư ký"):
            actions.make_list(actor=actor, cycle=w.year)
        with pytest.raises(Refused, match="tổ thư ký"):
            actions.remove_unit(actor=actor, recommendation=w.flag, reason="x")
        with pytest.raises(Refused, match="tổ thư ký"):
            actions.decide_list(actor=actor, award_list=w.list, agreed="x")


def test_votes_are_measured_by_the_rule_and_decide(w):
    with pytest.raises(Refused, match="chọn quy tắc bỏ phiếu"):
        world.vote(w, w.flag, 2)
    actions.set_thresholds(actor=w.secretary, award_list=w.list, thresholds=world.THRESHOLDS)
    with pytest.raises(Refused, match="chưa ghi kết quả"):
        actions.decide_list(actor=w.secretary, award_list=w.list)
    row = world.vote(w, w.flag, 1, 1)
    assert (row.base, row.needed, row.carried) == (2, 2, False)
    other = world.vote(w, w.certificate, 1)
    assert (other.base, other.needed, other.carried) == (1, 1, True)
    with pytest.raises(Refused, match="không được quá 2"):
        world.vote(w, w.flag, 3)
    with pytest.raises(Refused, match="không đổi quy tắc"):
        actions.set_thresholds(actor=w.secretary, award_list=w.list, thresholds={"flag": "none"})
    actions.decide_list(actor=w.secretary, award_list=w.list)
    assert [r[4] for r in rows(w)] == ["not_recommended", "recommended"]
    with pytest.raises(Refused, match="đã chốt"):
        world.vote(w, w.flag, 2)
    told = AuditEntry.objects.filter(action="awards.recommendation.vote").order_by("pk").first()
    assert (told.unit_id, told.detail["base"], told.detail["needed"]) == (w.a.pk, 2, 2)


def test_without_a_vote_the_conference_s_agreement_is_named(w):
    with pytest.raises(Refused, match="thống nhất thế nào"):
        actions.decide_list(actor=w.secretary, award_list=w.list)
    found = actions.decide_list(actor=w.secretary, award_list=w.list, agreed="Biên bản hội nghị ngày 18/12")
    assert (found.state, found.agreed) == ("decided", "Biên bản hội nghị ngày 18/12")
    opened = actions.reopen_list(actor=w.secretary, award_list=w.list, reason="Có đơn thư")
    assert (opened.state, [r[4] for r in rows(w)]) == (AwardList.State.DRAFT, ["pending", "pending"])


def test_units_come_and_go_within_the_rules(w):
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        actions.remove_unit(actor=w.secretary, recommendation=w.flag, reason=" ")
    with pytest.raises(Refused, match="không đủ điều kiện"):
        actions.add_unit(actor=w.secretary, award_list=w.list, unit=w.b, award="flag", reason="x")
    with pytest.raises(Refused, match="đã có trong danh sách"):
        actions.add_unit(actor=w.secretary, award_list=w.list, unit=w.a, award="certificate", reason="x")
    actions.remove_unit(actor=w.secretary, recommendation=w.flag, reason="Đơn vị xin rút")
    with pytest.raises(Refused, match="đủ 1 đơn vị"):
        actions.add_unit(actor=w.secretary, award_list=w.list, unit=w.a, award="certificate", reason="x")
    row = actions.add_unit(actor=w.secretary, award_list=w.list, unit=w.a, award="flag", reason="Rút lại đơn")
    assert (row.pk, row.state, row.origin) == (w.flag.pk, "listed", "added")
    assert list(w.list.changes.values_list("kind", flat=True)) == ["added", "removed", "made"]


def test_a_disqualified_unit_is_off_the_list_until_that_is_lifted(w):
    grounds = actions.Grounds("Đang bị thanh tra", "Quyết định thanh tra số 5")
    with pytest.raises(Refused, match="căn cứ"):
        actions.disqualify(actor=w.secretary, award_list=w.list, unit=w.a, grounds=actions.Grounds("x", ""))
    row = actions.disqualify(actor=w.secretary, award_list=w.list, unit=w.a, grounds=grounds)
    assert rows(w)[0] == ("AAA", "flag", "rule", "removed", "pending")
    with pytest.raises(Refused, match="không xét"):
        actions.add_unit(actor=w.secretary, award_list=w.list, unit=w.a, award="flag", reason="x")
    actions.lift_disqualification(actor=w.secretary, disqualification=row, reason="Đã kết luận không vi phạm")
    actions.add_unit(actor=w.secretary, award_list=w.list, unit=w.a, award="flag", reason="Không còn vướng")
    assert rows(w)[0][3] == Recommendation.State.LISTED


def test_a_corrected_ranking_is_followed_visibly(w):
    with pytest.raises(Refused, match="mới nhất"):
        actions.follow_ranking(actor=w.secretary, award_list=w.list)
    world.published(w)
    correct(w.deputy_secretary, w.period, w.a, done="0")
    rank_again(actor=w.secretary, cycle=w.year, reason="Đính chính", typed="CÔNG BỐ")
    found = actions.follow_ranking(actor=w.secretary, award_list=w.list)
    assert str(found.ranking) == "Đã công bố 2021 (2)"
    assert [(r[0], r[1], r[3]) for r in rows(w)] == [
        ("AAA", "flag", "removed"), ("BBB", "certificate", "listed"),
    ]  # fmt: skip
    facts = w.list.changes.first().facts
    assert (facts["removed"], facts["added"]) == (["An: Đề nghị tặng Cờ thi đua"], [])


def test_the_unit_completes_its_achievement_report(w):
    report = w.list.achievements.get(unit=w.a)
    text = actions.AchievementText("Đặc điểm", "Biện pháp", "Kết quả", "Nguyễn Văn A")
    for actor in (w.neighbour, w.secretary, w.administrator):
        with pytest.raises(Refused, match="không được phân công"):
            actions.write_achievements(actor=actor, report=report, text=text, version=1, done=True)
    empty = actions.AchievementText("Đặc điểm", "", "", "")
    with pytest.raises(Refused, match="viết đủ"):
        actions.write_achievements(actor=w.officer, report=report, text=empty, version=1, done=True)
    actions.write_achievements(actor=w.officer, report=report, text=empty, version=1, done=False)
    with pytest.raises(Conflict):
        actions.write_achievements(actor=w.officer, report=report, text=text, version=1, done=True)
    done = actions.write_achievements(actor=w.leader, report=report, text=text, version=2, done=True)
    assert (done.results, done.completed_by, done.version) == ("Kết quả", w.leader, 3)
