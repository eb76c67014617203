"""The papers of scoring, and the reports, for the register of documents."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.web.clusters.models import Cluster, OfficialDocument
from thidua.web.clusters.paper_sources import PaperSource, Subject, register
from thidua.web.clusters.year_papers import years_of
from thidua.web.rulebooks.queries import rulebook_in_force
from thidua.web.scoring import documents, queries, year_report
from thidua.web.scoring.models import Ranking, Scoresheet

Kind = OfficialDocument.Kind


def sheets(user: Any, cluster: Cluster) -> Iterator[Subject]:
    """Sheets of the cluster, newest year first."""
    rows = queries.scoresheets_visible_to(user).filter(cycle__cluster=cluster)
    for row in rows.prefetch_related("unit__names").order_by("-cycle__year", "unit__order"):
        yield Subject(f"sheet:{row.pk}", str(row), row.cycle, row, row.unit)


def verified_sheets(user: Any, cluster: Cluster) -> Iterator[Subject]:
    """Those whose verification is done."""
    return (found for found in sheets(user, cluster) if found.row.state == Scoresheet.State.VERIFIED)


def explanations(user: Any, cluster: Cluster) -> Iterator[Subject]:
    """What was asked, newest first."""
    rows = queries.explanations_visible_to(user).filter(scoresheet__cycle__cluster=cluster)
    for row in rows.prefetch_related("scoresheet__unit__names").order_by("-scoresheet__cycle__year", "-pk"):
        label = f"{row.scoresheet}: {_('tiêu chí')} {row.criterion}"
        yield Subject(f"explanation:{row.pk}", label, row.scoresheet.cycle, row, row.scoresheet.unit)


def answered(user: Any, cluster: Cluster) -> Iterator[Subject]:
    """Those that the unit answered."""
    return (found for found in explanations(user, cluster) if found.row.answered_at)


def rankings(user: Any, cluster: Cluster) -> Iterator[Subject]:
    """Frozen rankings, the one that stands first in each year."""
    rows = queries.rankings_visible_to(user).filter(cycle__cluster=cluster).select_related("edition")
    for row in rows.order_by("-cycle__year", "-kind", "-number"):
        label = f"{row.cycle.year}: {Ranking.Kind(row.kind).label} {_('lần')} {row.number} ({row.made_on:%d/%m/%Y})"
        yield Subject(f"ranking:{row.pk}", label, row.cycle, row)


def tables(user: Any, cluster: Cluster) -> Iterator[Subject]:
    """Frozen rankings, and years under way that have none yet."""
    yield from rankings(user, cluster)
    for found in years_of(user, cluster):
        if found.cycle.state not in queries.OPEN_TO_ALL and rulebook_in_force(found.cycle):
            yield found


register(
    PaperSource(
        "scoring.midyear_report",
        Kind.MIDYEAR_REPORT,
        gettext_lazy("Báo cáo sơ kết 6 tháng"),
        gettext_lazy("Số liệu kỳ 6 tháng đầu năm, tồn tại, hạn chế, việc phải làm tiếp."),
        years_of,
        year_report.midyear_report,
        order=15,
    ),
    PaperSource(
        "scoring.sheet",
        Kind.SELF_SCORE_SHEET,
        gettext_lazy("Phiếu tự chấm điểm"),
        gettext_lazy("Phiếu của một đơn vị, cột tự chấm và cột thẩm định."),
        sheets,
        documents.sheet,
        order=20,
    ),
    PaperSource(
        "scoring.explanation_request",
        Kind.EXPLANATION_REQUEST,
        gettext_lazy("Phiếu đề nghị giải trình"),
        gettext_lazy("Nội dung tổ thư ký hỏi và hạn trả lời."),
        explanations,
        documents.explanation_request,
        order=21,
    ),
    PaperSource(
        "scoring.explanation_answer",
        Kind.EXPLANATION_ANSWER,
        gettext_lazy("Bản giải trình"),
        gettext_lazy("Giải trình của đơn vị và kết luận của tổ thư ký."),
        answered,
        documents.explanation_answer,
        order=22,
    ),
    PaperSource(
        "scoring.verification",
        Kind.VERIFICATION_MINUTES,
        gettext_lazy("Biên bản thẩm định"),
        gettext_lazy("Điểm thay đổi khi thẩm định và lý do."),
        verified_sheets,
        documents.verification,
        order=23,
    ),
    PaperSource(
        "scoring.table",
        Kind.SCORE_TABLE,
        gettext_lazy("Bảng tổng hợp điểm"),
        gettext_lazy("Điểm từng nội dung của mọi đơn vị, khổ giấy ngang."),
        tables,
        documents.score_table,
        order=24,
    ),
    PaperSource(
        "scoring.ranking",
        Kind.RANKING_LIST,
        gettext_lazy("Danh sách xếp hạng"),
        gettext_lazy("Theo bảng xếp hạng đã chụp, kèm mã kiểm tra."),
        rankings,
        documents.ranking_list,
        order=25,
    ),
    PaperSource(
        "scoring.year_report",
        Kind.YEAR_REPORT,
        gettext_lazy("Báo cáo tổng kết năm"),
        gettext_lazy("Kết quả từng nội dung, so với năm trước; tồn tại, nguyên nhân; nhiệm vụ năm sau."),
        years_of,
        year_report.year_report,
        order=26,
    ),
)
