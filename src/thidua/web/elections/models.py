"""The choice of next year's head and deputy: who, how chosen, on what basis, and what adopting it changed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.web.clusters.models import ClusterRole, Cycle, HeadTerm, Unit
from thidua.web.votes.models import Vote

USER = settings.AUTH_USER_MODEL


class HeadChoice(models.Model):
    """Head and deputy of the year after `cycle`; once adopted, `made` holds what must be undone to take it back.

    One person drafts, a second adopts. `rights_from` is the day on which terms and rights pass on.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Phương án")
        ADOPTED = "adopted", _("Đã thông qua")
        TAKEN_BACK = "taken_back", _("Đã rút lại")

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="head_choices")
    selection = models.CharField(_("cách chọn"), max_length=12, choices=HeadTerm.Selection)
    head = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("cụm trưởng"))
    deputy = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cụm phó")
    )
    basis = models.CharField(_("căn cứ"), max_length=300)
    vote = models.ForeignKey(Vote, models.PROTECT, null=True, blank=True, related_name="+")
    rights_from = models.DateField(_("ngày bàn giao quyền"))
    joining: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        USER, related_name="+", blank=True, verbose_name=_("vào tổ thư ký")
    )
    leaving = models.ManyToManyField(
        ClusterRole, related_name="+", blank=True, verbose_name=_("thôi tổ thư ký")
    )
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.DRAFT)
    made = models.JSONField(default=dict)
    drafted_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField()
    adopted_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    adopted_on = models.DateField(_("ngày thông qua"), null=True, blank=True)
    taken_back_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_on = models.DateField(null=True, blank=True)
    taken_back_reason = models.CharField(_("lý do rút lại"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("lựa chọn cụm trưởng năm sau")
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["cycle"], condition=Q(state__in=["draft", "adopted"]), name="one_head_choice_stands"
            ),
            models.CheckConstraint(
                condition=Q(deputy=None) | ~Q(deputy=F("head")), name="head_is_not_its_own_deputy"
            ),
            models.CheckConstraint(
                condition=Q(adopted_by=None) | ~Q(adopted_by=F("drafted_by")),
                name="second_person_adopts_head_choice",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Cụm trưởng năm %(year)d: %(unit)s") % {"year": self.next_year, "unit": self.head}

    @property
    def next_year(self) -> int:
        """The year that the chosen head leads."""
        return self.cycle.year + 1
