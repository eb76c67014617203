"""The agreement of a year: its clauses, what members said about them, how each clause fares."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.web.clusters.models import Cycle, OfficialDocument, Unit
from thidua.web.rulebooks.models import RulebookEdition

USER = settings.AUTH_USER_MODEL


class Agreement(models.Model):
    """One agreement of a year: the first, or a supplement that replaces the one before when it is signed.

    `number` counts all of the year, those given up too; `supplement` is 0 for the first and its replacements
    before signing, then 1, 2 …. `adopted_about` names the vote or conference that adopted it (`conference:12`),
    `adopted_text` says it in words.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Dự thảo")
        CONSULTATION = "consultation", _("Đang lấy ý kiến")
        ADOPTED = "adopted", _("Đã thông qua")
        SIGNING = "signing", _("Đang ký")
        SIGNED = "signed", _("Đã ký đủ")
        WITHDRAWN = "withdrawn", _("Đã bỏ")

    class How(models.TextChoices):
        CONSENSUS = "consensus", _("Thống nhất chung tại hội nghị")
        OPEN_VOTE = "open_vote", _("Biểu quyết giơ tay")
        SECRET_BALLOT = "secret_ballot", _("Bỏ phiếu kín")
        WRITING = "writing", _("Lấy ý kiến bằng văn bản")

    UNFINISHED = (State.DRAFT, State.CONSULTATION, State.ADOPTED, State.SIGNING)
    FROZEN = (State.ADOPTED, State.SIGNING, State.SIGNED)

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="agreements")
    number = models.PositiveIntegerField(_("lần"), default=1)
    supplement = models.PositiveIntegerField(default=0)
    state = models.CharField(_("trạng thái"), max_length=12, choices=State, default=State.DRAFT)
    edition = models.ForeignKey(RulebookEdition, models.PROTECT, related_name="+")
    place = models.CharField(_("nơi ký"), max_length=120, blank=True)
    occasion = models.CharField(_("dịp ký"), max_length=200, blank=True)
    duties = models.TextField(_("tổ chức thực hiện"), blank=True)
    comments_until = models.DateField(_("hạn góp ý"), null=True, blank=True)
    consulted_at = models.DateTimeField(null=True, blank=True)
    adopted_on = models.DateField(_("ngày thông qua"), null=True, blank=True)
    adopted_how = models.CharField(_("cách thông qua"), max_length=14, choices=How, blank=True)
    adopted_text = models.CharField(_("căn cứ thông qua"), max_length=300, blank=True)
    adopted_about = models.CharField(max_length=120, blank=True)
    adopted_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    signed_on = models.DateField(_("ngày ký đủ"), null=True, blank=True)
    document = models.OneToOneField(
        OfficialDocument, models.PROTECT, null=True, blank=True, related_name="agreement"
    )
    withdraw_reason = models.CharField(_("lý do bỏ"), max_length=300, blank=True)
    made_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("giao ước thi đua")
        ordering = ("-cycle__year", "-number")
        constraints = [
            models.UniqueConstraint(fields=["cycle", "number"], name="one_agreement_per_number"),
            models.UniqueConstraint(
                fields=["cycle"],
                condition=Q(state__in=["draft", "consultation", "adopted", "signing"]),
                name="one_unfinished_agreement",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["adopted", "signing", "signed"])
                | (Q(adopted_on__isnull=False) & ~Q(adopted_how="") & ~Q(adopted_text="")),
                name="adopted_agreement_says_how",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(signed_on__isnull=False, document__isnull=False),
                name="signed_agreement_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdraw_reason=""), name="withdrawn_agreement_says_why"
            ),
        ]

    def __str__(self) -> str:
        year = {"year": self.cycle.year, "number": self.supplement}
        if not self.supplement:
            return gettext("Giao ước thi đua năm %(year)d") % year
        return gettext("Giao ước thi đua bổ sung lần %(number)d năm %(year)d") % year

    @property
    def is_supplement(self) -> bool:
        """True when it replaces a signed one of the year."""
        return self.supplement > 0

    @property
    def is_frozen(self) -> bool:
        """True from its adoption on: its clauses do not change any more."""
        return self.state in self.FROZEN


class Clause(models.Model):
    """One promise: `owner` None is every member; `criterion` and `indicator` are ids of the rulebook.

    `amount` is one target for all; empty where each unit has its own among the rulebook's targets. A
    struck clause stays readable and is no longer part of the agreement. `continues` is the same clause
    in the agreement that this one replaces.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="clauses")
    position = models.PositiveIntegerField()
    content = models.CharField(_("nội dung thi đua"), max_length=60, blank=True)
    content_name = models.CharField(max_length=300, blank=True)
    text = models.CharField(_("nội dung cam kết"), max_length=500)
    owner = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    criterion = models.CharField(_("tiêu chí"), max_length=60, blank=True)
    indicator = models.CharField(_("số liệu theo dõi"), max_length=60, blank=True)
    target = models.CharField(_("chỉ tiêu"), max_length=200, blank=True)
    amount = models.DecimalField(_("mức chung"), max_digits=20, decimal_places=6, null=True, blank=True)
    due_on = models.DateField(_("thời hạn"), null=True, blank=True)
    continues = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="continued_by")
    struck_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("điều khoản giao ước")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return f"{self.agreement}, {self.position}"


class ClauseComment(models.Model):
    """What a unit says about a clause, or about the whole agreement (`clause` empty)."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="comments")
    clause = models.ForeignKey(Clause, models.CASCADE, null=True, blank=True, related_name="comments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    text = models.CharField(_("ý kiến"), max_length=1000)
    author = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    said_on = models.DateField()
    said_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("ý kiến về giao ước")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.unit}: {self.agreement}"


class Amendment(models.Model):
    """A change that a unit proposes: other words for a clause, striking it, or a clause more.

    `base` is the clause as the unit read it. `decided_text` is what the clause became when accepted.
    """

    class Kind(models.TextChoices):
        CHANGE = "change", _("Sửa điều khoản")
        STRIKE = "strike", _("Bỏ điều khoản")
        ADD = "add", _("Thêm điều khoản")

    class State(models.TextChoices):
        OPEN = "open", _("Chờ quyết định")
        ACCEPTED = "accepted", _("Tiếp thu")
        DECLINED = "declined", _("Không tiếp thu")
        WITHDRAWN = "withdrawn", _("Đơn vị đã rút")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="amendments")
    clause = models.ForeignKey(Clause, models.CASCADE, null=True, blank=True, related_name="amendments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(_("loại sửa đổi"), max_length=8, choices=Kind)
    content = models.CharField(max_length=60, blank=True)
    base = models.CharField(max_length=500, blank=True)
    base_target = models.CharField(max_length=200, blank=True)
    text = models.CharField(_("đề nghị"), max_length=500, blank=True)
    target = models.CharField(_("chỉ tiêu đề nghị"), max_length=200, blank=True)
    why = models.CharField(_("lý do đề nghị"), max_length=500)
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.OPEN)
    proposed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    proposed_on = models.DateField()
    proposed_at = models.DateTimeField()
    decided_text = models.CharField(max_length=500, blank=True)
    decided_target = models.CharField(max_length=200, blank=True)
    decided_why = models.CharField(_("lý do quyết định"), max_length=500, blank=True)
    decided_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("đề nghị sửa giao ước")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "declined"])
                | (Q(decided_on__isnull=False) & ~Q(decided_why="")),
                name="decided_amendment_says_why",
            ),
            models.CheckConstraint(
                condition=Q(kind="add") | Q(clause__isnull=False),
                name="amendment_is_about_a_clause",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.unit}"


class UnitReply(models.Model):
    """A unit has read the agreement put out for comment and has nothing more to say."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="replies")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    replied_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    replied_on = models.DateField()
    replied_at = models.DateTimeField()

    class Meta:
        verbose_name = _("trả lời của đơn vị")
        constraints = [models.UniqueConstraint(fields=["agreement", "unit"], name="one_reply_per_unit")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.agreement}"


class ClauseLight(models.Model):
    """How a clause fares in one unit at the end of one quarter, in the words of whoever set it."""

    class Light(models.TextChoices):
        GREEN = "green", _("Xanh: đúng tiến độ")
        YELLOW = "yellow", _("Vàng: có nguy cơ chậm")
        RED = "red", _("Đỏ: chậm, khó đạt")

    clause = models.ForeignKey(Clause, models.PROTECT, related_name="lights")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    quarter = models.PositiveSmallIntegerField(_("quý"))
    light = models.CharField(_("đèn"), max_length=6, choices=Light)
    note = models.CharField(_("ghi chú"), max_length=300)
    set_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    set_on = models.DateField()
    set_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("đèn theo dõi điều khoản")
        ordering = ("quarter", "pk")
        constraints = [
            models.UniqueConstraint(fields=["clause", "unit", "quarter"], name="one_light_per_quarter"),
            models.CheckConstraint(condition=Q(quarter__gte=1, quarter__lte=4), name="light_of_a_quarter"),
        ]

    def __str__(self) -> str:
        return f"{self.clause}, {self.unit}, {self.quarter}"
