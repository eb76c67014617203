"""Official documents of a cluster and the series their numbers come from."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.web.clusters.models.organisation import Cluster, Cycle, Unit
from thidua.web.core.models import StoredFile

USER = settings.AUTH_USER_MODEL


class Issuer(models.TextChoices):
    """In whose name a document goes out; the council numbers its own apart from the cluster's."""

    CLUSTER = "cluster", _("Cụm thi đua")
    COUNCIL = "council", _("Hội đồng Thi đua - Khen thưởng")


class Family(models.TextChoices):
    """Whose form a document has: it decides when numbering begins anew."""

    PARTY = "party", _("Văn bản của Đảng")
    STATE = "state", _("Văn bản hành chính")


class NumberSeries(models.Model):
    """One run of numbers: an issuer's documents of one type in one Party term, or in one year for the State.

    `type_code` is the abbreviation that stands in the symbol (BC, QĐ, CV): papers that share it share
    the run, so that no two are «Số 05-BC». `key` is the term (2020-2025) or the year (2020); `last` is the
    last number given. `used_before` is the last number that the office had given before it kept the run here.
    """

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="number_series")
    issuer = models.CharField(_("cơ quan ban hành"), max_length=10, choices=Issuer)
    family = models.CharField(_("thể thức"), max_length=10, choices=Family)
    type_code = models.CharField(_("loại văn bản"), max_length=10)
    key = models.CharField(_("nhiệm kỳ hoặc năm"), max_length=20)
    last = models.PositiveIntegerField(_("số cuối đã cấp"), default=0)
    used_before = models.PositiveIntegerField(_("số cuối đã dùng trước đó"), default=0)

    class Meta:
        verbose_name = _("sổ số văn bản")
        ordering = ("issuer", "family", "type_code", "key")
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "issuer", "family", "type_code", "key"], name="one_number_series"
            ),
            models.CheckConstraint(
                condition=Q(last__gte=models.F("used_before")), name="number_series_goes_on_from_before"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type_code} {self.key}"


class PartyTerm(models.Model):
    """The day on which a Party term of the cluster began, where it is not the usual one; numbering begins anew."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="party_terms")
    first_year = models.PositiveSmallIntegerField(_("năm đầu nhiệm kỳ"))
    starts_on = models.DateField(_("ngày bắt đầu nhiệm kỳ"))

    class Meta:
        verbose_name = _("nhiệm kỳ của Đảng")
        ordering = ("first_year",)
        constraints = [
            models.UniqueConstraint(fields=["cluster", "first_year"], name="one_party_term_per_year")
        ]

    def __str__(self) -> str:
        return f"{self.first_year}-{self.first_year + 5}"


class OfficialDocument(models.Model):
    """A paper of the cluster: facts as a draft; once issued, frozen with its number and its two files.

    `kind` is one of the kinds of `thidua.documents`, `profile` the format it is printed in. `facts` is
    what it was printed from. `about` is the key of what it speaks of in the feature that made it
    (`conference:12`). A document about one `unit` is seen as that unit's points are.
    """

    class Kind(models.TextChoices):
        AGREEMENT = "agreement", _("Giao ước thi đua")
        REGULATION = "regulation", _("Quy chế của cụm")
        PLAN = "plan", _("Kế hoạch")
        INVITATION = "invitation", _("Giấy mời")
        PROGRAMME = "programme", _("Chương trình hội nghị")
        YEAR_REPORT = "year_report", _("Báo cáo tổng kết năm")
        MIDYEAR_REPORT = "midyear_report", _("Báo cáo sơ kết 6 tháng")
        MINUTES = "minutes", _("Biên bản hội nghị")
        BALLOT_PAPER = "ballot_paper", _("Phiếu bầu")
        TALLY_MINUTES = "tally_minutes", _("Biên bản kiểm phiếu")
        PROPOSAL = "proposal", _("Tờ trình")
        RECOMMENDATIONS = "recommendations", _("Danh sách đề nghị khen thưởng")
        HANDOVER_MINUTES = "handover_minutes", _("Biên bản bàn giao")
        CONCLUSIONS = "conclusions", _("Thông báo kết luận")
        DECISION = "decision", _("Quyết định")
        LETTER = "letter", _("Công văn")
        SELF_SCORE_SHEET = "self_score_sheet", _("Phiếu tự chấm điểm")
        SCORE_TABLE = "score_table", _("Bảng tổng hợp điểm")
        RANKING_LIST = "ranking_list", _("Danh sách xếp hạng")
        EXPLANATION_REQUEST = "explanation_request", _("Phiếu đề nghị giải trình")
        EXPLANATION_ANSWER = "explanation_answer", _("Bản giải trình")
        VERIFICATION_MINUTES = "verification_minutes", _("Biên bản thẩm định")

    class State(models.TextChoices):
        DRAFT = "draft", _("Dự thảo")
        ISSUED = "issued", pgettext_lazy("document", "Đã ban hành")
        WITHDRAWN = "withdrawn", _("Đã thu hồi")

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="documents")
    cycle = models.ForeignKey(Cycle, models.PROTECT, null=True, blank=True, related_name="documents")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    issuer = models.CharField(_("cơ quan ban hành"), max_length=10, choices=Issuer, default=Issuer.CLUSTER)
    family = models.CharField(_("thể thức"), max_length=10, choices=Family)
    kind = models.CharField(_("loại văn bản"), max_length=24, choices=Kind)
    profile = models.CharField(_("mẫu thể thức"), max_length=20)
    subject = models.CharField(_("trích yếu"), max_length=300)
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.DRAFT)
    facts = models.JSONField(default=dict)
    about = models.CharField(max_length=120, blank=True, db_index=True)
    series = models.ForeignKey(NumberSeries, models.PROTECT, null=True, blank=True, related_name="documents")
    number = models.PositiveIntegerField(_("số"), null=True, blank=True)
    symbol = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    docx = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    issued_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdraw_reason = models.CharField(_("lý do thu hồi"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("văn bản")
        ordering = ("-issued_on", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="one_document_per_number"),
            models.CheckConstraint(
                condition=Q(series=None, number=None)
                | Q(series__isnull=False, number__isnull=False, number__gte=1),
                name="document_number_is_of_a_series",
            ),
            models.CheckConstraint(
                condition=~Q(state="issued")
                | Q(issued_on__isnull=False, docx__isnull=False, pdf__isnull=False),
                name="issued_document_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="draft") | Q(number=None, docx=None, pdf=None),
                name="draft_document_has_no_number",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdraw_reason=""), name="withdrawn_document_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.symbol}: {self.subject}" if self.symbol else self.subject
