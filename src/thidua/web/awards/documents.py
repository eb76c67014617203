"""Papers of the recommendations, filled from the same rows as the screens.

Every figure is that of the frozen ranking on which the list rests, never today's.
"""

import re
from typing import Any

from django.utils.translation import gettext as _

from thidua.documents import Paper, Profile, Signer, profile_for
from thidua.documents.papers import AwardGroup, Candidate, Proposal, Recommendations
from thidua.documents.papers.achievements import AchievementReport, AwardMinutes, Review
from thidua.documents.papers.facts import Head
from thidua.rules import result_from_json
from thidua.web.awards import queries
from thidua.web.awards.models import AchievementReport as Achievement
from thidua.web.awards.models import AwardList, Recommendation
from thidua.web.awards.wording import reason_left_out, threshold_text
from thidua.web.clusters.documents import full_name, issuer_of, watermark
from thidua.web.clusters.queries import cycle_day, head_unit
from thidua.web.core import clock
from thidua.web.core.access import Refused
from thidua.web.rulebooks.queries import parsed

KINDS = ("proposal", "recommendations", "minutes")
PREFIX = re.compile(r"^Đề nghị (tặng |xét tặng )?", re.IGNORECASE)
Decision, Row = Recommendation.Decision, Recommendation


def profile_of(found: AwardList) -> Profile:
    """The Party's format in force on the day of the decision, else today's."""
    return profile_for("party", found.decided_on or clock.today())


def _head(found: AwardList, form: Profile, signers: tuple[Signer, ...], **more: Any) -> Head:
    day = found.decided_on or cycle_day(found.cycle)
    unit = head_unit(found.cycle.cluster, cycle_day(found.cycle))
    if unit is None:
        raise Refused(_("Năm này chưa có đơn vị cụm trưởng nên chưa biết ai ký."))
    issuer = issuer_of(unit, form.family, day)
    return Head(issuer, signers=signers, watermark=watermark(), **more)


def award_title(name: str) -> str:
    """The award alone: «Đề nghị tặng Cờ thi đua» is «Cờ thi đua»."""
    return PREFIX.sub("", name) or name


def _groups(found: AwardList) -> tuple[AwardGroup, ...]:
    """Everyone recommended, by award; while the list is open, everyone on it."""
    rows = found.recommendations.filter(state=Row.State.LISTED).exclude(decision=Decision.NOT_RECOMMENDED)
    frozen, day = queries.frozen_by_code(found.ranking), cycle_day(found.cycle)
    chosen = list(rows.select_related("unit").prefetch_related("unit__names"))
    groups = []
    for award in queries.awards_of(found.ranking):
        candidates = [
            Candidate(
                full_name(row.unit, day), frozen[row.unit.code].place, frozen[row.unit.code].total, row.votes_for,
                row.base,
            )
            for row in chosen
            if row.award == award.id
        ]  # fmt: skip
        if candidates:
            groups.append(AwardGroup(award_title(award.name), tuple(candidates)))
    return tuple(groups)


def _chief() -> tuple[Signer, ...]:
    return (Signer("Trưởng ban", "", None),)


def _ranking_text(found: AwardList) -> str:
    ranking = found.ranking
    return f"{ranking.get_kind_display()} năm {found.cycle.year} lần {ranking.number}, ngày {ranking.made_on:%d/%m/%Y}"


def proposal(found: AwardList, form: Profile, *, to: str = "", **numbered: Any) -> Paper:
    """Tờ trình: whom the cluster asks the competent authority to commend."""
    head = _head(found, form, _chief(), recipients=("Như trên", "Các đơn vị thành viên"), **numbered)
    enclosures = [
        "Danh sách đề nghị khen thưởng",
        "Biên bản bình xét và kết quả bỏ phiếu",
        "Báo cáo thành tích",
    ]
    return Proposal(
        head,
        found.cycle.cluster.name,
        found.cycle.year,
        (to,) if to else ("Cấp có thẩm quyền khen thưởng",),
        _groups(found),
        (f"Căn cứ kết quả {_ranking_text(found).lower()}",),
        None,
        tuple(enclosures),
        to,
    ).paper()


def recommendations(found: AwardList, form: Profile, *, attached_to: str = "") -> Paper:
    """The list that goes with the proposal, with those left out and why."""
    return Recommendations(
        _head(found, form, ()), found.cycle.cluster.name, found.cycle.year, _groups(found), attached_to,
        left_out(found),
    ).paper()  # fmt: skip


def left_out(found: AwardList, *, grounds: bool = False) -> tuple[tuple[str, str], ...]:
    """(unit, why) of everyone who is not recommended; a disqualification's `grounds` stay in the minutes."""
    day, barred = cycle_day(found.cycle), queries.standing_disqualifications(found)
    rows = {row.unit_id: row for row in found.recommendations.order_by("pk")}
    told = []
    for code, unit in queries.units_by_code(found.cycle).items():
        row = rows.get(unit.pk)
        if row and row.state == Row.State.LISTED and row.decision != Decision.NOT_RECOMMENDED:
            continue
        why = reason_left_out(found, code, row, barred.get(unit.pk), grounds=grounds)
        told.append((full_name(unit, day), why))
    return tuple(told)


def minutes(found: AwardList, form: Profile) -> Paper:
    """Minutes of review with the counts of every vote."""
    day = cycle_day(found.cycle)
    known = queries.thresholds_on(found.cycle)
    rows = found.recommendations.filter(state=Row.State.LISTED).select_related("unit")
    used = [
        f"{award_title(a.name)}: {threshold_text(known[found.thresholds[a.id]])}"
        for a in queries.awards_of(found.ranking)
        if found.thresholds.get(a.id) in known
    ]
    reviews = tuple(
        Review(
            full_name(row.unit, day), award_title(row.award_name),
            row.carried if row.has_vote else row.decision == Decision.RECOMMENDED,
            row.votes_for, row.votes_against or 0, row.votes_abstaining or 0, row.base or 0, row.needed or 0,
        )
        for row in rows.prefetch_related("unit__names")
    )  # fmt: skip
    return AwardMinutes(
        _head(found, form, (Signer("Thư ký", "", None), Signer("Chủ trì", "", None))),
        found.cycle.cluster.name, found.cycle.year, f"Bảng {_ranking_text(found).lower()}", found.decided_on,
        reviews, tuple(used), found.agreed, left_out(found, grounds=True),
    ).paper()  # fmt: skip


def achievement(report: Achievement, form: Profile) -> Paper:
    """The unit's report: figures of the frozen ranking, words of the unit."""
    found = report.award_list
    day, code = cycle_day(found.cycle), report.unit.code
    rulebook = parsed(found.ranking.edition)
    result = result_from_json(found.ranking.result)
    own, frozen = result.unit(code), queries.frozen_by_code(found.ranking)[code]
    row = found.recommendations.filter(unit=report.unit).order_by("state", "pk").first()
    contents = tuple(
        (item.name, own.lines[item.id].points, item.max) for item in rulebook.items if item.max is not None
    )
    issuer = issuer_of(report.unit, form.family, day)
    signer = Signer("Trưởng ban", "", report.signer or None)
    return AchievementReport(
        Head(issuer, signers=(signer,), recipients=("Tổ thư ký của cụm",), watermark=watermark()),
        full_name(report.unit, day), found.cycle.cluster.name, found.cycle.year,
        award_title(row.award_name) if row else "", report.features, report.measures, report.results,
        frozen.place, len(result.units), frozen.total, frozen.grade, contents,
    ).paper()  # fmt: skip


PAPERS = {"proposal": proposal, "recommendations": recommendations, "minutes": minutes}
