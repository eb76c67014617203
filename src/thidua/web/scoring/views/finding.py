"""Finding the sheet that a page is about."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from thidua.web.clusters.queries import member_of_year
from thidua.web.core.access import Refused
from thidua.web.scoring import queries
from thidua.web.scoring.models import Scoresheet


def sheet_or_404(request: HttpRequest, pk: int) -> Scoresheet:
    """The sheet when the person sees it. Raises `Refused` for that of a unit no longer scored in the year."""
    found = get_object_or_404(queries.scoresheets_visible_to(request.user), pk=pk)
    if member_of_year(found.cycle, found.unit_id) is None:
        raise Refused(
            _("%(unit)s không còn là thành viên của cụm trong năm %(year)d nên phiếu này không dùng nữa.")
            % {"unit": found.unit_name, "year": found.cycle.year}
        )
    return found
