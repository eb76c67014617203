"""The ledger: accounts, transactions in one numbered chain, entries from one account to another.

Nothing here is changed or removed once written: not by the models, not by their querysets, and a row changed
behind their back breaks the chain of digests, which `thidua web check-data` and every statement tell.
"""

from typing import Any, Never

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.web.charity.models.campaigns import Campaign, Fund
from thidua.web.charity.models.houses import CharityHouse
from thidua.web.clusters.models import Unit


class Kept(models.QuerySet[Any]):
    """Rows that may be added and read, and nothing else."""

    def _refuse(self, *_args: Any, **_kwargs: Any) -> Never:
        raise TypeError("The ledger is never changed: book a reversal.")

    update = delete = bulk_update = update_or_create = _refuse


class AppendOnly(models.Model):
    """A row that is written once."""

    objects = Kept.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("The ledger is never changed: book a reversal.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("The ledger is never changed: book a reversal.")


class LedgerAccount(AppendOnly):
    """Where money stands or is owed; `key` names it within the fund. What is debited minus what is credited
    is its balance: positive for cash, what units owe and what was handed over, negative for pledges and gifts.
    """

    class Kind(models.TextChoices):
        CASH = "cash", _("Tiền quỹ đang giữ")
        RECEIVABLE = "receivable", _("Phải thu của đơn vị")
        PLEDGED = "pledged", _("Đóng góp đã thống nhất")
        EXTRA = "extra", _("Ủng hộ thêm")
        HOUSE = "house", _("Đã trao để xây nhà")

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="accounts")
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=60)
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, related_name="accounts")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    house = models.ForeignKey(CharityHouse, models.PROTECT, null=True, related_name="accounts")

    class Meta:
        verbose_name = _("tài khoản của sổ quỹ")
        constraints = [
            models.UniqueConstraint(fields=["fund", "key"], name="one_ledger_account_per_key"),
            models.CheckConstraint(
                condition=Q(kind="cash", campaign=None, unit=None, house=None)
                | Q(kind__in=["receivable", "extra"], campaign__isnull=False, unit__isnull=False, house=None)
                | Q(kind="pledged", campaign__isnull=False, unit=None, house=None)
                | Q(kind="house", campaign__isnull=False, unit=None, house__isnull=False),
                name="ledger_account_has_its_shape",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class LedgerTransaction(AppendOnly):
    """One act on the fund's money: `happened_on` is its day, `booked_at` the moment it was written down.

    `number` counts without gaps within the fund. `digest` covers the content, the entries and `previous`.
    `form_key` makes a double press one act.
    """

    class Kind(models.TextChoices):
        PLEDGES = "pledges", _("Thống nhất mức đóng góp")
        AMENDMENT = "amendment", _("Điều chỉnh mức đóng góp")
        CONTRIBUTION = "contribution", _("Đơn vị nộp tiền")
        DISBURSEMENT = "disbursement", _("Trao tiền xây nhà")
        REVERSAL = "reversal", _("Ghi đảo")

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="transactions")
    number = models.PositiveIntegerField(_("số"))
    kind = models.CharField(_("loại"), max_length=14, choices=Kind)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="transactions")
    happened_on = models.DateField(_("ngày phát sinh"))
    booked_at = models.DateTimeField(_("lúc ghi sổ"))
    booked_on = models.DateField(_("ngày ghi sổ"))
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.CharField(_("diễn giải"), max_length=300)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    form_key = models.UUIDField(unique=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("lần ghi sổ")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["fund", "number"], name="one_ledger_number_per_fund"),
            models.UniqueConstraint(fields=["fund", "previous"], name="ledger_never_forks"),
            models.CheckConstraint(
                condition=Q(kind="reversal", reverses__isnull=False)
                | (~Q(kind="reversal") & Q(reverses=None)),
                name="only_a_reversal_reverses",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["reversal", "amendment"]) | ~Q(reason=""),
                name="ledger_correction_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(booked_on__gte=F("happened_on")), name="ledger_books_nothing_ahead"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="ledger_numbers_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.text}"

    @property
    def days_late(self) -> int:
        """Days between what happened and its booking; what shows as booked late."""
        return (self.booked_on - self.happened_on).days


class LedgerEntry(AppendOnly):
    """Money from the credited account to the debited one: one row moves both, so every sum is zero."""

    transaction = models.ForeignKey(LedgerTransaction, models.PROTECT, related_name="entries")
    line = models.PositiveSmallIntegerField()
    debit = models.ForeignKey(LedgerAccount, models.PROTECT, related_name="debits")
    credit = models.ForeignKey(LedgerAccount, models.PROTECT, related_name="credits")
    amount_vnd = models.BigIntegerField(_("số tiền"))

    class Meta:
        verbose_name = _("bút toán")
        ordering = ("transaction__number", "line")
        constraints = [
            models.UniqueConstraint(fields=["transaction", "line"], name="one_ledger_entry_per_line"),
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="ledger_entry_is_positive"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="ledger_entry_has_two_accounts"),
        ]

    def __str__(self) -> str:
        return f"{self.debit} ← {self.credit}: {self.amount_vnd}"
