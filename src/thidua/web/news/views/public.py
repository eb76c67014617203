"""What anybody reads without signing in: the list, an article, its pictures, the feed, the map of the site.

Every answer comes from `articles_out`: a draft, an embargoed and a withdrawn article answer exactly as one
that never was.
"""

import datetime as dt
import hashlib
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.web.charity.queries import statements_out
from thidua.web.core import clock
from thidua.web.core.pictures import picture_response
from thidua.web.news import queries
from thidua.web.news.markup import html
from thidua.web.news.models import Article
from thidua.web.scoring.places import frozen_rows

ON_A_PAGE, IN_THE_FEED = 20, 30
FRESH = "public, max-age=60"
"""A withdrawn article is gone from in-between stores a minute later."""


class Feed(Atom1Feed):
    """Atom whose day is its newest article's: an empty one does not change by the minute."""

    def latest_post_date(self) -> dt.datetime:
        """The newest day of an article, else the beginning of time."""
        return super().latest_post_date() if self.items else dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def _cached(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer with its tag, or 304 when the reader has it already."""
    tag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = FRESH
    found = get_conditional_response(request, etag=tag, response=response)
    return found if isinstance(found, HttpResponse) else response


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Articles that are out, newest first."""
    page = Paginator(queries.articles_out().prefetch_related("photos"), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    rows = [(article, next(iter(article.photos.all()), None)) for article in page]
    return public_page(
        request, "news/index.html", {"page": page, "rows": rows, "statements": statements_out()}
    )


def public_page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page for everybody: with the feed's address, its tag and how long it may be kept."""
    return _cached(request, render(request, template, context | {"feed": _feed_url(request)}))


def _feed_url(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("news:feed"))


@login_not_required
@require_safe
def article(request: HttpRequest, key: str) -> HttpResponse:
    """One article with its pictures, the published result, corrections and related articles."""
    found = get_object_or_404(queries.articles_out(), key=key)
    return _cached(request, render(request, "news/article.html", shown(request, found)))


def shown(request: HttpRequest, found: Article) -> dict[str, Any]:
    """What the page of an article needs; the editors' preview shows the same."""
    photos = list(found.photos.all())
    picture = reverse("news:photo", args=[found.key, photos[0].pk]) + "?w=960" if photos else ""
    return {
        "article": found,
        "body": html(found.body),
        "photos": photos,
        "corrections": list(found.corrections.all()),
        "related": queries.related(found),
        "ranking": found.ranking,
        "rows": frozen_rows(found.ranking) if found.ranking else [],
        "address": request.build_absolute_uri(reverse("news:article", args=[found.key])),
        "picture": request.build_absolute_uri(picture) if picture else "",
        "feed": _feed_url(request),
    }


@login_not_required
@require_safe
def photo(request: HttpRequest, key: str, photo: int) -> FileResponse:
    """A picture of an article that is out."""
    found = get_object_or_404(queries.photos_out(), pk=photo, article__key=key)
    response = picture_response(request, found.file, f"anh-{found.pk}")
    response.headers["Cache-Control"] = FRESH
    return response


@login_not_required
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest articles as Atom."""
    made = Feed(
        title=_("Tin thi đua"), link=request.build_absolute_uri(reverse("news:index")), description="",
        language="vi", feed_url=_feed_url(request),
    )  # fmt: skip
    for row in queries.articles_out().prefetch_related("corrections")[:IN_THE_FEED]:
        address = request.build_absolute_uri(reverse("news:article", args=[row.key]))
        made.add_item(
            title=row.title, link=address, description=row.lead, unique_id=address,
            pubdate=_moment(row.published_on), updateddate=_updated(row),
        )  # fmt: skip
    response = HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    return _cached(request, response)


def _moment(day: dt.date | None) -> dt.datetime:
    return dt.datetime.combine(day or clock.today(), dt.time(), clock.now().tzinfo)


def _updated(row: Article) -> dt.datetime:
    return max([_moment(row.published_on), *(_moment(c.corrected_on) for c in row.corrections.all())])


@login_not_required
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Addresses of the articles that are out, for search engines."""
    rows = [
        (request.build_absolute_uri(reverse("news:article", args=[row.key])), row.published_on)
        for row in queries.articles_out()
    ]
    text = render_to_string("news/sitemap.xml", {"rows": rows})
    return _cached(request, HttpResponse(text, content_type="application/xml; charset=utf-8"))
