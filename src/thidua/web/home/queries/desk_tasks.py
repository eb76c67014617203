"""What lies on the secretariat's desk about a conference: counts to announce, complaints, papers, articles."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.web.ballots.models import SecretBallot
from thidua.web.ballots.queries import secret_votes_visible_to, window_is_over
from thidua.web.clusters.models import OfficialDocument
from thidua.web.clusters.queries import official_documents_visible_to, standing_of
from thidua.web.home.queries.task import Task
from thidua.web.news.models import Article
from thidua.web.news.queries import articles_kept_by
from thidua.web.votes.models import Vote
from thidua.web.votes.queries import votes_visible_to

NAMED = 3


def desk_tasks(user: Any, today: dt.date) -> Iterator[Task]:
    """For a secretariat alone; four queries whatever there is."""
    clusters = list(standing_of(user).secretariat)
    if not clusters:
        return
    yield from _counted(user, clusters, today)
    yield from _ballots(user, clusters, today)
    yield from _papers(user, clusters, today)
    yield from _articles(user, today)


def _counted(user: Any, clusters: list[int], today: dt.date) -> Iterator[Task]:
    """Votes that were counted and not announced; the count itself stands on their own page only."""
    rows = votes_visible_to(user).filter(cluster_id__in=clusters, state=Vote.State.CLOSED, is_rehearsal=False)
    for vote in rows:
        text = _("Công bố kết quả biểu quyết: %(vote)s") % {"vote": vote.title}
        yield Task(text, reverse("votes:vote", args=[vote.pk]), today, place=vote.cluster.name, order=1)


def _ballots(user: Any, clusters: list[int], today: dt.date) -> Iterator[Task]:
    """Closed secret ballots: complaints to decide, then the box to open once the time for them is over."""
    rows = secret_votes_visible_to(user).filter(
        cluster_id__in=clusters, secret_ballot__state=SecretBallot.State.CLOSED
    )
    undecided = Count("secret_ballot__complaints", filter=Q(secret_ballot__complaints__decision=""))
    for vote in rows.annotate(undecided=undecided):
        ballot: SecretBallot = vote.secret_ballot
        words = {"count": vote.undecided, "vote": vote.title}
        kind = "do"
        if vote.undecided:
            text = ngettext(
                "Quyết định %(count)d khiếu nại về phiếu: %(vote)s",
                "Quyết định %(count)d khiếu nại về phiếu: %(vote)s",
                vote.undecided,
            )
        elif window_is_over(ballot):
            text = _("Mở hòm phiếu: %(vote)s")
        else:
            text, kind = _("Đang nhận khiếu nại về phiếu: %(vote)s"), "watch"
        yield Task(
            text % words,
            reverse("ballots:ballot", args=[vote.pk]),
            today,
            place=vote.cluster.name,
            note=_until(ballot),
            kind=kind,
            order=1,
        )


def _until(ballot: SecretBallot) -> str:
    if ballot.complaints_until is None or window_is_over(ballot):
        return ""
    time = timezone.localtime(ballot.complaints_until)
    return _("Nhận khiếu nại đến %(time)s.") % {"time": time.strftime("%H:%M %d/%m/%Y")}


def _papers(user: Any, clusters: list[int], today: dt.date) -> Iterator[Task]:
    rows = official_documents_visible_to(user).filter(
        cluster_id__in=clusters, state=OfficialDocument.State.DRAFT
    )
    drafts: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for cluster, key, subject in rows.order_by("-pk").values_list("cluster__name", "pk", "subject"):
        drafts[cluster].append((key, subject))
    for cluster, papers in drafts.items():
        text = ngettext(
            "Hoàn thiện và ban hành %(count)d dự thảo văn bản",
            "Hoàn thiện và ban hành %(count)d dự thảo văn bản",
            len(papers),
        )
        url = reverse("clusters:documents") + "?state=draft"
        if len(papers) == 1:
            url = reverse("clusters:document", args=[papers[0][0]])
        names = "; ".join(subject for _key, subject in papers[:NAMED])
        more = len(papers) - NAMED
        note = names + (_(" và %(count)d mục khác") % {"count": more} if more > 0 else "")
        yield Task(text % {"count": len(papers)}, url, today, place=cluster, note=note, order=4)


def _articles(user: Any, today: dt.date) -> Iterator[Task]:
    for article in articles_kept_by(user).filter(state=Article.State.DRAFT).defer("body", "facts"):
        text = _("Biên tập và đăng bài: %(title)s") % {"title": article.title}
        url = reverse("news:edit-page", args=[article.pk])
        yield Task(text, url, today, place=article.cluster.name, order=4)
