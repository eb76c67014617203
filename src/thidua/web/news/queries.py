"""Reads of articles: `articles_out` is the only door of the public, `articles_kept_by` that of the editors."""

from typing import Any

from django.db.models import Q, QuerySet

from thidua.web.clusters.queries import standing_of
from thidua.web.core import clock
from thidua.web.news.models import Article, ArticlePhoto

State = Article.State


def articles_out() -> QuerySet[Article]:
    """What anybody may read now: published, past its embargo, not withdrawn, never of a rehearsal."""
    passed = Q(embargo_until=None) | Q(embargo_until__lte=clock.now())
    rows = Article.objects.filter(passed, state=State.PUBLISHED).exclude(conference__is_rehearsal=True)
    return rows.select_related("cluster", "conference", "ranking__edition")


def photos_out() -> QuerySet[ArticlePhoto]:
    """Pictures of articles that are out."""
    return ArticlePhoto.objects.filter(article__in=articles_out()).select_related("file")


def articles_kept_by(user: Any) -> QuerySet[Article]:
    """Articles that the person edits, in every state: those of the clusters whose secretariat they sit in."""
    rows = Article.objects.filter(cluster_id__in=list(standing_of(user).secretariat))
    return rows.select_related(
        "cluster", "conference__cycle__cluster", "conference__host_unit", "ranking__edition"
    )


def related(article: Article) -> list[Article]:
    """The three newest other articles of the cluster that are out."""
    return list(articles_out().filter(cluster=article.cluster_id).exclude(pk=article.pk)[:3])


def is_out(article: Article) -> bool:
    """True when the public reads it now."""
    return articles_out().filter(pk=article.pk).exists()
