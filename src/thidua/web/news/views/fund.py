"""The statement of a year's charity money as anybody reads it, with the photos that may be shown."""

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from thidua.web.charity.models import PublishedStatement
from thidua.web.charity.queries import photo_for_public, statement_for_public
from thidua.web.core.pictures import picture_response
from thidua.web.news.views.public import public_page


def _standing(cluster: int, year: int) -> PublishedStatement:
    """The publication that stands; a withdrawn one and one that never was answer alike."""
    found = statement_for_public(cluster, year)
    if found is None:
        raise Http404
    return found


@login_not_required
@require_safe
def statement(request: HttpRequest, cluster: int, year: int) -> HttpResponse:
    """The newest publication that stands."""
    found = _standing(cluster, year)
    handed = [(dt.date.fromisoformat(h["on"]), h["text"], h["amount"]) for h in found.content["handed_over"]]
    context = {"row": found, "content": found.content, "handed": handed, "cluster": cluster, "year": year}
    return public_page(request, "news/fund.html", context)


@login_not_required
@require_safe
def photo(request: HttpRequest, cluster: int, year: int, sha256: str) -> FileResponse:
    """A photo of the statement; none once it was taken down."""
    stored = photo_for_public(_standing(cluster, year), sha256)
    if stored is None:
        raise Http404
    return picture_response(request, stored, "anh")
