"""The article about a conference on the conference's page."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.web.conferences.links import Link, register
from thidua.web.conferences.models import Conference
from thidua.web.news.models import Article
from thidua.web.news.permissions import can_draft, can_edit_news
from thidua.web.news.queries import articles_kept_by, articles_out


def articles(user: Any, conference: Conference) -> Iterator[Link]:
    """What was written about it: to edit for the secretariat, to read for everyone; else where it is drafted."""
    if not can_edit_news(user, conference.cycle.cluster_id):
        for row in articles_out().filter(conference=conference):
            yield Link(row.title, reverse("news:article", args=[row.key]), _("Tin, bài"), is_done=True)
        return
    rows = list(articles_kept_by(user).filter(conference=conference))
    for row in rows:
        is_done = row.state == Article.State.PUBLISHED
        url = reverse("news:edit-page", args=[row.pk])
        yield Link(row.title, url, row.get_state_display(), _("Tin, bài"), is_done)
    if not rows:
        allowed = can_draft(user, conference)
        note = "" if allowed else allowed.reason
        yield Link(_("Tin, bài về hội nghị"), reverse("news:desk"), _("Chưa soạn"), note)


register(80, articles)
