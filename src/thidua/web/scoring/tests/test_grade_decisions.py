"""A class that the rules leave open is decided by the authority, recorded, and then stands like any other."""

import pytest
from django.urls import reverse

from thidua.rules import Note
from thidua.web.clusters.actions import move_cycle
from thidua.web.clusters.models import Cycle
from thidua.web.clusters.year import unmet
from thidua.web.core.access import Refused
from thidua.web.core.invariants import check_all
from thidua.web.core.models import AuditEntry
from thidua.web.scoring import actions, points, requirements
from thidua.web.scoring.models import Ranking
from thidua.web.scoring.places import frozen_table
from thidua.web.scoring.tests.test_year import verified
from thidua.web.scoring.tests.world import TEXT, report, scoring_world

S = Cycle.State
OPEN = TEXT.replace("from: 5, below: 15", "from: 5, below: 10")
"""Totals from 10 to below 15 lie in no class; unit B has 14."""


@pytest.fixture
def w(db):
    found = scoring_world(OPEN)
    verified(found)
    found.year.refresh_from_db()
    return found


def decide(w, actor, unit, **changed):
    given = {"grade": "HT", "basis": "Thông báo 12-TB/BTCTU"} | changed
    actions.decide_grade(actor=actor, cycle=w.year, unit=unit, **given)


def test_an_open_class_holds_the_year_back_until_it_is_decided(w):
    open_class = "Bình chưa xếp loại được: Tổng điểm 14 không thuộc mức xếp loại nào; cần quyết định."
    for state in (S.EXPLANATION, S.REVERIFICATION, S.CONSOLIDATED, S.CONFERENCE):
        if state in w.year.steps.filter(skipped=False).values_list("state", flat=True):
            w.year = move_cycle(actor=w.secretary, cycle=w.year, to=state)
    assert open_class in unmet(w.year, S.PUBLISHED)
    decide(w, w.central, w.b)
    w.year.refresh_from_db()
    assert unmet(w.year, S.PUBLISHED) == []
    move_cycle(actor=w.secretary, cycle=w.year, to=S.PUBLISHED, typed="CÔNG BỐ")
    rows = frozen_table(Ranking.objects.get(kind="published"))["rows"]
    open_note = Note.of("class.no_band", total="14")
    assert [(row.code, row.grade, row.grade_notes) for row in rows] == [
        ("AAA", "Hoàn thành tốt", ()),
        ("BBB", "Hoàn thành", (open_note, Note.of("class.decided", class_="Hoàn thành"))),
    ]
    assert {name: found for name, found in check_all().items() if found} == {}


def test_the_decision_is_recorded_once_with_its_basis(w):
    decide(w, w.central, w.b)
    entry = AuditEntry.objects.filter(action="scoring.grade.decide").get()
    assert (entry.unit_id, entry.detail) == (w.b.pk, {"grade": "HT", "basis": "Thông báo 12-TB/BTCTU"})
    decide(w, w.central, w.b, grade="KHT")
    w.year.refresh_from_db()
    assert points.live(w.year).current.unit("BBB").grade == "KHT"


def test_nobody_decides_the_class_of_their_own_unit_or_without_a_basis(w):
    with pytest.raises(Refused, match="chính đơn vị mình"):
        decide(w, w.secretary, w.a)
    with pytest.raises(Refused, match="Hãy ghi căn cứ"):
        decide(w, w.central, w.b, basis=" ")
    with pytest.raises(Refused):
        decide(w, w.officer, w.b)


def test_who_may_decide_finds_the_way_on_the_ranking_and_only_for_an_open_class(w, client):
    way = reverse("scoring:grade", args=[w.year.pk, "BBB"])
    shown = []
    for user in (w.central, w.secretary, w.officer):
        client.force_login(user)
        shown.append(way in client.get(reverse("scoring:ranking-now", args=[w.year.pk])).content.decode())
    assert shown == [True, True, False]
    client.force_login(w.central)
    assert client.get(reverse("scoring:grade", args=[w.year.pk, "AAA"])).status_code == 404
    page = client.get(way).content.decode()
    assert "không thuộc mức xếp loại nào" in page
    assert client.post(way, {"grade": "??", "basis": "Thông báo"}).status_code == 200
    assert client.post(way, {"grade": "HT", "basis": "Thông báo 12"}).status_code == 302
    listed = client.get(reverse("scoring:ranking-now", args=[w.year.pk])).content.decode()
    assert "Bình: Hoàn thành, Thông báo 12" in listed
    client.force_login(w.neighbour)
    assert "Thông báo 12" not in client.get(reverse("scoring:ranking-now", args=[w.year.pk])).content.decode()


def test_a_gate_that_nobody_can_tell_is_named_before_publishing(db):
    rulebook = TEXT.replace("when: has(self_scored) and not self_scored", "when: late > 0").replace(
        "items:", "  - {id: late, name: Nộp chậm, kind: count}\nitems:", 1
    )
    w = scoring_world(rulebook)
    told = ["An", "Bình"]
    assert list(requirements.untold_gates(w.year)) == [
        f"{unit}: chưa đủ số liệu để biết có vướng «Không tự chấm» hay không." for unit in told
    ]
    report(w.officer, w.period, w.a, late="0")
    w.year.refresh_from_db()
    assert [line.split(":")[0] for line in requirements.untold_gates(w.year)] == ["Bình"]
