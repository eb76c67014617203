"""Limitations of a year and the history of each."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.web.clusters.models import Cycle, Unit
from thidua.web.core.models import StoredFile

USER = settings.AUTH_USER_MODEL


class Limitation(models.Model):
    """One finding of a year: of a unit, or of the whole cluster when `unit` is empty.

    `content` is the section of the year's rulebook by its id, `content_name` its name as it was; both
    empty when it belongs to none. `carried_from` is the same finding a year earlier.
    """

    class State(models.TextChoices):
        NOT_FIXED = "not_fixed", _("Chưa khắc phục")
        FIXING = "fixing", _("Đang khắc phục")
        FIXED = "fixed", _("Đã khắc phục")

    class Origin(models.TextChoices):
        REPORT = "report", _("Báo cáo của đơn vị")
        CONFERENCE = "conference", _("Hội nghị của cụm")
        VERIFICATION = "verification", _("Thẩm định")

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="limitations")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="limitations")
    content = models.CharField(_("nội dung thi đua"), max_length=60, blank=True)
    content_name = models.CharField(max_length=300, blank=True)
    text = models.CharField(_("tồn tại, hạn chế"), max_length=500)
    cause = models.CharField(_("nguyên nhân"), max_length=500)
    remedy = models.CharField(_("biện pháp khắc phục"), max_length=500, blank=True)
    owner = models.CharField(_("đơn vị, người phụ trách"), max_length=200)
    due_on = models.DateField(_("hạn khắc phục"), null=True, blank=True)
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.NOT_FIXED)
    origin = models.CharField(_("ghi nhận từ"), max_length=12, choices=Origin)
    carried_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_to"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("tồn tại, hạn chế")
        ordering = ("unit__order", "content", "pk")
        indexes = [models.Index(fields=["cycle", "unit"], name="limitations_of_year")]

    def __str__(self) -> str:
        return self.text[:120]

    @property
    def is_open(self) -> bool:
        """True while it stands and is not fully remedied."""
        return self.withdrawn_at is None and self.state != self.State.FIXED


class LimitationChange(models.Model):
    """One change of a limitation: what was before and after, why, and the evidence given for it."""

    class Kind(models.TextChoices):
        RECORDED = "recorded", _("Ghi nhận")
        CARRIED = "carried", _("Chuyển từ năm trước")
        EDITED = "edited", _("Sửa nội dung")
        MOVED = "moved", _("Đổi trạng thái")
        WITHDRAWN = "withdrawn", _("Rút, do ghi nhầm")

    limitation = models.ForeignKey(Limitation, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    evidence = models.CharField(_("minh chứng"), max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=255, blank=True)
    changed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    changed_on = models.DateField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("lịch sử tồn tại, hạn chế")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["edited", "moved", "withdrawn"]) | ~Q(reason=""),
                name="limitation_change_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.limitation}"
