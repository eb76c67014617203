"""Who may draft, edit, publish, correct and withdraw an article; each answer carries its reason."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.web.clusters.permissions import is_secretariat
from thidua.web.conferences.models import Conference
from thidua.web.core.access import YES, Access, no
from thidua.web.news.models import Article

State = Article.State


def can_edit_news(user: Any, cluster: int) -> Access:
    """May the person write articles of the cluster?"""
    return YES if is_secretariat(user, cluster) else no(_("Tin, bài của cụm do tổ thư ký viết và đăng."))


def can_draft(user: Any, conference: Conference) -> Access:
    """May the person have an article drafted from the conference? Never from a rehearsal."""
    allowed = can_edit_news(user, conference.cycle.cluster_id)
    if not allowed:
        return allowed
    if conference.is_rehearsal:
        return no(_("Hội nghị diễn tập không có tin, bài."))
    if conference.state != Conference.State.HELD:
        return no(_("Hội nghị chưa họp nên chưa có gì để viết."))
    return YES


def can_edit(user: Any, article: Article) -> Access:
    """May the person change the draft?"""
    allowed = can_edit_news(user, article.cluster_id)
    if allowed and article.state != State.DRAFT:
        return no(_("Bài đã đăng; muốn sửa thì đính chính để người đọc biết."))
    return allowed


def can_publish(user: Any, article: Article) -> Access:
    """May the person publish the draft?"""
    return can_edit(user, article)


def can_correct(user: Any, article: Article) -> Access:
    """May the person correct what is published?"""
    allowed = can_edit_news(user, article.cluster_id)
    if allowed and article.state != State.PUBLISHED:
        return no(_("Chỉ đính chính bài đã đăng."))
    return allowed


def can_withdraw(user: Any, article: Article) -> Access:
    """May the person take the article back?"""
    allowed = can_edit_news(user, article.cluster_id)
    if allowed and article.state != State.PUBLISHED:
        return no(_("Chỉ gỡ bài đã đăng."))
    return allowed
