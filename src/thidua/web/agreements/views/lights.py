"""Set the light of a clause in a unit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.web.agreements import actions, follow, permissions, queries
from thidua.web.agreements.forms.lights import LightForm
from thidua.web.agreements.models import ClauseLight
from thidua.web.agreements.views import words
from thidua.web.agreements.views.reading import found_clause
from thidua.web.clusters.models import Unit
from thidua.web.core.form_page import FormPage, form_page


@require_http_methods(["GET", "POST"])
def set_light(request: HttpRequest, clause: int, unit: int, quarter: int) -> HttpResponse:
    """The light of one quarter; the unit is one that the person may set it for."""
    row = found_clause(request, clause)
    member = get_object_or_404(Unit, pk=unit, pk__in=[u.pk for u in queries.units_of(row.agreement)])
    permissions.can_set_light(request.user, row, member).require()
    found = ClauseLight.objects.filter(clause=row, unit=member, quarter=quarter).first()
    initial = {"light": found.light, "note": found.note, "version": found.version} if found else {}
    form = LightForm(request.POST or None, initial=initial)
    page = FormPage(
        title=_("Đèn quý %(quarter)d: %(unit)s")
        % {"quarter": quarter, "unit": words.unit_name(row.agreement, member)},
        button=_("Ghi"),
        back=follow.url(row.agreement, member),
        done=_("Đã ghi đèn theo dõi."),
        intro=f"«{words.said(row.text, row.target)}»",
    )

    def act() -> None:
        given = form.cleaned_data
        actions.set_light(
            actor=request.user, clause=row, unit=member, quarter=quarter, light=given["light"],
            note=given["note"], version=given["version"],
        )  # fmt: skip

    return form_page(request, form, act, page)
