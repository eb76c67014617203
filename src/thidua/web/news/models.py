"""Articles for the public: drafted from a conference's data, edited by a person, published, corrected."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.web.clusters.models import Cluster
from thidua.web.conferences.models import Conference
from thidua.web.core.models import StoredFile
from thidua.web.scoring.models import Ranking

USER = settings.AUTH_USER_MODEL


def new_key() -> str:
    """An address that tells neither how many articles there are nor what another one's is."""
    return secrets.token_urlsafe(9)


class Article(models.Model):
    """One article. The public reads it once it is published and its embargo has passed, until it is withdrawn.

    `body` is in the small format of `markup`. `facts` is what it was drafted from, each with its source, so
    that an editor sees what has changed since. `ranking` is the published result printed below it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("article", "Bản nháp")
        PUBLISHED = "published", pgettext_lazy("article", "Đã đăng")
        WITHDRAWN = "withdrawn", pgettext_lazy("article", "Đã gỡ")

    key = models.CharField(max_length=20, unique=True, default=new_key, editable=False)
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="articles")
    conference = models.ForeignKey(
        Conference, models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("hội nghị")
    )
    ranking = models.ForeignKey(Ranking, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(_("tiêu đề"), max_length=200)
    lead = models.CharField(_("tóm tắt"), max_length=500)
    body = models.TextField(_("nội dung"), max_length=30_000)
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.DRAFT)
    facts = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    embargo_until = models.DateTimeField(_("không hiện trước lúc"), null=True, blank=True)
    published_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_on = models.DateField(_("ngày đăng"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdraw_reason = models.CharField(_("lý do gỡ bài"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("tin, bài")
        ordering = ("-published_on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False, published_on__isnull=False),
                name="published_article_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdraw_reason=""), name="withdrawn_article_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ArticlePhoto(models.Model):
    """A picture of an article with its caption and what it shows for those who cannot see it."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField(_("mô tả ảnh cho người không nhìn thấy"), max_length=300)
    caption = models.CharField(_("chú thích"), max_length=300)

    class Meta:
        verbose_name = _("ảnh của bài")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.caption


class ArticleCorrection(models.Model):
    """One correction after publication: what the readers are told, and what stood there before."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="corrections")
    note = models.CharField(_("nội dung đính chính"), max_length=500)
    before = models.JSONField(default=dict)
    corrected_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    corrected_on = models.DateField()
    corrected_at = models.DateTimeField()

    class Meta:
        verbose_name = _("đính chính")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.note
