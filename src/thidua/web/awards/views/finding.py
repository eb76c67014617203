"""Rows that a screen is about, or 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.web.awards import queries
from thidua.web.awards.models import AchievementReport, AwardList, Disqualification, Recommendation


def list_of(request: HttpRequest, award_list: int) -> AwardList:
    """The list, when the person may read any of it."""
    return get_object_or_404(queries.lists_visible_to(request.user), pk=award_list)


def recommendation_of(request: HttpRequest, recommendation: int) -> Recommendation:
    """A recommendation that the person may read."""
    return get_object_or_404(queries.recommendations_visible_to(request.user), pk=recommendation)


def disqualification_of(request: HttpRequest, disqualification: int) -> Disqualification:
    """A disqualification that the person may read."""
    return get_object_or_404(queries.disqualifications_visible_to(request.user), pk=disqualification)


def achievement_of(request: HttpRequest, achievement: int) -> AchievementReport:
    """An achievement report that the person may read."""
    return get_object_or_404(queries.achievements_visible_to(request.user), pk=achievement)


def year_url(found: AwardList) -> str:
    """The page of the year's list."""
    return reverse("awards:year", args=[found.cycle_id])


def unit_url(found: AwardList, unit: int) -> str:
    """The page of one unit in the list."""
    return reverse("awards:unit", args=[found.pk, unit])


def trail(found: AwardList, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way back from a page of the list."""
    year = _("Đề nghị khen thưởng năm %(year)d") % {"year": found.cycle.year}
    return [(year, year_url(found)), *more]
