"""The big screen of the hall: a page without data that anybody may open, and its part, for whoever may see it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thidua.web.conferences import hall, queries
from thidua.web.conferences.models import Conference
from thidua.web.core import live

KEY = "X-Screen-Key"


def _shown(request: HttpRequest, number: int) -> Conference | None:
    """The conference, for a signed-in person who sees it or a computer whose link holds."""
    if request.user.is_authenticated:
        found = queries.conferences_visible_to(request.user).filter(pk=number).first()
        if found is not None:
            return found
    link = hall.link_of(request.headers.get(KEY, ""), number)
    return link.conference if link else None


@login_not_required
@require_safe
def screen(request: HttpRequest, conference: int) -> HttpResponse:
    """The frame of the screen; what stands in it is asked for with the key after `#` in the address."""
    return live.may_listen(request, render(request, "conferences/screen.html", {"number": conference}))


@login_not_required
@require_safe
def screen_now(request: HttpRequest, conference: int) -> HttpResponse:
    """What the screen shows now."""
    found = _shown(request, conference)
    if found is None:
        raise Http404
    cluster = found.cycle.cluster_id
    seen = live.version(cluster)
    response = render(request, "conferences/_screen.html", hall.facts(found))
    return live.told(request, response, cluster, seen)
