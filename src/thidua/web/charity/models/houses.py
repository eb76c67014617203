"""Houses that are built with the fund's money, how they progress, their photos."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.web.charity.models.campaigns import Campaign
from thidua.web.clusters.models import Unit
from thidua.web.core.models import StoredFile


class CharityHouse(models.Model):
    """A house for a household described without personal data; its name only where publication was agreed."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="houses")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(_("tên gọi của căn nhà"), max_length=150)
    place = models.CharField(_("địa điểm"), max_length=200)
    beneficiary = models.CharField(_("hộ được xây nhà"), max_length=300)
    beneficiary_name = models.CharField(_("tên chủ hộ"), max_length=100, blank=True)
    name_agreed = models.BooleanField(_("chủ hộ đồng ý nêu tên"), default=False)
    planned_cost_vnd = models.BigIntegerField(_("kinh phí dự kiến"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("nhà tình nghĩa")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(beneficiary_name="") | Q(name_agreed=True), name="a_name_only_where_agreed"
            ),
            models.CheckConstraint(condition=Q(planned_cost_vnd__gt=0), name="house_cost_is_positive"),
        ]

    def __str__(self) -> str:
        return self.title


class HouseStep(models.Model):
    """One thing that happened on the way from choosing the household to handing over the keys."""

    class Stage(models.TextChoices):
        CHOSEN = "chosen", _("Chọn hộ")
        STARTED = "started", _("Khởi công")
        BUILDING = "building", _("Đang xây")
        FINISHED = "finished", _("Hoàn thành")
        HANDED_OVER = "handed_over", _("Bàn giao nhà")

    house = models.ForeignKey(CharityHouse, models.PROTECT, related_name="steps")
    stage = models.CharField(_("bước"), max_length=12, choices=Stage)
    happened_on = models.DateField(_("ngày"))
    note = models.CharField(_("nội dung"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("bước xây nhà")
        ordering = ("happened_on", "pk")

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.happened_on:%d/%m/%Y}"


class HousePhoto(models.Model):
    """A photo with its caption, kept without the camera's hidden data; published only where that was agreed."""

    house = models.ForeignKey(CharityHouse, models.PROTECT, related_name="photos")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    caption = models.CharField(_("chú thích"), max_length=300)
    taken_on = models.DateField(_("ngày chụp"), null=True, blank=True)
    may_be_published = models.BooleanField(_("được phép công khai"), default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdraw_reason = models.CharField(_("lý do gỡ"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("ảnh căn nhà")
        ordering = ("taken_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdraw_reason=""), name="photo_withdrawn_with_a_reason"
            )
        ]

    def __str__(self) -> str:
        return self.caption
