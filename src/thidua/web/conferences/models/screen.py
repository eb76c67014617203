"""What stands on the big screen of the hall, which computers may show it, and the votes of the conference."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.web.conferences.models.meeting import AgendaItem, Conference, Photo, Speech
from thidua.web.signatures.models import SigningRound
from thidua.web.votes.models import Vote


class ConferenceVote(models.Model):
    """A vote that is held at a conference, with the item it belongs to."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="votes")
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="votes", verbose_name=_("nội dung")
    )
    vote = models.OneToOneField(
        Vote, models.CASCADE, related_name="at_conference", verbose_name=_("cuộc biểu quyết")
    )

    class Meta:
        verbose_name = _("cuộc biểu quyết của hội nghị")
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.vote)


class Screen(models.Model):
    """The big screen of one conference: what it shows, what is under way and since when."""

    class Shows(models.TextChoices):
        PAUSE = "pause", _("Chào mừng, giải lao")
        PROGRAMME = "programme", _("Chương trình")
        PRESENCE = "presence", _("Đại biểu có mặt")
        SPEAKER = "speaker", _("Người phát biểu")
        SIGNING = "signing", _("Tiến độ ký")
        VOTE = "vote", _("Biểu quyết")
        RESULT = "result", _("Kết quả biểu quyết")

    conference = models.OneToOneField(Conference, models.CASCADE, related_name="screen")
    shows = models.CharField(_("màn hình đang hiện"), max_length=10, choices=Shows, default=Shows.PAUSE)
    message = models.CharField(_("dòng chữ khi chào mừng, giải lao"), max_length=200, blank=True)
    picture = models.ForeignKey(
        Photo, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("ảnh nền")
    )
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, related_name="+")
    item_since = models.DateTimeField(null=True)
    speech = models.ForeignKey(Speech, models.SET_NULL, null=True, related_name="+")
    speech_since = models.DateTimeField(null=True)
    vote = models.ForeignKey(ConferenceVote, models.SET_NULL, null=True, related_name="+")
    signing = models.ForeignKey(SigningRound, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("màn hình lớn")

    def __str__(self) -> str:
        return f"Màn hình lớn {self.conference_id}"

    def speech_ends(self) -> dt.datetime | None:
        """When the allotted minutes of the turn to speak are over; None when none were allotted."""
        if self.speech is None or self.speech_since is None or not self.speech.allotted_minutes:
            return None
        return self.speech_since + dt.timedelta(minutes=self.speech.allotted_minutes)


class ScreenLink(models.Model):
    """A computer in the hall that may show the screen without signing in, until it is taken back.

    Only the digest of its key is kept; the key stands in the address after `#`, which no server logs.
    """

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="screen_links")
    name = models.CharField(_("máy nào"), max_length=100)
    key_digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(_("dùng đến"))
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("đường dẫn màn hình lớn")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="screen_link_says_where"),
        ]

    def __str__(self) -> str:
        return self.name
