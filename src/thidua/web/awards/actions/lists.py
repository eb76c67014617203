"""Acts on the list as a whole: make it, follow a corrected ranking, set thresholds, decide, open again."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.awards.actions.recording import Kind, keep, locked_list, where
from thidua.web.awards.models import AchievementReport, AwardList, Recommendation
from thidua.web.awards.permissions import can_change_list, can_decide, can_make_list, can_reopen
from thidua.web.awards.queries import (
    WITHOUT_VOTE,
    awards_of,
    checks_of,
    newest_ranking,
    recommended_by_rule,
    standing_disqualifications,
    thresholds_on,
    units_by_code,
)
from thidua.web.clusters.actions import withdraw_document
from thidua.web.clusters.models import Cycle, OfficialDocument
from thidua.web.clusters.queries import locked_cycle
from thidua.web.core import audit, clock
from thidua.web.core.access import Refused
from thidua.web.scoring.models import Ranking

State, Row = AwardList.State, Recommendation
LISTED, REMOVED = Recommendation.State.LISTED, Recommendation.State.REMOVED
Decision = Recommendation.Decision


@transaction.atomic
def make_list(*, actor: Any, cycle: Cycle) -> AwardList:
    """The year has a list: whom the rulebook recommends on the newest frozen ranking, and why each or not.

    Refused without a frozen ranking, without awards in the rulebook, or when there is a list already.
    """
    locked = locked_cycle(cycle)
    can_make_list(actor, locked).require()
    ranking = newest_ranking(locked)
    if ranking is None:
        raise Refused(_("Năm này chưa có bảng xếp hạng nào được chốt."))
    if not awards_of(ranking):
        raise Refused(_("Quy chế của năm không quy định đề nghị khen thưởng."))
    if AwardList.objects.filter(cycle=locked).exists():
        raise Refused(_("Năm này đã có danh sách đề nghị."))
    found = AwardList.objects.create(
        cycle=locked, ranking=ranking, checks=checks_of(ranking), made_by=actor, made_at=clock.now()
    )
    rows = _add_by_rule(found)
    keep(found, Kind.MADE, actor, facts={"ranking": str(ranking), "count": len(rows)})
    audit.record(
        "awards.list.make", actor=actor, of=found, **where(found), ranking=str(ranking),
        recommendations=[str(row) for row in rows],
    )  # fmt: skip
    return found


def _add_by_rule(found: AwardList) -> list[Recommendation]:
    """Rows for everyone whom the ranking recommends and who is not on the list yet."""
    units, names = units_by_code(found.cycle), dict(awards_of(found.ranking))
    barred = standing_disqualifications(found)
    known = set(found.recommendations.values_list("unit__code", "award"))
    rows = []
    for code, award in recommended_by_rule(found.ranking):
        if (code, award) in known or units[code].pk in barred:
            continue
        rows.append(
            Recommendation.objects.create(
                award_list=found,
                unit=units[code],
                award=award,
                award_name=names[award],
                origin=Row.Origin.RULE,
            )
        )
        report_for(found, units[code].pk)
    return rows


def report_for(found: AwardList, unit_id: int) -> None:
    """The unit has an achievement report to complete."""
    AchievementReport.objects.get_or_create(award_list=found, unit_id=unit_id)


@transaction.atomic
def follow_ranking(*, actor: Any, award_list: AwardList) -> AwardList:
    """The list rests on the newest frozen ranking; its history says who came in, who went out.

    What people added or removed with a reason stays; a unit that the new ranking no longer recommends goes
    out with that reason. Refused when the list rests on the newest one already.
    """
    found = locked_list(award_list)
    can_change_list(actor, found).require()
    newest = newest_ranking(found.cycle)
    if newest is None or newest.pk == found.ranking_id:
        raise Refused(_("Danh sách đã theo bảng xếp hạng mới nhất."))
    old, wanted = found.ranking, set(recommended_by_rule(newest))
    found.ranking, found.checks = newest, checks_of(newest)
    found.save(update_fields=["ranking", "checks"])
    out = _take_out(found, wanted, newest)
    came = [str(row) for row in _add_by_rule(found)]
    facts: dict[str, Any] = {"before": str(old), "ranking": str(newest), "added": came, "removed": out}
    keep(found, Kind.RANKING, actor, facts=facts)
    audit.record("awards.list.follow", actor=actor, of=found, **where(found), **facts)
    return found


def _take_out(found: AwardList, wanted: set[tuple[str, str]], newest: Ranking) -> list[str]:
    out = []
    for row in found.recommendations.filter(state=LISTED, origin=Row.Origin.RULE).select_related("unit"):
        if (row.unit.code, row.award) not in wanted:
            row.award_list = found
            row.state, row.reason = (
                REMOVED,
                _("Không còn thuộc diện đề nghị theo %(ranking)s") % {"ranking": newest},
            )
            row.save(update_fields=["state", "reason"])
            out.append(str(row))
    return out


@transaction.atomic
def set_thresholds(*, actor: Any, award_list: AwardList, thresholds: dict[str, str]) -> AwardList:
    """By which voting rule the vote on each award is measured, or that there is no vote on it.

    Refused for an award with recorded votes, and for a rule that was not in force in the year.
    """
    found = locked_list(award_list)
    can_change_list(actor, found).require()
    known = {kind.id for kind in awards_of(found.ranking)}
    allowed = {*thresholds_on(found.cycle), WITHOUT_VOTE}
    if not set(thresholds) <= known or not set(thresholds.values()) <= allowed:
        raise Refused(_("Quy tắc bỏ phiếu này không dùng được cho danh sách."))
    voted = set(found.recommendations.exclude(votes_for=None).values_list("award", flat=True))
    changed = {award for award in thresholds if thresholds[award] != found.thresholds.get(award)}
    if changed & voted:
        raise Refused(_("Đã ghi kết quả bỏ phiếu; không đổi quy tắc sau khi bỏ phiếu."))
    before, found.thresholds = found.thresholds, {**found.thresholds, **thresholds}
    found.save(update_fields=["thresholds"])
    audit.record(
        "awards.list.thresholds", actor=actor, of=found, **where(found), before=before, after=found.thresholds
    )
    return found


@transaction.atomic
def decide_list(*, actor: Any, award_list: AwardList, agreed: str = "") -> AwardList:
    """The list is closed: who got enough votes is recommended, who did not is not.

    Where an award is not voted on, `agreed` says how the conference agreed. Refused while a vote is missing.
    """
    found = locked_list(award_list)
    can_decide(actor, found).require()
    rows = list(found.recommendations.filter(state=LISTED).select_related("unit"))
    if any(not row.has_vote for row in rows) and not agreed.strip():
        raise Refused(
            _("Có hình thức không bỏ phiếu; hãy ghi hội nghị thống nhất thế nào, theo biên bản nào.")
        )
    for row in rows:
        passed = row.carried if row.has_vote else True
        row.decision = Decision.RECOMMENDED if passed else Decision.NOT_RECOMMENDED
        row.save(update_fields=["decision"])
    found.state, found.decided_on, found.agreed = State.DECIDED, clock.today(), agreed.strip()
    found.save(update_fields=["state", "decided_on", "agreed"])
    count = sum(row.decision == Decision.RECOMMENDED for row in rows)
    keep(found, Kind.DECIDED, actor, reason=agreed.strip(), facts={"count": count})
    audit.record(
        "awards.list.decide", actor=actor, of=found, **where(found), recommended=count, basis=agreed.strip()
    )
    return found


@transaction.atomic
def reopen_list(*, actor: Any, award_list: AwardList, reason: str) -> AwardList:
    """A decided list is open again, with the reason; a proposal that was out is withdrawn with it."""
    found = locked_list(award_list)
    can_reopen(actor, found).require()
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do mở lại danh sách."))
    for document in (found.proposal, found.annex):
        if document and document.state == OfficialDocument.State.ISSUED:
            withdraw_document(actor=actor, document=document, reason=reason)
    found.recommendations.update(decision=Decision.PENDING)
    before, found.state = found.state, State.DRAFT
    found.proposal = found.annex = None
    found.save(update_fields=["state", "proposal", "annex"])
    keep(found, Kind.REOPENED, actor, reason=reason.strip())
    audit.record(
        "awards.list.reopen", actor=actor, of=found, **where(found), before=before, after=found.state,
        reason=reason.strip(),
    )  # fmt: skip
    return found
