"""The fund of a cluster, its treasurer, a year's campaign and what each unit pledged."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.web.clusters.models import Cluster, Unit, ends_after_start


class Fund(models.Model):
    """A cluster's fund for charity houses; its row is locked by every act that books money."""

    cluster = models.OneToOneField(Cluster, models.PROTECT, related_name="charity_fund")
    name = models.CharField(_("tên quỹ"), max_length=200)

    class Meta:
        verbose_name = _("quỹ")

    def __str__(self) -> str:
        return self.name


class Treasurer(models.Model):
    """A person who keeps the fund's money beside the secretariat, from a day to a day."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="treasurers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    from_on = models.DateField(_("từ ngày"))
    to_on = models.DateField(_("đến ngày"), null=True, blank=True)
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("thủ quỹ")
        ordering = ("from_on", "pk")
        constraints = [
            ends_after_start("treasurer"),
            models.UniqueConstraint(
                fields=["fund", "user"], condition=Q(to_on=None), name="one_open_treasurer_per_person"
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)


class Campaign(models.Model):
    """One year's collection: a draft until the cluster's resolution is recorded, then adopted for good."""

    class Rule(models.TextChoices):
        SAME = "same", _("Mỗi đơn vị một mức như nhau")
        EQUAL = "equal", _("Chia đều một tổng số")
        PER_HEAD = "per_head", _("Theo số người của đơn vị")
        BY_HAND = "by_hand", _("Ghi riêng cho từng đơn vị")

    class State(models.TextChoices):
        DRAFT = "draft", _("Dự kiến")
        ADOPTED = "adopted", _("Đã thống nhất")

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="campaigns")
    year = models.PositiveIntegerField(_("năm"))
    title = models.CharField(_("tên đợt đóng góp"), max_length=200)
    purpose = models.TextField(_("mục đích"), blank=True)
    rule = models.CharField(_("cách tính"), max_length=10, choices=Rule, default=Rule.SAME)
    base_vnd = models.BigIntegerField(_("mức tính"), default=0)
    due_on = models.DateField(_("hạn nộp"))
    state = models.CharField(_("tình trạng"), max_length=10, choices=State, default=State.DRAFT)
    resolution = models.TextField(_("nội dung nghị quyết, kết luận"), blank=True)
    document_number = models.CharField(_("số, ký hiệu văn bản"), max_length=60, blank=True)
    adopted_on = models.DateField(_("ngày thống nhất"), null=True, blank=True)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("đợt đóng góp")
        ordering = ("-year",)
        constraints = [
            models.UniqueConstraint(fields=["fund", "year"], name="one_campaign_per_year"),
            models.CheckConstraint(condition=Q(base_vnd__gte=0), name="campaign_base_not_negative"),
            models.CheckConstraint(
                condition=Q(state="draft") | (Q(adopted_on__isnull=False) & ~Q(resolution="")),
                name="adopted_campaign_has_its_resolution",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_adopted(self) -> bool:
        """The resolution is recorded and the pledges are booked."""
        return self.state == self.State.ADOPTED


class Pledge(models.Model):
    """What one unit is to contribute; `unit_name` is the unit's name when the pledge was adopted."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="pledges")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=80)
    heads = models.PositiveIntegerField(_("số người"), default=0)
    amount_vnd = models.BigIntegerField(_("mức đóng góp"), default=0)
    note = models.CharField(_("ghi chú"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("mức đóng góp")
        ordering = ("unit__order", "unit__code")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit"], name="one_pledge_per_unit"),
            models.CheckConstraint(condition=Q(amount_vnd__gte=0), name="pledge_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_name} – {self.campaign}"
