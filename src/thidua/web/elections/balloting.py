"""Votes about next year's head: drafted from the list of candidates; their result becomes the draft choice."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.ballots import Kind, Question
from thidua.web.clusters.models import Cycle, HeadTerm, Unit
from thidua.web.core.access import Refused
from thidua.web.core.written import day_text
from thidua.web.elections.actions import Wanted, draft_choice
from thidua.web.elections.models import HeadChoice
from thidua.web.elections.permissions import can_draft_choice
from thidua.web.elections.queries import candidates, usual_day
from thidua.web.votes.actions import NewVote, draft_vote
from thidua.web.votes.consequences import about_number
from thidua.web.votes.models import Vote

PREFIX = "head"
RULE = "majority-of-members"
HEAD, DEPUTY = "head", "deputy"


def prepare_vote(*, actor: Any, cycle: Cycle, way: str) -> Vote:
    """A draft vote on head and deputy of the next year, open or secret, between the units that may be named."""
    can_draft_choice(actor, cycle).require()
    day = usual_day(cycle)
    known = [one for one in candidates(cycle, day) if not one.hindrance(HeadTerm.Selection.ELECTION)]
    options = {one.unit.code.lower(): one.name for one in known}
    units = {one.unit.code.lower(): one.unit.pk for one in known}
    names = {HEAD: _("Bầu cụm trưởng năm %(year)d"), DEPUTY: _("Bầu cụm phó năm %(year)d")}
    asked = tuple(
        Question(key, text % {"year": cycle.year + 1}, Kind.CHOOSE, options, 1) for key, text in names.items()
    )
    title = _("Bầu cụm trưởng, cụm phó năm %(year)d") % {"year": cycle.year + 1}
    new = NewVote(
        title=title, rule=RULE, questions=asked, way=way, cycle=cycle, about=f"{PREFIX}:{cycle.pk}",
        candidates=dict.fromkeys(names, units),
    )  # fmt: skip
    return draft_vote(actor=actor, cluster=cycle.cluster, new=new)


def chosen_units(vote: Vote) -> dict[str, Unit]:
    """Seat -> the unit that the vote chose; a seat that the vote left open is not there."""
    found = {}
    for seat in (HEAD, DEPUTY):
        answers = vote.result.get("questions", {}).get(seat, {}).get("chosen", [])
        if answers:
            found[seat] = Unit.objects.get(pk=vote.candidates[seat][answers[0]])
    return found


def preview(vote: Vote) -> list[str]:
    """What applying the vote would do, in sentences."""
    chosen, cycle = chosen_units(vote), _cycle(vote)
    if HEAD not in chosen:
        return [_("Chưa có đơn vị nào đủ phiếu làm cụm trưởng.")]
    day = usual_day(cycle)
    said = [_("Lập phương án: cụm trưởng là %(unit)s.") % {"unit": chosen[HEAD].name_on(day)}]
    if DEPUTY in chosen and chosen[DEPUTY] != chosen[HEAD]:
        said.append(_("Cụm phó là %(unit)s.") % {"unit": chosen[DEPUTY].name_on(day)})
    return [*said, _("Người thứ hai còn phải thông qua phương án thì mới có hiệu lực.")]


def apply_result(actor: Any, vote: Vote) -> None:
    """The draft choice says what the vote decided. Refused when no head was elected."""
    chosen, cycle = chosen_units(vote), _cycle(vote)
    if HEAD not in chosen:
        raise Refused(_("Chưa có đơn vị nào đủ phiếu làm cụm trưởng."))
    deputy = chosen.get(DEPUTY)
    basis = _("Kết quả «%(vote)s» ngày %(day)s") % {"vote": vote.title, "day": day_text(vote.opened_on)}
    wanted = Wanted(
        HeadTerm.Selection.ELECTION,
        chosen[HEAD],
        None if deputy == chosen[HEAD] else deputy,
        basis[:300],
        usual_day(cycle),
    )
    choice = draft_choice(actor=actor, cycle=cycle, wanted=wanted)
    HeadChoice.objects.filter(pk=choice.pk).update(vote=vote)


def page(vote: Vote) -> str:
    """Where the choice is read."""
    return reverse("elections:year", args=[about_number(vote)])


def _cycle(vote: Vote) -> Cycle:
    return Cycle.objects.select_related("cluster").get(pk=about_number(vote), cluster_id=vote.cluster_id)
