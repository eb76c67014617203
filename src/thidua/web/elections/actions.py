"""Acts on the choice of next year's head: draft it, adopt it with everything that follows, take it back."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from thidua.web.clusters import year
from thidua.web.clusters.actions import HandOver, Term, undo_hand_over, write_cycle, write_hand_over
from thidua.web.clusters.models import Cluster, ClusterRole, Cycle, HeadTerm, Unit
from thidua.web.clusters.queries import head_unit
from thidua.web.core import audit, clock
from thidua.web.core.access import Refused
from thidua.web.elections.models import HeadChoice
from thidua.web.elections.permissions import can_adopt_choice, can_draft_choice, can_take_back_choice
from thidua.web.elections.queries import people_of, problems, seats
from thidua.web.limitations.actions import drop_carried, write_carried
from thidua.web.rulebooks.actions import drop_untouched_draft, write_draft_after
from thidua.web.rulebooks.models import RulebookEdition

State = HeadChoice.State
Role = HeadTerm.Role


@dataclass(frozen=True)
class Wanted:
    """What a choice says: who leads, how chosen, on what basis, from which day."""

    selection: str
    head: Unit
    deputy: Unit | None
    basis: str
    rights_from: dt.date


@transaction.atomic
def draft_choice(*, actor: Any, cycle: Cycle, wanted: Wanted) -> HeadChoice:
    """The year's draft says this; an earlier draft is written over. Raises `Refused` with all that is wrong.

    Until somebody plans the secretariat, those whom the present head sent leave it and nobody joins.
    """
    locked = (
        Cycle.objects.select_for_update(no_key=True, of=("self",)).select_related("cluster").get(pk=cycle.pk)
    )
    can_draft_choice(actor, locked).require()
    choice = HeadChoice.objects.filter(cycle=locked, state=State.DRAFT).first() or HeadChoice(cycle=locked)
    old = (choice.head_id, choice.deputy_id)
    before = _told(choice) if choice.pk else None
    for name, value in vars(wanted).items():
        setattr(choice, name, value)
    choice.drafted_by, choice.drafted_at = actor, clock.now()
    twice = [_("Cụm trưởng và cụm phó phải là hai đơn vị.")] if wanted.deputy == wanted.head else []
    _refuse(twice + problems(choice))
    choice.save()
    if (choice.head_id, choice.deputy_id) != old:
        choice.joining.clear()
        choice.leaving.set(_sent_by_present_head(choice))
    _record("elections.choice.draft", actor, choice, before=before, after=_told(choice))
    return choice


def _sent_by_present_head(choice: HeadChoice) -> list[ClusterRole]:
    present = head_unit(choice.cycle.cluster, clock.today())
    staying = {choice.head_id, choice.deputy_id}
    return [right for right in seats(choice.cycle) if present and right.unit_id == present.pk not in staying]


@transaction.atomic
def plan_seats(
    *, actor: Any, choice: HeadChoice, joining: list[Any], leaving: list[ClusterRole]
) -> HeadChoice:
    """Who joins the secretariat with the new head, and who leaves it that day. Refused for strangers."""
    row = _locked(choice)
    can_draft_choice(actor, row.cycle).require()
    if row.state != State.DRAFT:
        raise Refused(_("Phương án này không còn chờ thông qua."))
    _refuse(_wrong_people(row, joining, leaving))
    row.drafted_by, row.drafted_at = actor, clock.now()
    row.save(update_fields=["drafted_by", "drafted_at"])
    row.joining.set(joining)
    row.leaving.set(leaving)
    _record("elections.choice.plan_seats", actor, row, **_people(row))
    return row


def _wrong_people(choice: HeadChoice, joining: list[Any], leaving: list[ClusterRole]) -> list[str]:
    found = []
    here = seats(choice.cycle)
    if {right.pk for right in leaving} - {right.pk for right in here}:
        found.append(_("Chỉ thôi quyền của người trong tổ thư ký cụm này."))
    own = {row.user_id for row in people_of(choice, clock.today())}
    strangers = [str(user) for user in joining if user.pk not in own]
    if strangers:
        text = _("Chỉ đưa vào tổ thư ký người của đơn vị cụm trưởng, cụm phó mới: %(people)s.")
        found.append(text % {"people": ", ".join(strangers)})
    if not joining and len(leaving) == len(here):
        found.append(_("Tổ thư ký phải còn ít nhất một người."))
    return found


def _people(choice: HeadChoice) -> dict[str, list[str]]:
    leaving = choice.leaving.select_related("user").order_by("pk")
    return {
        "joining": [str(user) for user in choice.joining.order_by("pk")],
        "leaving": [str(right.user) for right in leaving],
    }


def _refuse(found: list[str]) -> None:
    if found:
        raise Refused(" ".join(found))


@transaction.atomic
def adopt_choice(*, actor: Any, choice: HeadChoice) -> HeadChoice:
    """Head and deputy are appointed until the next hand-over, next year is open under them, rights pass on that day.

    The next year begins as a draft with this year's calendar a year later, a draft of this year's rulebook
    and the limitations still open; a year opened earlier is taken as it is. One transaction, one audit
    line. Raises `Refused` with everything that stands against it.
    """
    row = _locked(choice)
    can_adopt_choice(actor, row).require()
    _refuse(problems(row))
    made = write_hand_over(row.cycle.cluster, _hand_over(row, actor)) | _next_year(row.cycle, actor)
    row.made, row.state = made, State.ADOPTED
    row.adopted_by, row.adopted_on = actor, clock.today()
    row.save(update_fields=["made", "state", "adopted_by", "adopted_on"])
    _record(
        "elections.choice.adopt", actor, row, after=_told(row), next_year=row.next_year,
        carried=len(made["limitations"]),
        **_people(row),
    )  # fmt: skip
    return row


def _hand_over(choice: HeadChoice, actor: Any) -> HandOver:
    chosen = ((choice.head, Role.HEAD), (choice.deputy, Role.DEPUTY))
    terms = [Term(unit, role, choice.selection, choice.rights_from, None) for unit, role in chosen if unit]
    own = {row.user_id: row.unit for row in people_of(choice, clock.today())}
    joining = [(user, own[user.pk]) for user in choice.joining.all() if user.pk in own]
    leaving = tuple(choice.leaving.all())
    return HandOver(
        choice.rights_from, tuple(terms), tuple(joining), leaving, choice.drafted_by, choice.drafted_at, actor
    )


def _next_year(cycle: Cycle, actor: Any) -> dict[str, Any]:
    """Open the year after, with a draft of the rulebook and open limitations; what was made, as plain JSON."""
    after = cycle.cluster.cycles.filter(year=cycle.year + 1).first()
    opened = after or write_cycle(cycle.cluster, cycle.year + 1, _calendar(cycle))
    own = RulebookEdition.objects.filter(rulebook__cluster=cycle.cluster, year=opened.year)
    last = RulebookEdition.objects.filter(in_force_for__cycle=cycle).first()
    draft = None
    if last and not own.exclude(state=RulebookEdition.State.WITHDRAWN).exists():
        draft = write_draft_after(last, year=opened.year, actor=actor)
    carried = write_carried(cycle, opened, actor) if opened.state == Cycle.State.DRAFT else []
    return {
        "cycle": None if after else opened.pk,
        "edition": draft.pk if draft else None,
        "limitations": [row.pk for row in carried],
    }


def _calendar(cycle: Cycle) -> dict[str, tuple[dt.date, dt.date]]:
    planned = {step.state: (step.starts_on, step.due_on) for step in cycle.steps.filter(skipped=False)}
    return year.shifted(planned, 1) if planned else year.usual_dates(cycle.year + 1)


@transaction.atomic
def take_back_choice(*, actor: Any, choice: HeadChoice, reason: str) -> HeadChoice:
    """The choice no longer stands, and before the day of handing over everything it made is undone.

    Terms and rights are as before. A rulebook draft, carried limitations and the year itself go when
    nobody has worked on them since; what somebody has touched stays.
    """
    row = _locked(choice)
    can_take_back_choice(actor, row).require()
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do rút lại."))
    before, made = row.state, row.made
    kept = _undo(made) if before == State.ADOPTED else []
    row.state, row.made = State.TAKEN_BACK, {}
    row.taken_back_by, row.taken_back_on, row.taken_back_reason = actor, clock.today(), reason.strip()
    row.save(update_fields=["state", "made", "taken_back_by", "taken_back_on", "taken_back_reason"])
    _record(
        "elections.choice.take_back",
        actor,
        row,
        before=before,
        after=row.state,
        kept=kept,
        reason=reason.strip(),
    )
    return row


def _undo(made: dict[str, Any]) -> list[str]:
    """Undo what adopting made; names what stays because somebody has worked on it."""
    undo_hand_over(made)
    kept = []
    if drop_carried(made["limitations"]):
        kept.append("limitations")
    if made["edition"] and not drop_untouched_draft(made["edition"]):
        kept.append("rulebook")
    if made["cycle"] and not _drop_cycle(made["cycle"]):
        kept.append("year")
    return kept


def _drop_cycle(key: int) -> bool:
    cycle = Cycle.objects.filter(pk=key, state=Cycle.State.DRAFT).first()
    if cycle is None:
        return not Cycle.objects.filter(pk=key).exists()
    try:
        with transaction.atomic():
            cycle.delete()
    except ProtectedError:
        return False
    return True


def _locked(choice: HeadChoice) -> HeadChoice:
    Cluster.objects.select_for_update(no_key=True).get(pk=choice.cycle.cluster_id)
    rows = HeadChoice.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("cycle__cluster", "head", "deputy", "drafted_by").get(pk=choice.pk)


def _told(choice: HeadChoice) -> dict[str, Any]:
    return {
        "selection": choice.selection,
        "head": str(choice.head),
        "deputy": str(choice.deputy) if choice.deputy else "",
        "basis": choice.basis,
        "rights_from": choice.rights_from.isoformat(),
    }


def _record(act: str, actor: Any, choice: HeadChoice, **detail: Any) -> None:
    audit.record(
        act, actor=actor, of=choice, cluster_id=choice.cycle.cluster_id, unit_id=choice.head_id, **detail
    )
