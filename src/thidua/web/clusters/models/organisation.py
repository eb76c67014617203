"""Units and their lineage, clusters, terms, assignments, and the yearly cycle."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.web.core import clock


def in_force(day: dt.date) -> Q:
    """Rows whose from_on–to_on (inclusive, open end allowed) hold `day`."""
    return Q(from_on__lte=day) & (Q(to_on=None) | Q(to_on__gte=day))


def ends_after_start(name: str) -> models.CheckConstraint:
    """The last day is not before the first; open ends pass."""
    return models.CheckConstraint(
        condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name=f"{name}_ends_after_start"
    )


class Unit(models.Model):
    """A unit of equal rank, known by its code through all its names."""

    class Kind(models.TextChoices):
        ORGANISATION_COMMISSION = "organisation_commission", _("Ban Tổ chức tỉnh ủy, thành ủy")
        CENTRAL_DEPARTMENT = "central_department", _("Vụ, cục của Trung ương")
        OTHER = "other", _("Đơn vị khác")

    code = models.CharField(_("mã"), max_length=12, unique=True)
    kind = models.CharField(_("loại"), max_length=40, choices=Kind, default=Kind.ORGANISATION_COMMISSION)
    region = models.CharField(_("vùng"), max_length=60, blank=True)
    order = models.PositiveIntegerField(_("thứ tự trong danh sách"), default=0)

    class Meta:
        verbose_name = _("đơn vị")
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.name_on(clock.today())

    def name_on(self, day: dt.date | None) -> str:
        """The short name in force on `day` (None: the latest), else the first one, else the code."""
        names = sorted(self.names.all(), key=lambda n: n.from_on)
        known = [n for n in names if day is None or n.from_on <= day] or names[:1]
        return known[-1].short_name if known else self.code


class UnitName(models.Model):
    """A unit's full and short name from a day on."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names")
    full_name = models.CharField(_("tên đầy đủ"), max_length=200)
    short_name = models.CharField(_("tên gọi"), max_length=80)
    from_on = models.DateField(_("từ ngày"))
    given_by = models.ForeignKey(
        "LineageEvent", models.PROTECT, null=True, blank=True, related_name="names_given"
    )

    class Meta:
        verbose_name = _("tên đơn vị")
        constraints = [models.UniqueConstraint(fields=["unit", "from_on"], name="one_name_per_unit_and_day")]

    def __str__(self) -> str:
        return self.short_name


class LineageEvent(models.Model):
    """Units are created, renamed, merged, split, dissolved by a dated event with a legal basis.

    The event is visible from `decided_on`, the date of its legal decision, and changes units from
    `effective_on`.
    """

    class Kind(models.TextChoices):
        CREATED = "created", _("Thành lập")
        RENAMED = "renamed", _("Đổi tên")
        MERGED = "merged", _("Hợp nhất, sáp nhập")
        SPLIT = "split", _("Chia, tách")
        TRANSFERRED = "transferred", _("Chuyển cụm")
        DISSOLVED = "dissolved", _("Giải thể")

    kind = models.CharField(_("sự kiện"), max_length=20, choices=Kind)
    effective_on = models.DateField(_("có hiệu lực từ"))
    decided_on = models.DateField(_("ngày quyết định"))
    legal_basis = models.CharField(_("căn cứ"), max_length=300)
    note = models.TextField(_("ghi chú"), blank=True)

    class Meta:
        verbose_name = _("sự kiện đơn vị")
        ordering = ("effective_on", "pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.effective_on:%d/%m/%Y}"


class LineageEdge(models.Model):
    """From a predecessor to a successor; `weight` is the share that follows (splits: an estimate)."""

    event = models.ForeignKey(LineageEvent, models.CASCADE, related_name="edges")
    predecessor = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="leaves_by")
    successor = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="comes_by")
    weight = models.DecimalField(max_digits=7, decimal_places=6, default=1)

    class Meta:
        verbose_name = _("đường nối đơn vị")
        constraints = [
            models.CheckConstraint(
                condition=Q(predecessor__isnull=False) | Q(successor__isnull=False),
                name="edge_has_an_end",
            ),
            models.CheckConstraint(condition=Q(weight__gt=0, weight__lte=1), name="edge_weight_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor or '∅'} → {self.successor or '∅'}"


class Cluster(models.Model):
    """A cluster or bloc of units of equal rank."""

    class Kind(models.TextChoices):
        CLUSTER = "cluster", _("Cụm thi đua")
        BLOC = "bloc", _("Khối thi đua")

    name = models.CharField(_("tên"), max_length=200, unique=True)
    kind = models.CharField(_("loại"), max_length=10, choices=Kind, default=Kind.CLUSTER)
    sector = models.CharField(_("ngành"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("cụm thi đua")

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A unit belongs to a cluster from a day to a day; lineage events that began or ended it are named.

    `to_on_before` is the last day it had before `ended_by` ended it: what withdrawing the event puts back.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    from_on = models.DateField(_("từ ngày"))
    to_on = models.DateField(_("đến ngày"), null=True, blank=True)
    begun_by = models.ForeignKey(
        LineageEvent, models.PROTECT, null=True, blank=True, related_name="memberships_begun"
    )
    ended_by = models.ForeignKey(
        LineageEvent, models.PROTECT, null=True, blank=True, related_name="memberships_ended"
    )
    to_on_before = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("thành viên cụm")
        constraints = [
            ends_after_start("membership"),
            models.UniqueConstraint(fields=["cluster", "unit", "from_on"], name="one_membership_start"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} – {self.cluster}"

    def end_known_on(self, day: dt.date) -> dt.date | None:
        """The last day as known on `day`: an end by an event is not known before its decision."""
        if self.ended_by and self.ended_by.decided_on > day:
            return None
        return self.to_on


class HeadTerm(models.Model):
    """The unit that is head or deputy head of a cluster from a day to a day."""

    class Role(models.TextChoices):
        HEAD = "head", _("Cụm trưởng")
        DEPUTY = "deputy", _("Cụm phó")

    class Selection(models.TextChoices):
        ROTATION = "rotation", _("Luân phiên")
        ELECTION = "election", _("Bầu")
        DESIGNATION = "designation", _("Chỉ định")

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="head_terms")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="head_terms")
    role = models.CharField(_("vai trò"), max_length=10, choices=Role)
    selection = models.CharField(_("cách chọn"), max_length=12, choices=Selection)
    from_on = models.DateField(_("từ ngày"))
    to_on = models.DateField(_("đến ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("nhiệm kỳ cụm trưởng, cụm phó")
        ordering = ("-from_on", "role")
        constraints = [
            models.UniqueConstraint(fields=["cluster", "role", "from_on"], name="one_head_term_start"),
            ends_after_start("head_term"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.unit}"


class Assignment(models.Model):
    """A person acts for a unit in a role, from a day to a day; `deputises` names whom they stand in for."""

    class Role(models.TextChoices):
        OFFICER = "officer", _("Cán bộ được phân công")
        LEADER = "leader", _("Lãnh đạo đơn vị")
        ADMINISTRATOR = "administrator", _("Quản trị của đơn vị")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    role = models.CharField(_("vai trò"), max_length=20, choices=Role)
    from_on = models.DateField(_("từ ngày"))
    to_on = models.DateField(_("đến ngày"), null=True, blank=True)
    deputises = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deputies",
        verbose_name=_("ủy quyền của"),
    )

    class Meta:
        verbose_name = _("phân công")
        constraints = [
            ends_after_start("assignment"),
            models.CheckConstraint(condition=~Q(deputises=F("user")), name="nobody_deputises_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()} – {self.unit}"


class ClusterRole(models.Model):
    """A person works in a cluster's secretariat or watches it from the central department.

    Secretariat rights are asked for by one person and open only when a second one approved.
    """

    class Role(models.TextChoices):
        SECRETARIAT = "secretariat", _("Tổ thư ký cụm")
        CENTRAL = "central", _("Vụ theo dõi của Trung ương")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="cluster_roles")
    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="roles")
    role = models.CharField(_("vai trò"), max_length=20, choices=Role)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("thuộc đơn vị"),
    )
    from_on = models.DateField(_("từ ngày"))
    to_on = models.DateField(_("đến ngày"), null=True, blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    requested_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    declined_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.CharField(_("lý do không duyệt"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("quyền trong cụm")
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("requested_by")),
                name="second_person_approves",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(declined_at=None), name="not_both_approved_and_declined"
            ),
            ends_after_start("cluster_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()}"


class Cycle(models.Model):
    """One emulation year of a cluster; `state` moves only through `actions.move_cycle`."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Dự thảo")
        AGREED = "agreed", _("Đã thống nhất")
        RUNNING = "running", _("Đang thực hiện")
        SELF_SCORING = "self_scoring", _("Tự chấm điểm")
        CROSS_SCORING = "cross_scoring", _("Chấm chéo")
        VERIFICATION = "verification", _("Thẩm định")
        EXPLANATION = "explanation", _("Giải trình")
        REVERIFICATION = "reverification", _("Thẩm định lại")
        CONSOLIDATED = "consolidated", _("Đã tổng hợp")
        CONFERENCE = "conference", _("Hội nghị")
        PUBLISHED = "published", _("Đã công bố")
        ARCHIVED = "archived", _("Đã lưu trữ")

    UNDER_WAY = (
        State.RUNNING,
        State.SELF_SCORING,
        State.CROSS_SCORING,
        State.VERIFICATION,
        State.EXPLANATION,
        State.REVERIFICATION,
        State.CONSOLIDATED,
        State.CONFERENCE,
    )

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="cycles")
    year = models.PositiveIntegerField(_("năm"))
    state = models.CharField(_("trạng thái"), max_length=20, choices=State, default=State.DRAFT)
    revision = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("năm thi đua")
        ordering = ("-year",)
        constraints = [
            models.UniqueConstraint(fields=["cluster", "year"], name="one_cycle_per_year"),
            models.UniqueConstraint(
                fields=["cluster"],
                condition=Q(
                    state__in=[
                        "running",
                        "self_scoring",
                        "cross_scoring",
                        "verification",
                        "explanation",
                        "reverification",
                        "consolidated",
                        "conference",
                    ]
                ),
                name="one_year_under_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cluster} – {self.year}"


class CycleStep(models.Model):
    """The planned dates of one state of a year."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="steps")
    state = models.CharField(_("bước"), max_length=20, choices=Cycle.State)
    starts_on = models.DateField(_("bắt đầu"))
    due_on = models.DateField(_("hạn"))
    skipped = models.BooleanField(_("quy chế bỏ qua bước này"), default=False)

    class Meta:
        verbose_name = _("bước của năm")
        ordering = ("starts_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=["cycle", "state"], name="one_step_per_state"),
            models.CheckConstraint(condition=Q(due_on__gte=F("starts_on")), name="step_due_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.due_on:%d/%m/%Y}"


class CycleMove(models.Model):
    """A year went from one state to another, by whom and when; the history of `Cycle.state`."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="moves")
    old = models.CharField(max_length=20, choices=Cycle.State)
    new = models.CharField(max_length=20, choices=Cycle.State)
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    moved_on = models.DateField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("chuyển bước")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class Extension(models.Model):
    """One unit has longer for one step, with a reason."""

    step = models.ForeignKey(CycleStep, models.CASCADE, related_name="extensions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    due_on = models.DateField(_("hạn mới"))
    reason = models.CharField(_("lý do"), max_length=300)

    class Meta:
        verbose_name = _("gia hạn")
        constraints = [models.UniqueConstraint(fields=["step", "unit"], name="one_extension_per_unit")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.due_on:%d/%m/%Y}"
