"""Secret ballots: what is public of them, who took a slip, withdrawn slips, complaints; no vote and no time of one."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.web.votes.models import Vote, Voter

USER = settings.AUTH_USER_MODEL


class SecretBallot(models.Model):
    """The secret way of one vote, from prepared slips to the opened board.

    `credentials` and `tellers` are the public halves of what was printed; `opening` and `board` are the
    files of `thidua.ballots`, kept as they are published. While it is open, ballots lie in its box.
    """

    class State(models.TextChoices):
        PREPARED = "prepared", _("Đã in phiếu mã")
        OPEN = "open", _("Đang bỏ phiếu")
        CLOSED = "closed", _("Đã đóng, chờ khiếu nại")
        COUNTED = "counted", _("Đã mở phiếu")
        ANNULLED = "annulled", _("Đã hủy")

    vote = models.OneToOneField(Vote, models.CASCADE, related_name="secret_ballot")
    key = models.CharField(_("mã cuộc bỏ phiếu"), max_length=20, unique=True)
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.PREPARED)
    prepared_here = models.BooleanField(_("in từ máy chủ"))
    credentials: Any = models.JSONField()
    tellers: Any = models.JSONField()
    warnings: Any = models.JSONField(default=list, blank=True)
    opening: Any = models.JSONField(null=True, blank=True)
    opening_digest = models.CharField(_("mã niêm phong lúc mở"), max_length=64, blank=True)
    opened_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    complaint_minutes = models.PositiveIntegerField(_("thời gian khiếu nại (phút)"), default=30)
    complaints_until = models.DateTimeField(_("nhận khiếu nại đến"), null=True, blank=True)
    board: Any = models.JSONField(null=True, blank=True)
    closing_digest = models.CharField(_("mã niêm phong lúc đóng"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("bỏ phiếu kín")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["prepared", "annulled"]) | ~Q(opening_digest=""),
                name="secret_ballot_beyond_preparation_was_opened",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["closed", "counted"])
                | Q(board__isnull=False, complaints_until__isnull=False),
                name="closed_secret_ballot_has_a_board",
            ),
        ]

    def __str__(self) -> str:
        return str(self.vote)

    @property
    def slips(self) -> int:
        """How many slips were printed."""
        return len(self.credentials)


class BallotRegister(models.Model):
    """Who took a slip: one row for each voter from the opening on, ticked in place; no number and no time."""

    ballot = models.ForeignKey(SecretBallot, models.CASCADE, related_name="register")
    voter = models.OneToOneField(Voter, models.CASCADE, related_name="register")
    took_slip = models.BooleanField(_("đã nhận phiếu mã"), default=False)

    class Meta:
        verbose_name = _("danh sách nhận phiếu mã")
        ordering = ("voter__position", "pk")

    def __str__(self) -> str:
        return str(self.voter)


class WithdrawnSlip(models.Model):
    """A slip that votes no more: left over or lost, by its receipt number."""

    ballot = models.ForeignKey(SecretBallot, models.CASCADE, related_name="withdrawn")
    receipt = models.CharField(_("số biên nhận"), max_length=9)
    reason = models.CharField(_("lý do"), max_length=200)

    class Meta:
        verbose_name = _("phiếu mã thu hồi")
        ordering = ("receipt",)
        constraints = [models.UniqueConstraint(fields=["ballot", "receipt"], name="slip_withdrawn_once")]

    def __str__(self) -> str:
        return self.receipt


class BallotComplaint(models.Model):
    """A complaint about the ballot under a receipt number, and what the tellers decided; nobody's name."""

    class Decision(models.TextChoices):
        KEEP = "keep", _("Giữ phiếu")
        ANNUL = "annul", _("Hủy phiếu, không đếm")

    ballot = models.ForeignKey(SecretBallot, models.CASCADE, related_name="complaints")
    receipt = models.CharField(_("số biên nhận"), max_length=9)
    about = models.CharField(_("nội dung khiếu nại"), max_length=500)
    decision = models.CharField(_("quyết định"), max_length=10, choices=Decision, blank=True)
    reason = models.CharField(_("lý do quyết định"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("khiếu nại về phiếu")
        ordering = ("receipt", "pk")
        constraints = [
            models.UniqueConstraint(fields=["ballot", "receipt"], name="one_complaint_about_a_ballot"),
            models.CheckConstraint(
                condition=Q(decision="") | ~Q(reason=""), name="decided_complaint_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.receipt
