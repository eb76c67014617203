"""Money that came in and went out, with its papers, and the statements that were published."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.web.charity.models.campaigns import Campaign, Pledge
from thidua.web.charity.models.houses import CharityHouse, HousePhoto
from thidua.web.charity.models.ledger import LedgerTransaction
from thidua.web.core.models import StoredFile


class Contribution(models.Model):
    """A payment of a unit with its receipt; when it was a mistake its transaction is reversed, it stays."""

    class Way(models.TextChoices):
        TRANSFER = "transfer", _("Chuyển khoản")
        CASH = "cash", _("Tiền mặt")

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="contributions")
    transaction = models.OneToOneField(LedgerTransaction, models.PROTECT, related_name="contribution")
    amount_vnd = models.BigIntegerField(_("số tiền"))
    way = models.CharField(_("cách nộp"), max_length=10, choices=Way)
    receipt_number = models.CharField(_("số phiếu thu, chứng từ"), max_length=60)
    receipt = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    receipt_name = models.CharField(max_length=140, blank=True)

    class Meta:
        verbose_name = _("lần nộp tiền")
        ordering = ("transaction__number",)
        constraints = [
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="contribution_is_positive"),
            models.CheckConstraint(condition=~Q(receipt_number=""), name="contribution_has_a_receipt_number"),
        ]

    def __str__(self) -> str:
        return f"{self.pledge.unit_name}: {self.receipt_number}"


class Disbursement(models.Model):
    """Money handed over for a house, with the minutes and a photo of the hand-over."""

    house = models.ForeignKey(CharityHouse, models.PROTECT, related_name="disbursements")
    transaction = models.OneToOneField(LedgerTransaction, models.PROTECT, related_name="disbursement")
    amount_vnd = models.BigIntegerField(_("số tiền"))
    receiver = models.CharField(_("bên nhận"), max_length=200)
    minutes_number = models.CharField(_("số biên bản bàn giao"), max_length=60)
    minutes = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    minutes_name = models.CharField(max_length=140, blank=True)
    photo = models.ForeignKey(HousePhoto, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("lần trao tiền")
        ordering = ("transaction__number",)
        constraints = [
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="disbursement_is_positive"),
            models.CheckConstraint(condition=~Q(minutes_number=""), name="disbursement_has_minutes"),
        ]

    def __str__(self) -> str:
        return f"{self.house}: {self.minutes_number}"


class PublishedStatement(models.Model):
    """What the public may read of a campaign: a frozen copy as of a day, up to a number of the ledger."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="published")
    as_of = models.DateField(_("tính đến ngày"))
    upto = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    published_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdraw_reason = models.CharField(_("lý do rút"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("báo cáo công khai")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdraw_reason=""),
                name="statement_withdrawn_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.campaign} {self.as_of:%d/%m/%Y}"
