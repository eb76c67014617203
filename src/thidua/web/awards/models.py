"""Lists of units recommended for awards: the cluster recommends, it never awards."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.web.clusters.models import Cycle, OfficialDocument, Unit
from thidua.web.clusters.queries import cycle_day
from thidua.web.core.models import StoredFile
from thidua.web.scoring.models import Ranking

USER = settings.AUTH_USER_MODEL


class AwardList(models.Model):
    """Whom the cluster recommends for awards of one year, on the frozen `ranking` that is named.

    `checks` holds, by unit code, every condition with its figures as they were in that ranking.
    `thresholds` names by award the voting rule that its vote is measured by; `agreed` is the decision of
    the conference where there was no vote.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("award list", "Đang lập")
        DECIDED = "decided", pgettext_lazy("award list", "Đã chốt")
        SENT = "sent", pgettext_lazy("award list", "Đã gửi đề nghị")

    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="award_list")
    ranking = models.ForeignKey(Ranking, models.PROTECT, related_name="+")
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.DRAFT)
    checks = models.JSONField(default=dict)
    thresholds = models.JSONField(default=dict)
    agreed = models.CharField(_("căn cứ chốt danh sách"), max_length=500, blank=True)
    decided_on = models.DateField(_("ngày chốt danh sách"), null=True, blank=True)
    proposal = models.ForeignKey(
        OfficialDocument, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("tờ trình")
    )
    annex = models.ForeignKey(OfficialDocument, models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("danh sách đề nghị khen thưởng")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(decided_on__isnull=False), name="decided_award_list_has_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(proposal__isnull=False), name="sent_award_list_has_a_proposal"
            ),
        ]

    def __str__(self) -> str:
        return f"Danh sách đề nghị khen thưởng năm {self.cycle.year}"


class Recommendation(models.Model):
    """One unit that the list recommends (or no longer recommends) for one award of the rulebook.

    The counts are those of the unit's own vote: `base` is what the threshold is a share of, `needed` the
    least number that carries, both as they were when the vote was recorded.
    """

    class Origin(models.TextChoices):
        RULE = "rule", _("Theo quy chế")
        ADDED = "added", _("Bổ sung")

    class State(models.TextChoices):
        LISTED = "listed", _("Trong danh sách")
        REMOVED = "removed", _("Đã đưa ra khỏi danh sách")

    class Decision(models.TextChoices):
        PENDING = "pending", pgettext_lazy("recommendation", "Chưa quyết định")
        RECOMMENDED = "recommended", pgettext_lazy("recommendation", "Đề nghị")
        NOT_RECOMMENDED = "not_recommended", pgettext_lazy("recommendation", "Không đề nghị")

    award_list = models.ForeignKey(AwardList, models.CASCADE, related_name="recommendations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="recommendations")
    award = models.CharField(max_length=60)
    award_name = models.CharField(_("hình thức khen thưởng"), max_length=200)
    origin = models.CharField(_("từ đâu"), max_length=6, choices=Origin)
    state = models.CharField(_("trạng thái"), max_length=8, choices=State, default=State.LISTED)
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    votes_for = models.PositiveIntegerField(_("đồng ý"), null=True, blank=True)
    votes_against = models.PositiveIntegerField(_("không đồng ý"), null=True, blank=True)
    votes_abstaining = models.PositiveIntegerField(_("không có ý kiến"), null=True, blank=True)
    base = models.PositiveIntegerField(_("số phiếu làm căn cứ tính"), null=True, blank=True)
    needed = models.PositiveIntegerField(_("số phiếu cần đạt"), null=True, blank=True)
    minutes = models.CharField(_("biên bản"), max_length=300, blank=True)
    decision = models.CharField(_("quyết định"), max_length=16, choices=Decision, default=Decision.PENDING)

    class Meta:
        verbose_name = _("đề nghị khen thưởng")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["award_list", "unit", "award"], name="one_recommendation"),
            models.CheckConstraint(
                condition=Q(votes_for=None, votes_against=None, votes_abstaining=None, base=None, needed=None)
                | Q(
                    votes_for__isnull=False,
                    votes_against__isnull=False,
                    votes_abstaining__isnull=False,
                    base__isnull=False,
                    needed__isnull=False,
                ),
                name="recommendation_counts_are_whole",
            ),
            models.CheckConstraint(
                condition=Q(origin="rule", state="listed") | ~Q(reason=""),
                name="changed_recommendation_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_name}: {self.award_name}"

    @property
    def unit_name(self) -> str:
        """The unit's name in that year."""
        return self.unit.name_on(cycle_day(self.award_list.cycle))

    @property
    def has_vote(self) -> bool:
        """True once the counts of its vote were recorded."""
        return self.votes_for is not None

    @property
    def carried(self) -> bool:
        """True when enough voted for it."""
        return self.votes_for is not None and self.needed is not None and self.votes_for >= self.needed


class Disqualification(models.Model):
    """A unit that may not be recommended in this year, whatever its points: why, and the evidence."""

    award_list = models.ForeignKey(AwardList, models.CASCADE, related_name="disqualifications")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    reason = models.CharField(_("lý do"), max_length=500)
    evidence = models.CharField(_("căn cứ, minh chứng"), max_length=300)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=255, blank=True)
    made_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    made_on = models.DateField(_("ngày"))
    lifted_on = models.DateField(_("ngày thôi áp dụng"), null=True, blank=True)
    lifted_reason = models.CharField(_("lý do thôi áp dụng"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("không xét khen thưởng")
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["award_list", "unit"],
                condition=Q(lifted_on=None),
                name="one_standing_disqualification",
            ),
            models.CheckConstraint(
                condition=Q(lifted_on=None) | ~Q(lifted_reason=""), name="lifted_disqualification_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.reason}"


class AwardListChange(models.Model):
    """One change of a list: what was done, to whom, why; what a corrected ranking changed as `facts`."""

    class Kind(models.TextChoices):
        MADE = "made", _("Lập danh sách")
        ADDED = "added", _("Bổ sung đơn vị")
        REMOVED = "removed", _("Đưa đơn vị ra khỏi danh sách")
        DISQUALIFIED = "disqualified", _("Ghi nhận không xét khen thưởng")
        LIFTED = "lifted", _("Thôi áp dụng không xét khen thưởng")
        RANKING = "ranking", _("Lập lại theo bảng xếp hạng mới")
        VOTED = "voted", _("Ghi kết quả bỏ phiếu")
        DECIDED = "decided", _("Chốt danh sách")
        REOPENED = "reopened", _("Mở lại danh sách")
        SENT = "sent", _("Gửi đề nghị")

    award_list = models.ForeignKey(AwardList, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=12, choices=Kind)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    award_name = models.CharField(max_length=200, blank=True)
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    facts = models.JSONField(default=dict)
    changed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    changed_on = models.DateField()

    class Meta:
        verbose_name = _("lịch sử danh sách đề nghị")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.unit or self.award_list}"


class AchievementReport(models.Model):
    """A recommended unit's report of what it achieved: figures from its results, the words its own."""

    award_list = models.ForeignKey(AwardList, models.CASCADE, related_name="achievements")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="achievement_reports")
    features = models.TextField(_("đặc điểm, tình hình"), max_length=3000, blank=True)
    measures = models.TextField(_("biện pháp đã thực hiện"), max_length=5000, blank=True)
    results = models.TextField(_("thành tích nổi bật"), max_length=8000, blank=True)
    signer = models.CharField(_("người ký"), max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)
    completed_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    completed_on = models.DateField(_("ngày hoàn thành"), null=True, blank=True)

    class Meta:
        verbose_name = _("báo cáo thành tích")
        constraints = [models.UniqueConstraint(fields=["award_list", "unit"], name="one_achievement_report")]

    def __str__(self) -> str:
        return f"Báo cáo thành tích của {self.unit}"
