"""Votes, who may vote in them, and open ballots given by name."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.ballots import Question, Rule
from thidua.web.clusters.models import Cluster, Cycle, Unit
from thidua.web.core.models import StoredFile
from thidua.web.votes import ruling

USER = settings.AUTH_USER_MODEL


class Vote(models.Model):
    """One vote of a cluster, or one round of it (`previous` is the round before).

    `rule` is the id of a shipped rule and `rule_settings` what the cluster set where that rule is silent;
    `rule_in_force` is both as one, frozen at opening. `questions` is a list of `Question.data()`;
    `candidates` tells which units they are about: {question: {option, or "yes": id of the unit}}.
    `electorate` holds the numbers frozen at opening, `result` what was counted and decided.
    `about` names what the result may be applied to (`award:12`, `head:3`), empty for none.
    """

    class Way(models.TextChoices):
        OPEN = "open", _("Biểu quyết công khai")
        SECRET = "secret", _("Bỏ phiếu kín")

    class Taking(models.TextChoices):
        OWN = "own", _("Từng đơn vị biểu quyết trên trang của mình")
        HANDS = "hands", _("Giơ tay, tổ thư ký đếm")
        ROLL = "roll", _("Gọi tên từng đơn vị")

    class State(models.TextChoices):
        DRAFT = "draft", _("Dự thảo")
        OPEN = "open", _("Đang biểu quyết")
        CLOSED = "closed", _("Đã đóng, chưa công bố")
        DECIDED = "decided", _("Đã có kết quả")
        ANNULLED = "annulled", _("Đã hủy")

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="votes")
    cycle = models.ForeignKey(
        Cycle, models.PROTECT, null=True, blank=True, related_name="votes", verbose_name=_("năm thi đua")
    )
    title = models.CharField(_("tên cuộc biểu quyết"), max_length=300)
    about = models.CharField(max_length=60, blank=True, db_index=True)
    way = models.CharField(_("cách biểu quyết"), max_length=10, choices=Way, default=Way.OPEN)
    taking = models.CharField(_("cách lấy ý kiến"), max_length=10, choices=Taking, default=Taking.OWN)
    rule = models.CharField(_("quy tắc"), max_length=40)
    rule_settings = models.JSONField(default=dict, blank=True)
    rule_in_force = models.JSONField(default=dict, blank=True)
    questions = models.JSONField(default=list)
    candidates = models.JSONField(default=dict, blank=True)
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.DRAFT)
    round = models.PositiveSmallIntegerField(_("vòng"), default=1)
    previous = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="next_round")
    electorate = models.JSONField(default=dict, blank=True)
    result = models.JSONField(default=dict, blank=True)
    is_rehearsal = models.BooleanField(_("diễn tập"), default=False)
    made_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    opened_on = models.DateField(_("ngày biểu quyết"), null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    annul_reason = models.CharField(_("lý do hủy"), max_length=500, blank=True)
    applied_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("cuộc biểu quyết")
        ordering = ("-made_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "annulled"]) | Q(opened_at__isnull=False),
                name="vote_beyond_draft_was_opened",
            ),
            models.CheckConstraint(
                condition=~Q(state="annulled") | ~Q(annul_reason=""), name="annulled_vote_says_why"
            ),
            models.CheckConstraint(
                condition=Q(applied_at=None) | Q(state="decided", is_rehearsal=False),
                name="only_a_real_decided_vote_is_applied",
            ),
            models.CheckConstraint(
                condition=Q(round=1, previous=None) | Q(round__gt=1, previous__isnull=False),
                name="later_round_follows_one",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def asked(self) -> list[Question]:
        """The questions, in order."""
        return [Question.read(data) for data in self.questions]

    @property
    def ruling(self) -> Rule:
        """The rule with what the cluster set; as frozen once the vote was opened."""
        if self.rule_in_force:
            return Rule.read(self.rule_in_force)
        return ruling.effective(self.rule, self.rule_settings)


class Voter(models.Model):
    """Who may vote, frozen when the vote opens; a member that may not vote stands here too, not entitled.

    `name` is the unit's name on that day; for a secret vote among people it may be a person's.
    """

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="voters")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("đơn vị, người biểu quyết"), max_length=200)
    position = models.PositiveIntegerField(_("thứ tự"))
    is_present = models.BooleanField(_("có mặt"), default=False)
    in_writing = models.BooleanField(_("gửi phiếu bằng văn bản"), default=False)
    is_entitled = models.BooleanField(_("được biểu quyết"), default=True)

    class Meta:
        verbose_name = _("người được biểu quyết")
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(fields=["vote", "position"], name="voters_stand_in_order"),
            models.CheckConstraint(
                condition=Q(is_present=False) | Q(in_writing=False), name="voter_is_there_or_writes"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def takes_part(self) -> bool:
        """True for an entitled voter who is there or votes in writing."""
        return self.is_entitled and (self.is_present or self.in_writing)


class NamedBallot(models.Model):
    """The open vote of one voter: one row at most, changed in place until the vote closes.

    `marks` is a list with one entry for each question: the answers given, [] for blank, null where the
    voter may not vote on it (own candidate). A scan is kept of what was sent in writing.
    """

    class Given(models.TextChoices):
        OWN = "own", _("Đơn vị tự biểu quyết")
        ROLL = "roll", _("Tổ thư ký ghi theo phát biểu tại chỗ")
        WRITING = "writing", _("Gửi bằng văn bản, tổ thư ký nhập")

    voter = models.OneToOneField(Voter, models.CASCADE, related_name="ballot")
    marks: Any = models.JSONField()
    given = models.CharField(_("cách ghi"), max_length=10, choices=Given)
    given_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    scan_name = models.CharField(max_length=255, blank=True)

    class Meta:
        verbose_name = _("phiếu biểu quyết công khai")
        constraints = [
            models.CheckConstraint(
                condition=~Q(given="writing") | Q(scan__isnull=False), name="written_vote_has_its_paper"
            )
        ]

    def __str__(self) -> str:
        return f"Phiếu {self.pk}"  # nothing of what it says: it would stay in the audit
