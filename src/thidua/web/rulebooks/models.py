"""A cluster's rulebooks, their dated editions, the edition in force for a year, targets."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.web.clusters.models import Cluster, Cycle, Unit


class Rulebook(models.Model):
    """A cluster's scoring rules through all their editions."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="rulebooks")
    title = models.CharField(_("tên"), max_length=200)

    class Meta:
        verbose_name = _("quy chế")

    def __str__(self) -> str:
        return self.title


class RulebookEdition(models.Model):
    """One text of a rulebook; frozen once adopted. `version` counts edits of a draft.

    A draft is the secretariat's own until it is put up for comment; then members read it and its text
    rests until it is taken back or adopted.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Dự thảo")
        CONSULTATION = "consultation", _("Đang lấy ý kiến")
        ADOPTED = "adopted", _("Đã ban hành")
        WITHDRAWN = "withdrawn", _("Đã bỏ")

    rulebook = models.ForeignKey(Rulebook, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(_("lần"))
    year = models.PositiveIntegerField(_("năm áp dụng"))
    text = models.TextField(_("nội dung (YAML)"))
    digest = models.CharField(max_length=64)
    state = models.CharField(_("trạng thái"), max_length=12, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    based_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    accepted_findings = models.JSONField(_("phát hiện được chấp nhận"), default=list)
    resolution = models.CharField(_("căn cứ ban hành"), max_length=300, blank=True)
    adopted_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("lần ban hành quy chế")
        ordering = ("-year", "-number")
        constraints = [
            models.UniqueConstraint(fields=["rulebook", "number"], name="one_edition_per_number"),
            models.CheckConstraint(
                condition=~Q(state="adopted") | Q(adopted_on__isnull=False), name="adopted_edition_is_dated"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rulebook} {self.year} ({self.number})"


class EditionVersion(models.Model):
    """One saved text of a draft: whose, when, and what was changed; any of them can be brought back."""

    edition = models.ForeignKey(RulebookEdition, models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField(_("bản"))
    text = models.TextField()
    digest = models.CharField(max_length=64)
    note = models.CharField(_("việc đã làm"), max_length=300)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("bản đã lưu của dự thảo")
        ordering = ("-version",)
        constraints = [models.UniqueConstraint(fields=["edition", "version"], name="one_text_per_version")]

    def __str__(self) -> str:
        return f"{self.edition}, {self.version}"


class EditionInForce(models.Model):
    """The edition under which a year is scored."""

    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="edition_in_force")
    edition = models.ForeignKey(RulebookEdition, models.PROTECT, related_name="in_force_for")

    class Meta:
        verbose_name = _("quy chế áp dụng cho năm")

    def __str__(self) -> str:
        return f"{self.cycle}: {self.edition}"


class Target(models.Model):
    """What a unit is assigned or promised to reach on one indicator under an edition."""

    edition = models.ForeignKey(RulebookEdition, models.CASCADE, related_name="targets")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    indicator = models.CharField(_("chỉ tiêu"), max_length=60)
    amount = models.DecimalField(_("mức giao"), max_digits=20, decimal_places=6)
    source = models.CharField(_("căn cứ"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("chỉ tiêu giao")
        constraints = [
            models.UniqueConstraint(fields=["edition", "unit", "indicator"], name="one_target_per_unit")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.indicator}: {self.amount}"
