"""What each act leaves behind, and what refuses."""

import datetime as dt

import pytest

from thidua.web.agreements import actions
from thidua.web.agreements.models import Agreement, Amendment
from thidua.web.agreements.tests import factories as make
from thidua.web.clusters import year
from thidua.web.core.access import Conflict, Refused
from thidua.web.core.models import AuditEntry
from thidua.web.rulebooks.actions import TargetRow, set_targets

State = Agreement.State


def words(row):
    return [(c.position, c.text, c.target) for c in row.clauses.filter(struck_at=None)]


FIRST = [
    (1, "Kết nạp đảng viên", "đạt và vượt chỉ tiêu được giao"),
    (2, "Nền nếp sinh hoạt", ""),
    (3, "Không có đơn thư quá hạn", "không để xảy ra"),
]


def last_act():
    return AuditEntry.objects.order_by("-pk").first()


def test_a_draft_holds_a_clause_per_criterion(world):
    row = make.drafted(world)
    assert words(row) == FIRST
    first = row.clauses.first()
    assert (first.content_name, first.criterion, first.indicator, first.owner, first.amount) == (
        "1. Phát triển đảng viên", "1.1", "admitted", None, None,
    )  # fmt: skip
    assert first.due_on == dt.date(2021, 11, 30)
    assert last_act().action == "agreements.agreement.draft"


def test_a_target_of_one_unit_alone_is_its_own_clause(world):
    rows = [TargetRow(world.b, "admitted", 120, None)]
    set_targets(actor=world.secretary, edition=world.edition, rows=rows)
    clause = make.drafted(world).clauses.first()
    assert (clause.owner, clause.target, clause.amount) == (world.b, "120", 120)


def test_drafting_needs_the_secretariat_a_rulebook_and_no_other_draft(world):
    for name in ("officer", "leader", "neighbour", "central", "site_admin", "foreigner"):
        with pytest.raises(Refused, match="tổ thư ký"):
            actions.draft_agreement(actor=getattr(world, name), cycle=world.year)
    make.drafted(world)
    with pytest.raises(Refused, match="chưa xong"):
        make.drafted(world)
    world.edition.in_force_for.all().delete()
    Agreement.objects.all().delete()
    with pytest.raises(Refused, match="chưa có quy chế"):
        make.drafted(world)


def test_clauses_of_a_draft_are_added_edited_moved_and_removed(world):
    row, secretary = make.drafted(world), world.secretary
    new = actions.ClauseWords(text=" Sơ kết sáu tháng ", content="1", target="trước 15/7", owner=world.b)
    added = actions.add_clause(actor=secretary, agreement=row, words=new)
    assert (added.position, added.content_name) == (3, "1. Phát triển đảng viên")
    actions.move_clause(actor=secretary, clause=added, up=True)
    actions.remove_clause(actor=secretary, clause=row.clauses.get(criterion="1.2"))
    assert [text for _n, text, _t in words(row)] == [
        "Kết nạp đảng viên", "Sơ kết sáu tháng", "Không có đơn thư quá hạn",
    ]  # fmt: skip
    changed = actions.ClauseWords(text="Sơ kết", content="1")
    actions.edit_clause(actor=secretary, clause=added, words=changed, version=1)
    added.refresh_from_db()
    assert (added.text, added.target, added.owner, added.version) == ("Sơ kết", "", None, 2)
    with pytest.raises(Conflict):
        actions.edit_clause(actor=secretary, clause=added, words=changed, version=1)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": " "}, "nội dung cam kết"),
        ({"content": "9"}, "nội dung này"),
        ({"criterion": "9.9"}, "tiêu chí này"),
        ({"indicator": "nothing"}, "số liệu này"),
    ],
)
def test_a_clause_names_only_what_the_rulebook_has(world, wrong, sentence):
    row = make.drafted(world)
    with pytest.raises(Refused, match=sentence):
        actions.add_clause(
            actor=world.secretary, agreement=row, words=actions.ClauseWords(**({"text": "Một"} | wrong))
        )


def test_a_clause_is_owned_by_a_member(world):
    row = make.drafted(world)
    with pytest.raises(Refused, match="không thuộc cụm"):
        actions.add_clause(
            actor=world.secretary, agreement=row, words=actions.ClauseWords(text="Một", owner=world.c)
        )


def test_the_text_rests_while_members_comment(world):
    row = make.consulted(world)
    with pytest.raises(Refused, match="rút về dự thảo"):
        actions.remove_clause(actor=world.secretary, clause=row.clauses.first())
    actions.reply(actor=world.neighbour, agreement=row, unit=world.b)
    with pytest.raises(Refused, match="lý do rút"):
        actions.take_back(actor=world.secretary, agreement=row, reason=" ")
    back = actions.take_back(actor=world.secretary, agreement=row, reason="Sửa lại")
    assert (back.state, back.replies.count()) == (State.DRAFT, 0)
    actions.remove_clause(actor=world.secretary, clause=row.clauses.first())
    assert words(row) == [(n - 1, text, target) for n, text, target in FIRST[1:]]


def test_comments_may_not_end_yesterday(world):
    with pytest.raises(Refused, match="Hạn góp ý"):
        actions.consult_on(actor=world.secretary, agreement=make.drafted(world), until=dt.date(2021, 12, 5))


def test_only_people_of_a_member_speak_and_only_for_their_unit(world):
    row = make.consulted(world)
    for name in ("administrator", "neighbour", "secretary", "central", "site_admin", "foreigner"):
        with pytest.raises(Refused, match="không được phân công"):
            actions.comment(actor=getattr(world, name), agreement=row, unit=world.a, text="Được")
    with pytest.raises(Refused, match="không thuộc cụm"):
        actions.comment(actor=world.foreigner, agreement=row, unit=world.c, text="Được")
    for name in ("officer", "leader"):
        actions.comment(actor=getattr(world, name), agreement=row, unit=world.a, text="Được")
    assert row.comments.count() == 2


def test_a_comment_is_taken_back_by_its_unit(world):
    row = make.consulted(world)
    said = make.said(world, row)
    with pytest.raises(Refused):
        actions.withdraw_comment(actor=world.officer, said=said)
    actions.withdraw_comment(actor=world.neighbour, said=said)
    said.refresh_from_db()
    assert said.withdrawn_at is not None


def test_an_accepted_change_becomes_the_clause(world):
    row = make.consulted(world)
    found = make.proposal(world, row)
    assert (found.base, found.base_target) == FIRST[0][1:]
    verdict = actions.Verdict(accept=True, why="Hợp lý", text=found.text, target="vượt 3 %", version=1)
    actions.decide_amendment(actor=world.secretary, amendment=found, verdict=verdict)
    found.refresh_from_db()
    assert words(row)[0] == (1, "Kết nạp đảng viên", "vượt 3 %")
    assert (found.state, found.decided_target, found.decided_why) == ("accepted", "vượt 3 %", "Hợp lý")
    act = last_act()
    assert (act.action, act.unit_id, act.detail["after"]["promised"]) == (
        "agreements.amendment.decide", world.b.pk, "vượt 3 %",
    )  # fmt: skip
    with pytest.raises(Refused, match="đã có kết quả"):
        actions.decide_amendment(actor=world.secretary, amendment=found, verdict=verdict)


def test_a_declined_change_leaves_the_clause(world):
    row = make.consulted(world)
    found = make.proposal(world, row)
    with pytest.raises(Refused, match="lý do"):
        actions.decide_amendment(
            actor=world.secretary, amendment=found, verdict=actions.Verdict(accept=False, why="")
        )
    verdict = actions.Verdict(accept=False, why="Ngoài quy chế")
    actions.decide_amendment(actor=world.secretary, amendment=found, verdict=verdict)
    assert words(row) == FIRST


def test_two_changes_of_one_clause_do_not_overwrite_each_other_unseen(world):
    row = make.consulted(world)
    first, second = make.proposal(world, row), make.proposal(world, row, target="vượt 9 %")
    verdict = actions.Verdict(accept=True, why="Được", target="vượt 5 %", version=1)
    actions.decide_amendment(actor=world.secretary, amendment=first, verdict=verdict)
    with pytest.raises(Conflict):
        actions.decide_amendment(actor=world.secretary, amendment=second, verdict=verdict)


def test_striking_and_adding(world):
    row = make.consulted(world)
    strike = make.proposal(world, row, kind="strike", text="", target="")
    add = make.proposal(
        world, row, kind="add", clause=None, content="2", text="Tiếp dân định kỳ", target="hằng tháng"
    )
    for found in (strike, add):
        verdict = actions.Verdict(accept=True, why="Được", text=found.text, target=found.target, version=1)
        actions.decide_amendment(actor=world.secretary, amendment=found, verdict=verdict)
    assert [text for _n, text, _t in words(row)] == [
        "Nền nếp sinh hoạt", "Không có đơn thư quá hạn", "Tiếp dân định kỳ",
    ]  # fmt: skip
    struck = row.clauses.exclude(struck_at=None).get()
    assert struck.text == "Kết nạp đảng viên"
    with pytest.raises(Refused, match="đã bỏ"):
        make.proposal(world, row, clause=struck)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"why": ""}, "lý do"),
        ({"kind": "add"}, "chọn điều khoản"),
        ({"text": ""}, "nội dung đề nghị"),
        ({"target": FIRST[0][2]}, "giống hệt"),
    ],
)
def test_a_proposal_makes_sense(world, wrong, sentence):
    row = make.consulted(world)
    with pytest.raises(Refused, match=sentence):
        make.proposal(world, row, **wrong)


def test_a_proposal_is_taken_back_by_its_unit_while_open(world):
    row = make.consulted(world)
    found = make.proposal(world, row)
    with pytest.raises(Refused):
        actions.retract_amendment(actor=world.officer, amendment=found)
    actions.retract_amendment(actor=world.neighbour, amendment=found)
    found.refresh_from_db()
    assert found.state == Amendment.State.WITHDRAWN


def test_adoption_waits_for_every_decision_and_freezes(world):
    row = make.consulted(world)
    found = make.proposal(world, row)
    with pytest.raises(Refused, match="chưa có kết quả"):
        make.adopt(world, row)
    actions.retract_amendment(actor=world.neighbour, amendment=found)
    with pytest.raises(Refused, match="sau ngày hôm nay"):
        actions.adopt_agreement(
            actor=world.secretary,
            agreement=row,
            adoption=actions.Adoption(dt.date(2021, 12, 7), "consensus", "x"),
        )
    make.adopt(world, row)
    row.refresh_from_db()
    assert (row.state, row.adopted_how, row.adopted_by) == (State.ADOPTED, "consensus", world.secretary)
    for act in (
        lambda: actions.add_clause(
            actor=world.secretary, agreement=row, words=actions.ClauseWords(text="Thêm")
        ),
        lambda: make.said(world, row),
        lambda: actions.take_back(actor=world.secretary, agreement=row, reason="Sửa"),
    ):
        with pytest.raises(Refused):
            act()


def test_a_draft_is_not_adopted_without_comments(world):
    with pytest.raises(Refused, match="lấy ý kiến"):
        make.adopt(world, make.drafted(world))


def test_what_was_given_up_makes_room(world):
    row = make.adopted(world)
    actions.withdraw_agreement(actor=world.secretary, agreement=row, reason="Làm lại")
    again = make.drafted(world)
    assert (again.number, again.is_supplement, str(again)) == (2, False, "Giao ước thi đua năm 2021")


def test_a_year_is_agreed_only_when_its_agreement_is_signed(world):
    def told():
        return [text for text in year.unmet(world.year, "agreed") if "ký đủ" in text]

    assert told() == []
    row = make.drafted(world)
    assert told() == ["«Giao ước thi đua năm 2021» chưa được các đơn vị ký đủ."]
    actions.withdraw_agreement(actor=world.secretary, agreement=row, reason="Không dùng")
    assert told() == []
