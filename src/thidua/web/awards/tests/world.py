"""Two units, a rulebook with two awards, a year brought to its provisional ranking."""

from thidua.web.awards import actions
from thidua.web.awards.models import Recommendation
from thidua.web.clusters.actions import move_cycle
from thidua.web.clusters.models import Cycle
from thidua.web.scoring.tests import test_year
from thidua.web.scoring.tests.world import TEXT, scoring_world

S = Cycle.State
AWARDS = """
awards:
  - {id: flag, name: Đề nghị tặng Cờ thi đua, from_classes: [HTT], places: 1, max: 1}
  - {id: certificate, name: Đề nghị tặng Bằng khen, from_classes: [HTT, HT], places: 2, max: 1}
"""
FLAG_RULE, OTHER_RULE = "vks-20/sector_flag", "bacninh-8/"
THRESHOLDS = {"flag": FLAG_RULE, "certificate": OTHER_RULE}


def consolidated(text=TEXT + AWARDS):
    """A first with 18 points, B second with 14, the year consolidated."""
    w = scoring_world(text)
    test_year.verified(w)
    for state in (S.EXPLANATION, S.REVERIFICATION, S.CONSOLIDATED):
        w.year = move_cycle(actor=w.secretary, cycle=w.year, to=state)
    return w


def listed(w=None):
    """The same with its list: A for the flag, B for the certificate."""
    w = w or consolidated()
    w.list = actions.make_list(actor=w.secretary, cycle=w.year)
    w.flag = Recommendation.objects.get(unit=w.a)
    w.certificate = Recommendation.objects.get(unit=w.b)
    return w


def voted(w=None):
    """The same with both votes recorded: both carried."""
    w = listed(w)
    actions.set_thresholds(actor=w.secretary, award_list=w.list, thresholds=THRESHOLDS)
    for row in (w.flag, w.certificate):
        vote(w, row, 2)
    return w


def vote(w, row, votes_for, against=0, abstaining=0, **more):
    """Record the counts of one recommendation's vote."""
    counts = actions.Counts(votes_for, against, abstaining, "Biên bản kiểm phiếu số 1", **more)
    return actions.record_vote(actor=w.secretary, recommendation=row, counts=counts)


def decided(w=None):
    """The same, decided."""
    w = voted(w)
    w.list = actions.decide_list(actor=w.secretary, award_list=w.list)
    return w


def published(w):
    """The year's ranking published."""
    for state in (S.CONFERENCE, S.PUBLISHED):
        typed = "CÔNG BỐ" if state == S.PUBLISHED else ""
        if w.year.steps.filter(state=state, skipped=False).exists():
            w.year = move_cycle(
                actor=w.secretary, cycle=w.year, to=state, **({"typed": typed} if typed else {})
            )
    return w
