"""Acts on a recommended unit's achievement report."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.awards.actions.recording import locked_list, where
from thidua.web.awards.models import AchievementReport
from thidua.web.awards.permissions import can_complete
from thidua.web.core import audit, clock
from thidua.web.core.access import Conflict, Refused


@dataclass(frozen=True)
class AchievementText:
    """What the unit writes itself; figures come from its results."""

    features: str
    measures: str
    results: str
    signer: str


@transaction.atomic
def write_achievements(
    *, actor: Any, report: AchievementReport, text: AchievementText, version: int, done: bool
) -> AchievementReport:
    """The report says `text`; `done` completes it, and then nothing in it may be empty.

    Raises `Conflict` when somebody else changed it after `version` was read.
    """
    found = locked_list(report.award_list)
    row = (
        AchievementReport.objects.select_for_update(no_key=True, of=("self",))
        .select_related("unit")
        .get(pk=report.pk)
    )
    row.award_list = found
    can_complete(actor, row).require()
    if row.version != version:
        raise Conflict(_("Người khác vừa sửa báo cáo này."), mine=text.results, theirs=row.results)
    if done and not all(part.strip() for part in vars(text).values()):
        raise Refused(_("Hãy viết đủ các mục và người ký trước khi hoàn thành."))
    for name, value in vars(text).items():
        setattr(row, name, value.strip())
    row.version += 1
    row.completed_by, row.completed_on = (actor, clock.today()) if done else (None, None)
    row.save()
    audit.record("awards.achievement.write", actor=actor, of=row, **where(found, row.unit_id), completed=done)
    return row
