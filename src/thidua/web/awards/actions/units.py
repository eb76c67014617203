"""Acts on one unit of the list: add, remove, disqualify, record its vote."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.ballots import Rule
from thidua.web.awards.actions.lists import report_for
from thidua.web.awards.actions.recording import Kind, keep, locked_list, where
from thidua.web.awards.models import AwardList, Disqualification, Recommendation
from thidua.web.awards.permissions import can_change_list
from thidua.web.awards.queries import (
    WITHOUT_VOTE,
    awards_of,
    limit_of,
    needed_votes,
    standing_disqualifications,
    thresholds_on,
    units_by_code,
    unmet,
)
from thidua.web.clusters.models import Unit
from thidua.web.core import audit, clock
from thidua.web.core.access import Refused
from thidua.web.core.models import StoredFile

LISTED, REMOVED = Recommendation.State.LISTED, Recommendation.State.REMOVED
OF_THE_BODY = {"members", "entitled"}


@transaction.atomic
def add_unit(*, actor: Any, award_list: AwardList, unit: Unit, award: str, reason: str) -> Recommendation:
    """The unit is on the list for the award, with the reason.

    Refused for a unit that is disqualified or does not meet the rulebook's conditions, and when the
    award's number is full.
    """
    found = locked_list(award_list)
    can_change_list(actor, found).require()
    _require_reason(reason)
    _require_room(found, unit, award)
    row, _made = Recommendation.objects.update_or_create(
        award_list=found, unit=unit, award=award,
        defaults={
            "award_name": dict(awards_of(found.ranking))[award], "origin": Recommendation.Origin.ADDED,
            "state": LISTED, "reason": reason.strip(),
        },
    )  # fmt: skip
    report_for(found, unit.pk)
    keep(found, Kind.ADDED, actor, unit=unit, award_name=row.award_name, reason=reason.strip())
    audit.record(
        "awards.recommendation.add", actor=actor, of=row, **where(found, unit.pk), reason=reason.strip()
    )
    return row


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do."))


def _require_room(found: AwardList, unit: Unit, award: str) -> None:
    """Refuse what the rulebook does not allow."""
    if unit.code not in units_by_code(found.cycle) or award not in dict(awards_of(found.ranking)):
        raise Refused(_("Đơn vị hoặc hình thức này không có trong danh sách của năm."))
    if unit.pk in standing_disqualifications(found):
        raise Refused(_("Đơn vị đang thuộc diện không xét khen thưởng."))
    if unmet(found, unit.code, award):
        raise Refused(_("Đơn vị không đủ điều kiện theo quy chế; xem bảng điều kiện của đơn vị."))
    rows = found.recommendations.filter(state=LISTED)
    if rows.filter(unit=unit).exists():
        raise Refused(_("Đơn vị đã có trong danh sách."))
    limit = limit_of(found, award)
    if limit is not None and rows.filter(award=award).count() >= limit:
        raise Refused(_("Hình thức này đã đủ %(limit)d đơn vị theo quy chế.") % {"limit": limit})


@transaction.atomic
def remove_unit(*, actor: Any, recommendation: Recommendation, reason: str) -> Recommendation:
    """The unit is no longer on the list for this award; the line stays readable with the reason."""
    found = locked_list(recommendation.award_list)
    can_change_list(actor, found).require()
    _require_reason(reason)
    row = found.recommendations.select_related("unit").get(pk=recommendation.pk)
    if row.state != LISTED:
        raise Refused(_("Đơn vị đã được đưa ra khỏi danh sách."))
    row.award_list = found
    row.state, row.reason = REMOVED, reason.strip()
    row.save(update_fields=["state", "reason"])
    keep(found, Kind.REMOVED, actor, unit=row.unit, award_name=row.award_name, reason=reason.strip())
    audit.record(
        "awards.recommendation.remove",
        actor=actor,
        of=row,
        **where(found, row.unit_id),
        reason=reason.strip(),
    )
    return row


@dataclass(frozen=True)
class Grounds:
    """Why a unit may not be recommended: the reason, the evidence in words, a stored file with its name."""

    reason: str
    evidence: str
    file: StoredFile | None = None
    file_name: str = ""


@transaction.atomic
def disqualify(*, actor: Any, award_list: AwardList, unit: Unit, grounds: Grounds) -> Disqualification:
    """The unit may not be recommended this year; whatever it was listed for is taken off with the reason."""
    found = locked_list(award_list)
    can_change_list(actor, found).require()
    _require_reason(grounds.reason)
    if not grounds.evidence.strip():
        raise Refused(_("Hãy ghi căn cứ, minh chứng."))
    if unit.code not in units_by_code(found.cycle):
        raise Refused(_("Đơn vị này không thuộc cụm trong năm."))
    if unit.pk in standing_disqualifications(found):
        raise Refused(_("Đơn vị đã thuộc diện không xét khen thưởng."))
    row = Disqualification.objects.create(
        award_list=found, unit=unit, made_by=actor, made_on=clock.today(), reason=grounds.reason.strip(),
        evidence=grounds.evidence.strip(), file=grounds.file, file_name=grounds.file_name,
    )  # fmt: skip
    listed = found.recommendations.filter(state=LISTED, unit=unit)
    listed.update(
        state=REMOVED, reason=_("Thuộc diện không xét khen thưởng theo quy định")
    )  # others read this
    keep(found, Kind.DISQUALIFIED, actor, unit=unit, reason=grounds.reason.strip())
    audit.record(
        "awards.unit.disqualify", actor=actor, of=row, **where(found, unit.pk), reason=grounds.reason.strip(),
        evidence=grounds.evidence.strip(),
    )  # fmt: skip
    return row


@transaction.atomic
def lift_disqualification(*, actor: Any, disqualification: Disqualification, reason: str) -> Disqualification:
    """The unit may be recommended again; it is put back on the list by a person, not by itself."""
    found = locked_list(disqualification.award_list)
    can_change_list(actor, found).require()
    _require_reason(reason)
    row = found.disqualifications.select_related("unit").get(pk=disqualification.pk)
    if row.lifted_on:
        raise Refused(_("Mục này đã thôi áp dụng."))
    row.lifted_on, row.lifted_reason = clock.today(), reason.strip()
    row.save(update_fields=["lifted_on", "lifted_reason"])
    keep(found, Kind.LIFTED, actor, unit=row.unit, reason=reason.strip())
    audit.record("awards.unit.lift", actor=actor, of=row, **where(found, row.unit_id), reason=reason.strip())
    return row


@dataclass(frozen=True)
class Counts:
    """Votes on one recommendation; `base` is what the threshold is a share of.

    Where the rule counts all members the base is the number of members of the year, whatever is given;
    without one it is the number of votes cast.
    """

    votes_for: int
    votes_against: int
    votes_abstaining: int
    minutes: str
    base: int | None = None

    @property
    def cast(self) -> int:
        """How many voted."""
        return self.votes_for + self.votes_against + self.votes_abstaining


@transaction.atomic
def record_vote(*, actor: Any, recommendation: Recommendation, counts: Counts) -> Recommendation:
    """The recommendation carries the counts of its vote and the number that was needed.

    Refused once the list is decided, for an award without a voting rule, and for counts that cannot be.
    """
    found = locked_list(recommendation.award_list)
    can_change_list(actor, found).require()
    row = found.recommendations.select_related("unit").get(pk=recommendation.pk)
    row.award_list = found
    if row.state != LISTED:
        raise Refused(_("Đơn vị đã được đưa ra khỏi danh sách."))
    key = found.thresholds.get(row.award, WITHOUT_VOTE)
    if key == WITHOUT_VOTE:
        raise Refused(_("Hãy chọn quy tắc bỏ phiếu cho hình thức này trước."))
    threshold = thresholds_on(found.cycle)[key]
    base = _base(found, threshold.rule, counts)
    if counts.cast > base or not base:
        raise Refused(
            _("Tổng số phiếu (%(cast)d) không được quá %(base)d.") % {"cast": counts.cast, "base": base}
        )
    if not counts.minutes.strip():
        raise Refused(_("Hãy ghi biên bản kiểm phiếu."))
    before = row.votes_for
    row.votes_for, row.votes_against = counts.votes_for, counts.votes_against
    row.votes_abstaining, row.minutes = counts.votes_abstaining, counts.minutes.strip()
    row.base, row.needed = base, needed_votes(threshold, base)
    row.save()
    facts = {"for": row.votes_for, "against": row.votes_against, "abstaining": row.votes_abstaining}
    facts |= {"base": base, "needed": row.needed}
    keep(found, Kind.VOTED, actor, unit=row.unit, award_name=row.award_name, reason=row.minutes, facts=facts)
    audit.record(
        "awards.recommendation.vote", actor=actor, of=row, **where(found, row.unit_id), before=before,
        after=row.votes_for, base=base, needed=row.needed, basis=row.minutes,
    )  # fmt: skip
    return row


def _base(found: AwardList, rule: Rule, counts: Counts) -> int:
    if rule.base.value in OF_THE_BODY:
        return len(units_by_code(found.cycle))
    return counts.cast if counts.base is None else counts.base
