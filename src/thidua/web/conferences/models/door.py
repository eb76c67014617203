"""Tables of the door: who may keep it and for how long, and every tick they made there."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.web.conferences.models.meeting import Conference, Delegate


class DoorLink(models.Model):
    """One device that may keep the door of one conference, with no account, until `expires_at` or revoked.

    Whoever holds the link reads the names of those invited; so it is limited, may be revoked, and only the
    digest of its key is kept. Times are real ones, as for everything that opens a door.
    """

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="door_links")
    place = models.CharField(_("cửa hoặc người giữ cửa"), max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(_("dùng được đến"))
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("đường dẫn giữ cửa")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.place

    def is_open_at(self, moment: dt.datetime) -> bool:
        """True while the link opens the door."""
        return self.revoked_at is None and moment < self.expires_at


class DoorTick(models.Model):
    """One mark on one delegate, at a door or on the list; never changed, so that doors may send in any order.

    What a delegate's row says is what all ticks together say: the last one by `happened_at` decides, the
    first arrival since the last undo is the arrival. `key` is made where the mark was made: sent twice, it
    counts once.
    """

    key = models.UUIDField(unique=True)
    delegate = models.ForeignKey(Delegate, models.CASCADE, related_name="ticks")
    attendance = models.CharField(_("điểm danh"), max_length=12, choices=Delegate.Attendance)
    represented_by = models.CharField(_("người dự thay"), max_length=200, blank=True)
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    link = models.ForeignKey(DoorLink, models.SET_NULL, null=True, blank=True, related_name="ticks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("lượt điểm danh")
        ordering = ("happened_at", "key")
        indexes = [models.Index(fields=["delegate", "happened_at"], name="tick_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(link__isnull=False, by__isnull=False), name="tick_from_a_door_or_the_list"
            ),
        ]

    def __str__(self) -> str:
        return f"Lượt điểm danh {self.key}"
