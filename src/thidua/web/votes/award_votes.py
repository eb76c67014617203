"""A decided vote on a recommendation for an award: its counts go into the list of recommendations."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.ballots import Question, Tally
from thidua.web.awards.actions import Counts
from thidua.web.awards.actions import record_vote as record_award_vote
from thidua.web.awards.models import Recommendation
from thidua.web.awards.queries import thresholds_on
from thidua.web.core.access import Refused
from thidua.web.core.written import day_text
from thidua.web.votes import consequences, queries
from thidua.web.votes.actions import NewVote
from thidua.web.votes.models import Vote

PREFIX = "award"


def _recommendation(vote: Vote) -> Recommendation:
    """What the vote is about. Raises `Refused` when it is of no list of the vote's own year."""
    rows = Recommendation.objects.filter(award_list__cycle=vote.cycle_id)
    found = (
        rows.select_related("award_list__cycle", "unit").filter(pk=consequences.about_number(vote)).first()
    )
    if found is None:
        raise Refused(_("Không còn đề nghị khen thưởng này trong năm."))
    return found


def _counts(vote: Vote, row: Recommendation) -> Counts:
    tallies = queries.tallies_of(vote)
    if len(tallies) != 1 or "yes" not in tallies[0].votes:
        raise Refused(_("Chỉ ghi được cuộc biểu quyết một câu hỏi đồng ý hay không đồng ý."))
    votes = tallies[0].votes
    minutes = _("%(title)s, ngày %(day)s") % {"title": vote.title, "day": day_text(vote.opened_on)}
    base = _base(vote, row, tallies[0])
    return Counts(votes["yes"], votes.get("no", 0), votes.get("abstain", 0), minutes[:300], base)


def _base(vote: Vote, row: Recommendation, tally: Tally) -> int | None:
    """Of how many the list's own rule takes the share; None where the rule counts the whole body."""
    threshold = thresholds_on(row.award_list.cycle).get(row.award_list.thresholds.get(row.award, ""))
    name = threshold.rule.base.value if threshold else ""
    known = {
        "present": vote.electorate.get("present", 0) + vote.electorate.get("written", 0),
        "cast": tally.valid + tally.blank + tally.invalid,
        "valid": tally.valid,
    }
    return known.get(name)


def new_vote(row: Recommendation) -> NewVote:
    """A vote on the recommendation under the list's rule. Raises `Refused` while the list names none."""
    found = row.award_list
    threshold = thresholds_on(found.cycle).get(found.thresholds.get(row.award, ""))
    if threshold is None:
        raise Refused(_("Hãy chọn quy tắc bỏ phiếu cho hình thức này trước."))
    question = Question("q1", f"{row.award_name}: {row.unit_name}", award=threshold.award)
    way = Vote.Way.SECRET if threshold.rule.ballot == "secret" else Vote.Way.OPEN
    return NewVote(
        title=str(row), rule=threshold.rule.id, questions=(question,), way=way, cycle=found.cycle,
        candidates={"q1": {"yes": row.unit_id}}, about=f"{PREFIX}:{row.pk}",
    )  # fmt: skip


def act(actor: Any, vote: Vote) -> None:
    """The recommendation carries the counts of the vote."""
    row = _recommendation(vote)
    record_award_vote(actor=actor, recommendation=row, counts=_counts(vote, row))


def preview(vote: Vote) -> list[str]:
    """What applying would do, or why it cannot."""
    try:
        row = _recommendation(vote)
        counts = _counts(vote, row)
    except Refused as refusal:
        return [refusal.reason]
    told = _("%(what)s: ghi %(yes)d đồng ý, %(no)d không đồng ý, %(abstain)d không có ý kiến.")
    numbers = {"yes": counts.votes_for, "no": counts.votes_against, "abstain": counts.votes_abstaining}
    return [told % {"what": row, **numbers}]


def page(vote: Vote) -> str:
    """Where the list is read."""
    return reverse("awards:year", args=[vote.cycle_id]) if vote.cycle_id else reverse("awards:start")


consequences.register(
    PREFIX, gettext_lazy("Ghi vào danh sách đề nghị khen thưởng"), act, preview=preview, page=page
)
