"""Role × method × route → code where a year is at work: figures, points, explanations, papers.

Rows are about unit B, one of two members, in verification ("under way") and in a published year. `officer`,
`leader`, `administrator` and the secretary are of unit A, which is the head; `neighbour`, `neighbour_leader`
and the deputy secretary are of B. Every form is sent filled in; what an answer writes is taken back before
the next role tries. 200 or 302 to a form sent is an answer to somebody who may do it.
"""

import datetime as dt

import pytest
from django.db import transaction

from tests.project.test_access_matrix import address
from tests.project.test_house_rules import ROUTES
from tests.worlds import ROLES
from thidua.web.clusters.actions import move_cycle
from thidua.web.clusters.models import Cycle
from thidua.web.reporting.actions import NewEvidence, add_activity, add_evidence
from thidua.web.reporting.models import Activity
from thidua.web.scoring import actions
from thidua.web.scoring.models import MarkVersion, Ranking
from thidua.web.scoring.tests.test_year import approved, published
from thidua.web.scoring.tests.world import scoring_world

WHO = (*ROLES, "neighbour_leader", "deputy_secretary")
SEES_B_EARLY = ("neighbour", "neighbour_leader", "secretary", "deputy_secretary", "central")


def members(code, **besides):
    """`code` for everybody in the cluster; nothing is there for the foreigner."""
    return {role: besides.get(role, 404 if role == "foreigner" else code) for role in WHO}


def early(code, **besides):
    """`code` for those who see unit B before the year is consolidated; nothing is there for the others."""
    return {role: besides.get(role, code if role in SEES_B_EARLY else 404) for role in WHO}


READ, REFUSED = members(200), members(403)
SECRETARIAT = members(403, secretary=200, deputy_secretary=200)
OVERSEERS = {**SECRETARIAT, "central": 200}
READ_B, REFUSED_B = early(200), early(403)
JUDGE_OF_B = early(403, secretary=200)  # not the deputy secretary, who is of unit B itself
GATES_OF_B = members(403, secretary=200, central=200)

YEAR = {"cycle": "year"}
PERIOD = {"period": "period"}
UNIT = {**YEAR, "unit": "b"}
GRID = {**UNIT, **PERIOD}
CELL = {**GRID, "indicator": "=done"}
PAPER_OF = {**UNIT, "criterion": "=1.1"}
PAPER, ACTIVITY = {"evidence": "paper"}, {"activity": "activity"}
SHEET = {"sheet": "other_sheet"}
PDF = {"ending": "=pdf"}
ITEM = {**SHEET, "item": "=1.2"}
POINT = {**YEAR, "unit": "=BBB", "item": "=1.2"}
TIE, GATE = {**YEAR, "unit": "=BBB"}, {**YEAR, "unit": "=BBB", "gate": "=not_scored"}
QUESTION, MARK = {"explanation": "question"}, {"version": "version"}
RANKING = {"ranking": "ranking"}

FILLED = {
    "points": "5", "reason": "Lý do", "version": "1", "criterion": "1.2", "answer": "Do mưa lũ.",
    "v-points": "5", "v-reason": "Lý do", "v-version": "0", "to": "1", "seen": "1",
}  # fmt: skip

UNDER_WAY = [
    ("get", "reporting", "start", {}, {**dict.fromkeys(WHO, 302), "foreigner": 200}),
    ("get", "reporting", "year periods", YEAR, READ),
    ("get", "reporting", "comparison comparison-csv", YEAR, OVERSEERS),
    ("get", "reporting", "period-add", YEAR, SECRETARIAT),
    ("post", "reporting", "period-add", YEAR, SECRETARIAT),
    ("post", "reporting", "periods-copy", YEAR, REFUSED),
    ("get", "reporting", "period-edit", PERIOD, SECRETARIAT),
    ("post", "reporting", "period-edit", PERIOD, SECRETARIAT),
    ("get", "reporting", "period-extend", PERIOD, REFUSED),
    ("post", "reporting", "period-remove period-extend", PERIOD, REFUSED),
    ("get", "reporting", "evidence activities classification", UNIT, READ_B),
    ("get", "reporting", "activity-add", UNIT, REFUSED_B),
    ("post", "reporting", "activity-add classification", UNIT, REFUSED_B),
    ("get", "reporting", "evidence-add", PAPER_OF, REFUSED_B),
    ("post", "reporting", "evidence-add", PAPER_OF, REFUSED_B),
    ("get", "reporting", "grid", GRID, READ_B),
    ("post", "reporting", "grid", GRID, REFUSED_B),
    ("get", "reporting", "history", CELL, READ_B),
    ("get", "reporting", "correct assign", CELL, JUDGE_OF_B),
    ("post", "reporting", "restore", CELL, REFUSED_B),
    ("post", "reporting", "correct", CELL, JUDGE_OF_B),
    ("post", "reporting", "assign", CELL, early(403, secretary=302)),
    ("get", "reporting", "evidence-withdraw", PAPER, REFUSED_B),
    ("post", "reporting", "evidence-withdraw", PAPER, REFUSED_B),
    ("get", "reporting", "evidence-review", PAPER, JUDGE_OF_B),
    ("post", "reporting", "evidence-review", PAPER, JUDGE_OF_B),
    ("get", "reporting", "activity-edit", ACTIVITY, REFUSED_B),
    ("post", "reporting", "activity-edit activity-remove", ACTIVITY, REFUSED_B),
    ("get", "scoring", "board-now", {}, dict.fromkeys(WHO, 302)),
    ("get", "scoring", "board sheets explanations ranking-now", YEAR, READ),
    ("get", "scoring", "paper-scores", YEAR, early(200, neighbour=404, neighbour_leader=404)),
    ("get", "scoring", "file-scores", {**YEAR, **PDF}, early(200, neighbour=404, neighbour_leader=404)),
    ("get", "scoring", "file-sheet file-minutes", {**SHEET, **PDF}, READ_B),
    ("get", "scoring", "criterion", POINT, READ_B),
    ("get", "scoring", "sheet paper-sheet paper-minutes", SHEET, READ_B),
    ("get", "scoring", "return reopen missed", SHEET, REFUSED_B),
    ("get", "scoring", "zero", SHEET, JUDGE_OF_B),
    ("post", "scoring", "self-mark submit recall approve return reopen missed verify", SHEET, REFUSED_B),
    ("post", "scoring", "zero", SHEET, JUDGE_OF_B),
    ("post", "scoring", "verify-mark", ITEM, early(403, secretary=302)),
    ("post", "scoring", "mark-restore", MARK, REFUSED_B),
    ("get", "scoring", "ask", ITEM, JUDGE_OF_B),
    ("post", "scoring", "ask", ITEM, JUDGE_OF_B),
    ("get", "scoring", "explanation paper-explanation", QUESTION, READ_B),
    ("get", "scoring", "file-explanation", {**QUESTION, **PDF}, READ_B),
    ("post", "scoring", "explanation", QUESTION, early(403, neighbour=302, neighbour_leader=302)),
    # nobody is level with B here, so for those who may decide there is no such page
    ("get", "scoring", "tie", TIE, members(403, secretary=404, deputy_secretary=404, central=404)),
    ("post", "scoring", "tie", TIE, members(403, secretary=404, deputy_secretary=404, central=404)),
    # B's class is not open here, so for those who may decide there is no such page
    ("get", "scoring", "grade", TIE, members(403, secretary=404, deputy_secretary=404, central=404)),
    ("post", "scoring", "grade", TIE, members(403, secretary=404, deputy_secretary=404, central=404)),
    ("get", "scoring", "gate", GATE, GATES_OF_B),
    ("post", "scoring", "gate", GATE, GATES_OF_B),
    ("get", "scoring", "again", YEAR, REFUSED),
    ("post", "scoring", "again", YEAR, REFUSED),
]
PUBLISHED = [
    ("get", "reporting", "year periods", YEAR, READ),
    ("get", "reporting", "comparison comparison-csv", YEAR, OVERSEERS),
    ("get", "reporting", "period-add", YEAR, REFUSED),
    ("post", "reporting", "period-add periods-copy", YEAR, REFUSED),
    ("get", "reporting", "period-edit period-extend", PERIOD, REFUSED),
    ("post", "reporting", "period-edit period-remove period-extend", PERIOD, REFUSED),
    ("get", "reporting", "evidence activities classification", UNIT, READ),
    ("get", "reporting", "activity-add", UNIT, REFUSED),
    ("post", "reporting", "activity-add classification", UNIT, REFUSED),
    ("get", "reporting", "evidence-add", PAPER_OF, REFUSED),
    ("post", "reporting", "evidence-add", PAPER_OF, REFUSED),
    ("get", "reporting", "grid", GRID, READ),
    ("post", "reporting", "grid", GRID, REFUSED),
    ("get", "reporting", "history", CELL, READ),
    ("get", "reporting", "correct", CELL, members(403, secretary=200)),
    ("get", "reporting", "assign", CELL, REFUSED),
    ("post", "reporting", "restore assign", CELL, REFUSED),
    ("post", "reporting", "correct", CELL, members(403, secretary=200)),
    ("get", "reporting", "evidence-withdraw evidence-review", PAPER, REFUSED),
    ("post", "reporting", "evidence-withdraw evidence-review", PAPER, REFUSED),
    ("get", "reporting", "activity-edit", ACTIVITY, REFUSED),
    ("post", "reporting", "activity-edit activity-remove", ACTIVITY, REFUSED),
    ("get", "scoring", "board sheets explanations ranking-now paper-scores", YEAR, READ),
    ("get", "scoring", "criterion", POINT, READ),
    ("get", "scoring", "sheet paper-sheet paper-minutes", SHEET, READ),
    ("get", "scoring", "return reopen missed zero", SHEET, REFUSED),
    ("post", "scoring", "self-mark submit recall approve return reopen missed zero verify", SHEET, REFUSED),
    ("get", "scoring", "ask", ITEM, REFUSED),
    ("post", "scoring", "verify-mark ask", ITEM, REFUSED),
    ("post", "scoring", "mark-restore", MARK, REFUSED),
    ("get", "scoring", "tie", TIE, REFUSED),
    ("post", "scoring", "tie", TIE, REFUSED),
    ("get", "scoring", "grade", TIE, REFUSED),
    ("post", "scoring", "grade", TIE, REFUSED),
    ("get", "scoring", "gate", GATE, REFUSED),
    ("post", "scoring", "gate", GATE, REFUSED),
    ("get", "scoring", "again", YEAR, SECRETARIAT),
    ("post", "scoring", "again", YEAR, SECRETARIAT),
    ("get", "scoring", "ranking snapshot paper-ranking", RANKING, READ),
    ("get", "scoring", "file-ranking", {**RANKING, **PDF}, READ),
    ("get", "scoring", "file-scores", {**YEAR, **PDF}, READ),
    ("get", "scoring", "file-sheet file-minutes", {**SHEET, **PDF}, READ),
    ("get", "scoring", "frozen", {**RANKING, "unit": "=BBB", "item": "=1.2"}, READ),
    ("post", "scoring", "recheck", RANKING, members(302)),
]
TESTED_ELSEWHERE = {
    "reporting:cells": "JSON only: reporting/tests/test_grid.py",
    "scoring:follow": "needs an agreement: scoring/tests/test_clauses.py",
    "reporting:evidence-file": "needs a stored file: reporting/tests/test_evidence.py",
}


def with_papers(w):
    """What unit B handed in during its self-scoring weeks: a paper, an activity."""
    papers = [NewEvidence(criterion="1.1", title="Báo cáo", link="https://bbb.example.vn/1")]
    w.paper = add_evidence(actor=w.neighbour, cycle=w.year, unit=w.b, papers=papers)[0]
    w.activity = add_activity(
        actor=w.neighbour,
        activity=Activity(cycle=w.year, unit=w.b, kind=Activity.Kind.COMMUNICATION, title="Bài viết"),
    )


@pytest.fixture
def under_way(db):
    w = scoring_world()
    with_papers(w)
    approved(w)
    w.year = move_cycle(actor=w.secretary, cycle=w.year, to=Cycle.State.VERIFICATION)
    w.version = MarkVersion.objects.get(scoresheet=w.other_sheet)
    w.question = actions.ask_explanation(
        actor=w.secretary,
        sheet=w.other_sheet,
        criterion="1.1",
        question="Vì sao?",
        due_on=dt.date(2021, 12, 28),
    )
    return w


@pytest.fixture
def year_published(db):
    w = scoring_world()
    with_papers(w)
    published(w)
    w.version = MarkVersion.objects.get(scoresheet=w.other_sheet)
    w.ranking = Ranking.objects.get(kind="published")
    return w


def code_of(client, method, url):
    """The answer's code, whatever it wrote taken back."""
    with transaction.atomic():
        answer = (
            client.get(url) if method == "get" else client.post(url, FILLED, HTTP_ACCEPT="application/json")
        )
        transaction.set_rollback(True)
    return answer.status_code


def differences(client, world, table):
    """Where a code is not the one of the table: (method, route, role, expected, found)."""
    for role in WHO:
        client.force_login(getattr(world, role))
        for method, feature, names, about, expected in table:
            for name in names.split():
                found = code_of(client, method, address(world, f"{feature}:{name}", about))
                if found != expected[role]:
                    yield method, name, role, expected[role], found


def test_each_role_gets_its_code_in_verification(client, under_way):
    assert list(differences(client, under_way, UNDER_WAY)) == []


def test_each_role_gets_its_code_in_a_published_year(client, year_published):
    assert list(differences(client, year_published, PUBLISHED)) == []


def test_no_route_of_a_year_is_missing():
    known = {f"{row[1]}:{name}" for row in UNDER_WAY + PUBLISHED for name in row[2].split()}
    missing = {name for name, _c in ROUTES if name.startswith(("reporting:", "scoring:"))} - known
    assert missing == set(TESTED_ELSEWHERE)
