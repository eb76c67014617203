"""What choosing next year's head makes true, all in one act, and what taking it back undoes."""

import datetime as dt

import pytest

from thidua.web.clusters.actions import open_cycle
from thidua.web.clusters.models import ClusterRole, Cycle, HeadTerm
from thidua.web.clusters.queries import head_unit, standing_on
from thidua.web.clusters.year import usual_dates
from thidua.web.core import clock
from thidua.web.core.access import Refused
from thidua.web.core.invariants import check_all
from thidua.web.core.models import AuditEntry
from thidua.web.elections import actions, balloting, queries
from thidua.web.elections.models import HeadChoice
from thidua.web.limitations.models import Limitation
from thidua.web.rulebooks.models import RulebookEdition
from thidua.web.scoring.models import Ranking, RankingPlace
from thidua.web.votes.actions import Entry, apply_vote, cast_vote, close_vote, decide_vote, open_vote

DAY = dt.date(2022, 1, 1)
EVE = dt.date(2021, 12, 31)


def everything(w):
    """All that adopting may touch, as plain values."""
    return {
        "terms": list(HeadTerm.objects.order_by("from_on", "role").values_list("unit__code", "role", "from_on", "to_on")),
        "rights": list(ClusterRole.objects.order_by("pk").values_list("user__username", "from_on", "to_on")),
        "years": list(w.cluster.cycles.order_by("year").values_list("year", "state")),
        "editions": list(RulebookEdition.objects.order_by("pk").values_list("year", "state")),
        "limitations": list(Limitation.objects.order_by("pk").values_list("cycle__year", "text")),
    }  # fmt: skip


def adopt(w, choice):
    return actions.adopt_choice(actor=w.second, choice=choice)


def test_adopting_appoints_opens_the_year_carries_on_and_moves_rights_in_one_line(world, draft):
    choice = draft()
    lines = AuditEntry.objects.count()
    adopt(world, choice)
    assert AuditEntry.objects.count() == lines + 1
    line = AuditEntry.objects.latest("pk")
    assert (line.action, line.actor_id, line.detail["joining"], line.detail["leaving"], line.detail["carried"]) == (
        "elections.choice.adopt", world.second.pk, [str(world.b_leader)], [str(world.secretary)], 2,
    )  # fmt: skip
    assert [head_unit(world.cluster, day).code for day in (EVE, DAY)] == ["AAA", "BBB"]
    assert [head_unit(world.cluster, day, "deputy").code for day in (EVE, DAY)] == ["BBB", "AAA"]
    year = world.cluster.cycles.get(year=2022)
    step = world.year.steps.get(state="self_scoring")
    assert (year.state, year.steps.get(state="self_scoring").due_on) == (
        "draft", step.due_on.replace(year=2022),
    )  # fmt: skip
    edition = RulebookEdition.objects.get(year=2022)
    assert (edition.state, edition.text, edition.based_on) == ("draft", world.edition.text, world.edition)
    assert sorted(year.limitations.values_list("text", "carried_from")) == sorted(
        [(row.text, row.pk) for row in (world.finding, world.other_finding)]
    )
    for user, day, seated in (
        (world.secretary, EVE, True), (world.secretary, DAY, False),
        (world.b_leader, EVE, False), (world.b_leader, DAY, True),
    ):  # fmt: skip
        assert bool(standing_on(user, day).secretariat) is seated
    assert check_all()["elections.adopted_choice_has_its_terms"] == []
    HeadTerm.objects.filter(from_on=DAY, role="head").delete()
    assert len(check_all()["elections.adopted_choice_has_its_terms"]) == 1


def test_taking_back_before_the_day_leaves_everything_as_it_was(world, draft):
    before = everything(world)
    choice = adopt(world, draft())
    assert everything(world) != before
    actions.take_back_choice(actor=world.secretary, choice=choice, reason="Bầu lại")
    assert everything(world) == before
    line = AuditEntry.objects.latest("pk")
    assert (line.action, line.detail["kept"]) == ("elections.choice.take_back", [])
    again = adopt(world, draft(basis="Biên bản bầu lại"))
    assert again.state == "adopted"


def test_what_somebody_has_worked_on_stays_when_the_choice_is_taken_back(world, draft):
    choice = adopt(world, draft())
    RulebookEdition.objects.filter(year=2022).update(version=2)
    Limitation.objects.filter(cycle__year=2022, unit=world.b).update(version=2)
    actions.take_back_choice(actor=world.secretary, choice=choice, reason="Bầu lại")
    assert AuditEntry.objects.latest("pk").detail["kept"] == ["limitations", "rulebook", "year"]
    assert (head_unit(world.cluster, DAY).code, Limitation.objects.filter(cycle__year=2022).count()) == (
        "AAA",
        1,
    )
    second = adopt(world, draft())
    assert second.made["cycle"] is None
    assert Limitation.objects.filter(cycle__year=2022).count() == 2


def test_from_the_day_on_it_cannot_be_taken_back(world, draft):
    choice = adopt(world, draft())
    clock.set_today(DAY)
    with pytest.raises(Refused, match="Quyền đã bàn giao"):
        actions.take_back_choice(actor=world.central, choice=choice, reason="Muộn")


def test_a_second_person_adopts_who_gets_nothing_by_it(world, draft):
    choice = draft()
    for actor in (world.secretary, world.b_leader):
        with pytest.raises(Refused, match="cần người thứ hai"):
            actions.adopt_choice(actor=actor, choice=choice)
    for actor in (world.officer, world.foreigner):
        with pytest.raises(Refused, match="Việc này do"):
            actions.adopt_choice(actor=actor, choice=choice)
    assert HeadChoice.objects.get().state == "draft"


def test_everything_wrong_is_told_at_once_and_nothing_is_written(world):
    wanted = actions.Wanted("rotation", world.a, world.a, "Văn bản", dt.date(2021, 1, 1))
    with pytest.raises(Refused) as refusal:
        actions.draft_choice(actor=world.secretary, cycle=world.year, wanted=wanted)
    assert str(refusal.value.reason) == (
        "Cụm trưởng và cụm phó phải là hai đơn vị. Ngày bàn giao quyền phải sau hôm nay. "
        "Không giới thiệu được An làm cụm trưởng: đang là cụm trưởng."
    )
    assert HeadChoice.objects.count() == 0
    stranger = actions.Wanted("rotation", world.c, None, "Văn bản", DAY)
    with pytest.raises(Refused, match="Châu không phải thành viên cụm"):
        actions.draft_choice(actor=world.secretary, cycle=world.year, wanted=stranger)


def test_a_unit_without_a_place_is_not_named_unless_designated(world, draft):
    ranking = Ranking.objects.create(
        cycle=world.year, kind="provisional", number=1, edition=world.edition, inputs={}, result={},
        digest="0", made_at=clock.now(), made_on=clock.today(),
    )  # fmt: skip
    RankingPlace.objects.create(ranking=ranking, unit=world.a, place=1, total=90)
    RankingPlace.objects.create(ranking=ranking, unit=world.b, place=None)
    known = {
        one.unit.code: (one.led, one.is_ranked, one.is_head_now)
        for one in queries.candidates(world.year, DAY)
    }
    assert known == {"AAA": ((2018,), True, True), "BBB": ((), False, False)}
    with pytest.raises(Refused, match="không được xếp hạng năm nay"):
        draft()
    assert draft(selection="designation").head == world.b


def test_only_people_of_the_new_units_join_and_somebody_stays(world, draft):
    choice = draft()
    for joining, leaving, why in (
        ([world.foreigner], [], "Chỉ đưa vào tổ thư ký"),
        ([], [world.right], "ít nhất một người"),
    ):
        with pytest.raises(Refused, match=why):
            actions.plan_seats(actor=world.secretary, choice=choice, joining=joining, leaving=leaving)
    assert list(choice.joining.all()) == [world.b_leader]


def test_a_year_opened_by_hand_and_its_own_draft_are_taken_as_they_are(world, draft):
    mine = open_cycle(actor=world.secretary, cluster=world.cluster, year_number=2022, steps=usual_dates(2022))
    choice = adopt(world, draft())
    assert (choice.made["cycle"], Cycle.objects.get(year=2022)) == (None, mine)
    actions.take_back_choice(actor=world.secretary, choice=choice, reason="Bầu lại")
    assert Cycle.objects.get(year=2022) == mine


def elected(w, *answers):
    """The vote on the head, decided: one list of (head, deputy) for A's leader, then B's."""
    vote = balloting.prepare_vote(actor=w.secretary, cycle=w.year, way="open")
    electorate = [Entry(one, one.name_on(EVE), is_present=True) for one in (w.a, w.b)]
    vote = open_vote(actor=w.secretary, vote=vote, electorate=electorate)
    for leader, unit, (head, deputy) in zip((w.leader, w.b_leader), (w.a, w.b), answers, strict=True):
        cast_vote(actor=leader, voter=vote.voters.get(unit=unit), marks=[[head], [deputy]])
    return decide_vote(actor=w.secretary, vote=close_vote(actor=w.secretary, vote=vote))


def test_the_result_of_the_vote_becomes_the_plan_that_a_second_person_adopts(world):
    vote = elected(world, ("bbb", "aaa"), ("bbb", "aaa"))
    assert balloting.preview(vote)[:2] == ["Lập phương án: cụm trưởng là Bình.", "Cụm phó là An."]
    apply_vote(actor=world.secretary, vote=vote)
    choice = HeadChoice.objects.get()
    assert (choice.head, choice.deputy, choice.vote, choice.selection, choice.rights_from, choice.basis) == (
        world.b, world.a, vote, "election", DAY, "Kết quả «Bầu cụm trưởng, cụm phó năm 2022» ngày 06/12/2021",
    )  # fmt: skip
    assert list(choice.leaving.all()) == []
    assert adopt(world, choice).state == "adopted"


def test_a_vote_without_a_head_makes_no_plan(world):
    vote = elected(world, ("bbb", "aaa"), ("aaa", "bbb"))
    assert balloting.preview(vote) == ["Chưa có đơn vị nào đủ phiếu làm cụm trưởng."]
    with pytest.raises(Refused, match="Chưa có đơn vị nào đủ phiếu"):
        apply_vote(actor=world.secretary, vote=vote)
    assert HeadChoice.objects.count() == 0
