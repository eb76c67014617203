"""Periods, reported values and their history, evidence, activities, classification counts."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.web.clusters.models import Cycle, Unit
from thidua.web.core.models import StoredFile


class ReportingPeriod(models.Model):
    """A stretch of a year that units report on; the one with `feeds_scoring` is what is scored."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="periods")
    name = models.CharField(_("kỳ"), max_length=60)
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến ngày"))
    due_on = models.DateField(_("hạn báo cáo"))
    feeds_scoring = models.BooleanField(_("dùng để chấm điểm"), default=False)

    class Meta:
        verbose_name = _("kỳ báo cáo")
        ordering = ("starts_on", "ends_on")
        constraints = [
            models.UniqueConstraint(fields=["cycle", "name"], name="one_period_per_name"),
            models.UniqueConstraint(
                fields=["cycle"], condition=Q(feeds_scoring=True), name="one_period_feeds_scoring"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="period_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.cycle.year}"


class PeriodExtension(models.Model):
    """One unit has longer for one period, with a reason everyone in the cluster can read."""

    period = models.ForeignKey(ReportingPeriod, models.CASCADE, related_name="extensions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    due_on = models.DateField(_("hạn mới"))
    reason = models.CharField(_("lý do"), max_length=300)

    class Meta:
        verbose_name = _("gia hạn kỳ báo cáo")
        constraints = [
            models.UniqueConstraint(fields=["period", "unit"], name="one_period_extension_per_unit")
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.due_on:%d/%m/%Y}"


class ReportedValue(models.Model):
    """One unit's value of one indicator in one period. No row means missing, never zero.

    A ratio keeps both counts (`amount` over `denominator`); a plain number has only `amount`; a
    choice has `choice`; yes and no are 1 and 0. `bound` marks a number known only as a limit ("trên
    70 %"). `version` counts changes: a save that names an older one is a conflict.
    """

    class State(models.TextChoices):
        VALUE = "value", _("Có số liệu")
        MISSING = "missing", _("Chưa có số liệu")
        NOT_APPLICABLE = "not_applicable", _("Không áp dụng")
        NOT_ASSIGNED = "not_assigned", _("Không giao")

    class Certainty(models.TextChoices):
        ESTIMATE = "estimate", _("Ước")
        FINAL = "final", _("Chính thức")

    class Bound(models.TextChoices):
        OVER = ">", _("Trên")
        UNDER = "<", _("Dưới")

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="values")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reported_values")
    indicator = models.CharField(_("chỉ tiêu"), max_length=60)
    state = models.CharField(_("tình trạng"), max_length=16, choices=State, default=State.VALUE)
    amount = models.DecimalField(_("số liệu"), max_digits=24, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(_("mẫu số"), max_digits=24, decimal_places=6, null=True, blank=True)
    bound = models.CharField(_("giới hạn"), max_length=1, choices=Bound, blank=True)
    choice = models.CharField(_("lựa chọn"), max_length=60, blank=True)
    certainty = models.CharField(_("loại số"), max_length=10, choices=Certainty, default=Certainty.ESTIMATE)
    as_of = models.DateField(_("tính đến ngày"), null=True, blank=True)
    source = models.CharField(_("nguồn"), max_length=200, blank=True)
    note = models.CharField(_("ghi chú"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = _("số liệu báo cáo")
        constraints = [
            models.UniqueConstraint(fields=["period", "unit", "indicator"], name="one_value_per_cell"),
            models.CheckConstraint(
                condition=Q(state="value") | Q(amount=None, denominator=None, choice=""),
                name="only_a_value_has_numbers",
            ),
        ]

    def __str__(self) -> str:
        return self.indicator


class ValueVersion(models.Model):
    """What a reported value was after one change: the history of a cell, for restore.

    `reason` is empty for an entry by the unit itself, and says why somebody else corrected it.
    """

    value = models.ForeignKey(ReportedValue, models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    content = models.JSONField()
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("lịch sử số liệu")
        ordering = ("-version",)
        constraints = [models.UniqueConstraint(fields=["value", "version"], name="one_row_per_version")]

    def __str__(self) -> str:
        return f"{self.value} v{self.version}"


class Evidence(models.Model):
    """A paper, file or link that supports one criterion of one unit in one year.

    `covers` names which of the papers that the rulebook requires this is. Where the rulebook takes a
    written explanation instead of papers, `explanation` holds it. `reuse_reason` says why content
    that this unit already used for this criterion stands here once more.
    """

    class Review(models.TextChoices):
        WAITING = "waiting", _("Chờ xem")
        ACCEPTED = "accepted", _("Được chấp nhận")
        REJECTED = "rejected", _("Không được chấp nhận")

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="evidence")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="evidence")
    criterion = models.CharField(_("tiêu chí"), max_length=60)
    title = models.CharField(_("tên minh chứng"), max_length=300)
    covers = models.CharField(_("là minh chứng cho yêu cầu"), max_length=300, blank=True)
    explanation = models.TextField(_("giải trình thay minh chứng"), blank=True)
    document_number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="evidence")
    file_name = models.CharField(max_length=255, blank=True)
    link = models.URLField(_("đường dẫn"), max_length=500, blank=True)
    reuse_reason = models.CharField(_("lý do dùng lại"), max_length=300, blank=True)
    review = models.CharField(_("kết quả xem"), max_length=10, choices=Review, default=Review.WAITING)
    review_reason = models.CharField(_("lý do"), max_length=300, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdraw_reason = models.CharField(_("lý do rút"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("minh chứng")
        ordering = ("criterion", "pk")
        indexes = [models.Index(fields=["cycle", "unit", "criterion"], name="evidence_of_criterion")]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False) | ~Q(link="") | ~Q(document_number="") | ~Q(explanation=""),
                name="evidence_points_somewhere",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Activity(models.Model):
    """A communication activity, or a work sent to the press award, of the year."""

    class Kind(models.TextChoices):
        COMMUNICATION = "communication", _("Hoạt động tuyên truyền")
        PRESS_WORK = "press_work", _("Tác phẩm dự giải báo chí")

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="activities")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="activities")
    kind = models.CharField(_("loại"), max_length=16, choices=Kind)
    title = models.CharField(_("nội dung"), max_length=300)
    count = models.PositiveIntegerField(_("số lượng"), default=1)
    held_on = models.DateField(_("ngày"), null=True, blank=True)
    link = models.URLField(_("đường dẫn"), max_length=500, blank=True)
    evidence = models.ForeignKey(
        Evidence, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("minh chứng")
    )
    version = models.PositiveIntegerField(default=1)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("hoạt động tuyên truyền, tác phẩm báo chí")
        ordering = ("kind", "held_on", "pk")

    def __str__(self) -> str:
        return self.title


class ClassificationCount(models.Model):
    """How many grassroots organisations, or members, a unit has at each of the four levels."""

    class Subject(models.TextChoices):
        ORGANISATION = "organisation", _("Tổ chức cơ sở đảng")
        MEMBER = "member", _("Đảng viên")

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="classification_counts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="classification_counts")
    subject = models.CharField(_("đối tượng"), max_length=16, choices=Subject)
    excellent = models.PositiveIntegerField(_("hoàn thành xuất sắc"))
    good = models.PositiveIntegerField(_("hoàn thành tốt"))
    completed = models.PositiveIntegerField(_("hoàn thành"))
    not_completed = models.PositiveIntegerField(_("không hoàn thành"))
    not_rated = models.PositiveIntegerField(_("chưa xếp loại"), default=0)
    certainty = models.CharField(
        _("loại số"), max_length=10, choices=ReportedValue.Certainty, default=ReportedValue.Certainty.ESTIMATE
    )
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("số xếp loại")
        constraints = [
            models.UniqueConstraint(fields=["cycle", "unit", "subject"], name="one_count_per_subject")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.get_subject_display()}"
