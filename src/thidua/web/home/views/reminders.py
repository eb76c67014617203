"""Texts to copy into Zalo for one year; the secretariat's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.web.clusters.permissions import can_run_year
from thidua.web.clusters.queries import cycles_visible_to
from thidua.web.home import queries


@require_safe
def reminders(request: HttpRequest, cycle: int) -> HttpResponse:
    """One text per unit that lacks something, and one for the whole cluster; always in Vietnamese."""
    found = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    can_run_year(request.user, found).require()
    with translation.override("vi"):
        progress = queries.progress_of(found)
        texts = queries.reminders_of(progress)
        everyone = queries.reminder_for_all(progress)
    context = {
        "cycle": found,
        "progress": progress,
        "reminders": texts,
        "everyone": everyone,
        "lines": everyone.count("\n") + 3,
        "trail": [
            (_("Năm %(year)d") % {"year": found.year}, reverse("clusters:year", args=[found.pk])),
            (_("Nhắc việc"), ""),
        ],
    }
    return render(request, "home/reminders.html", context)
