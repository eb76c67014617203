"""Scoresheets, marks by stage, explanations, rankings."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.web.clusters.models import Cycle, Unit
from thidua.web.clusters.queries import cycle_day
from thidua.web.rulebooks.models import RulebookEdition

USER = settings.AUTH_USER_MODEL


class Stage(models.TextChoices):
    """The columns of a score; a later one never overwrites an earlier one."""

    SELF = "self", _("Tự chấm")
    CROSS = "cross", _("Chấm chéo")
    VERIFIED = "verified", _("Thẩm định")


class Scoresheet(models.Model):
    """One unit's sheet of one year: officer submits, leader approves or returns, secretariat verifies."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Đang nhập")
        SUBMITTED = "submitted", _("Chờ lãnh đạo duyệt")
        APPROVED = "approved", _("Lãnh đạo đã duyệt")
        VERIFIED = "verified", _("Đã thẩm định")
        MISSED = "missed", _("Không tự chấm")

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="scoresheets")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="scoresheets")
    state = models.CharField(_("trạng thái"), max_length=12, choices=State, default=State.DRAFT)
    submitted_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    returned_reason = models.CharField(_("lý do trả lại"), max_length=500, blank=True)
    verified_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_on = models.DateField(_("ngày thẩm định"), null=True, blank=True)
    missed_reason = models.CharField(_("vì sao ghi nhận không tự chấm"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("phiếu chấm điểm")
        constraints = [models.UniqueConstraint(fields=["cycle", "unit"], name="one_sheet_per_unit")]

    def __str__(self) -> str:
        return f"{self.unit_name} – {self.cycle.year}"

    @property
    def unit_name(self) -> str:
        """The unit's name in that year."""
        return self.unit.name_on(cycle_day(self.cycle))


class Mark(models.Model):
    """Points of one criterion in one column, set by a person.

    `self` holds what an officer set on manual criteria; `verified` what the secretariat set where it
    differs from the engine's or the officer's. Without a mark the engine's points stand.
    """

    scoresheet = models.ForeignKey(Scoresheet, models.CASCADE, related_name="marks")
    criterion = models.CharField(_("tiêu chí"), max_length=60)
    stage = models.CharField(_("cột điểm"), max_length=10, choices=Stage)
    points = models.DecimalField(_("điểm"), max_digits=12, decimal_places=3)
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("điểm")
        constraints = [
            models.UniqueConstraint(fields=["scoresheet", "criterion", "stage"], name="one_mark_per_column"),
            models.CheckConstraint(
                condition=~Q(stage="verified") | ~Q(reason=""), name="verified_mark_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scoresheet} {self.criterion}: {self.points}"


class MarkVersion(models.Model):
    """What a mark was after one change, or that it was taken away (`points` empty)."""

    scoresheet = models.ForeignKey(Scoresheet, models.CASCADE, related_name="mark_versions")
    criterion = models.CharField(max_length=60)
    stage = models.CharField(max_length=10, choices=Stage)
    points = models.DecimalField(max_digits=12, decimal_places=3, null=True)
    reason = models.CharField(max_length=500, blank=True)
    author = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("lịch sử điểm")
        ordering = ("-pk",)
        indexes = [models.Index(fields=["scoresheet", "criterion"], name="history_of_criterion")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"


class Explanation(models.Model):
    """The secretariat asks about one criterion, the unit explains once, the secretariat answers."""

    scoresheet = models.ForeignKey(Scoresheet, models.CASCADE, related_name="explanations")
    criterion = models.CharField(_("tiêu chí"), max_length=60)
    question = models.TextField(_("nội dung đề nghị giải trình"))
    asked_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField(_("hạn trả lời"))
    answer = models.TextField(_("giải trình của đơn vị"), blank=True)
    answered_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    conclusion = models.TextField(_("kết luận"), blank=True)
    concluded_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    concluded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("giải trình")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["scoresheet", "criterion"], name="one_explanation_per_criterion")
        ]

    def __str__(self) -> str:
        return f"{self.scoresheet} {self.criterion}"


class Ranking(models.Model):
    """A frozen result of a year: edition, inputs, result and their digest; anyone can recompute it.

    A later correction makes a new ranking that names the one it replaces, what moved and why.
    """

    class Kind(models.TextChoices):
        PROVISIONAL = "provisional", _("Tạm xếp hạng")
        PUBLISHED = "published", _("Đã công bố")

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="rankings")
    kind = models.CharField(_("loại"), max_length=12, choices=Kind)
    number = models.PositiveIntegerField(_("lần"))
    edition = models.ForeignKey(RulebookEdition, models.PROTECT, related_name="+")
    inputs = models.JSONField()
    result = models.JSONField()
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    made_on = models.DateField(_("ngày"))
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("lý do xếp hạng lại"), max_length=500, blank=True)
    moved = models.JSONField(default=list)

    class Meta:
        verbose_name = _("bảng xếp hạng")
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(fields=["cycle", "kind", "number"], name="one_ranking_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.cycle.year} ({self.number})"


class RankingPlace(models.Model):
    """One unit's line of a ranking."""

    ranking = models.ForeignKey(Ranking, models.CASCADE, related_name="places")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="places")
    place = models.PositiveIntegerField(_("hạng"), null=True)
    total = models.DecimalField(_("tổng điểm"), max_digits=12, decimal_places=3, null=True)
    grade = models.CharField(_("xếp loại"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("thứ hạng")
        ordering = ("place", "pk")
        constraints = [models.UniqueConstraint(fields=["ranking", "unit"], name="one_place_per_unit")]

    def __str__(self) -> str:
        return f"{self.place}. {self.unit}"


class TieDecision(models.Model):
    """A recorded decision (or ballot) on the order of units that the rules leave level."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="tie_decisions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    order = models.PositiveIntegerField(_("thứ tự trong nhóm bằng điểm"))
    basis = models.CharField(_("căn cứ"), max_length=300)
    decided_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("quyết định khi bằng điểm")
        constraints = [models.UniqueConstraint(fields=["cycle", "unit"], name="one_tie_decision_per_unit")]

    def __str__(self) -> str:
        return f"{self.order}. {self.unit}"


class GateDecision(models.Model):
    """A recorded decision on a gate whose condition holds for a unit: confirmed, or set aside."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="gate_decisions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    gate = models.CharField(_("điều kiện"), max_length=60)
    waived = models.BooleanField(_("không áp dụng"))
    basis = models.CharField(_("căn cứ"), max_length=300)
    decided_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("quyết định về điều kiện loại")
        constraints = [
            models.UniqueConstraint(fields=["cycle", "unit", "gate"], name="one_decision_per_gate")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.gate}"


class GradeDecision(models.Model):
    """The class that the authority decided for a unit where the rules leave it open."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="grade_decisions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    grade = models.CharField(_("mức xếp loại"), max_length=60)
    basis = models.CharField(_("căn cứ"), max_length=300)
    decided_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("quyết định về xếp loại")
        constraints = [models.UniqueConstraint(fields=["cycle", "unit"], name="one_grade_decision_per_unit")]

    def __str__(self) -> str:
        return f"{self.unit} {self.grade}"


class LiveScore(models.Model):
    """The points of a year as they stand at `revision`; thrown away and computed anew when it grows."""

    cycle = models.OneToOneField(Cycle, models.CASCADE, related_name="live_score")
    revision = models.PositiveBigIntegerField()
    content = models.JSONField()

    class Meta:
        verbose_name = _("điểm hiện thời")

    def __str__(self) -> str:
        return f"{self.cycle} ({self.revision})"
