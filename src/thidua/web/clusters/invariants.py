"""What must always hold in clusters; each yields one sentence per violation."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.web.clusters.models import (
    Assignment,
    ClusterRole,
    Cycle,
    HeadTerm,
    Membership,
    NumberSeries,
    OfficialDocument,
)
from thidua.web.core.invariants import invariant

FAR = dt.date.max


@invariant("clusters.one_year_under_way", _("Mỗi cụm chỉ thực hiện một năm một lúc"))
def one_year_under_way() -> Iterator[str]:
    """A cluster has at most one year under way (agreed to, not yet published); drafts may wait."""
    seen: dict[int, Cycle] = {}
    for cycle in Cycle.objects.filter(state__in=Cycle.UNDER_WAY).select_related("cluster").order_by("year"):
        first = seen.setdefault(cycle.cluster_id, cycle)
        if first.pk != cycle.pk:
            yield f"{cycle.cluster}: năm {first.year} và năm {cycle.year} cùng đang thực hiện"


@invariant("clusters.heads_do_not_overlap", _("Mỗi ngày chỉ một cụm trưởng, một cụm phó"))
def heads_do_not_overlap() -> Iterator[str]:
    """On any day a cluster has at most one head and one deputy."""
    seats: dict[tuple[int, str], list[HeadTerm]] = defaultdict(list)
    for term in HeadTerm.objects.select_related("unit", "cluster").order_by("from_on"):
        seats[term.cluster_id, term.role].append(term)
    for terms in seats.values():
        for first, second in pairwise(terms):
            if second.from_on <= (first.to_on or FAR):
                yield f"{first.cluster}: nhiệm kỳ «{first}» và «{second}» trùng thời gian"


@invariant("clusters.memberships_do_not_overlap", _("Một đơn vị không ghi trùng tư cách thành viên"))
def memberships_do_not_overlap() -> Iterator[str]:
    """A unit is in a cluster once at a time."""
    rows: dict[tuple[int, int], list[Membership]] = defaultdict(list)
    for row in Membership.objects.select_related("unit", "cluster").order_by("from_on"):
        rows[row.cluster_id, row.unit_id].append(row)
    for same in rows.values():
        for first, second in pairwise(same):
            if second.from_on <= (first.to_on or FAR):
                yield f"«{first}» trùng thời gian"


@invariant("clusters.assignments_inside_dates", _("Phân công, ủy quyền nằm trong thời gian được ghi"))
def assignments_inside_dates() -> Iterator[str]:
    """No assignment ends before it starts; a deputy's days lie within those of whom they stand in for."""
    for row in Assignment.objects.filter(to_on__lt=F("from_on")).select_related("user", "unit"):
        yield f"Phân công «{row}» kết thúc trước khi bắt đầu"
    for row in Assignment.objects.exclude(deputises=None).select_related("user", "unit", "deputises"):
        own = Assignment.objects.filter(
            unit_id=row.unit_id, role=row.role, user=row.deputises, deputises=None
        ).filter(Q(to_on=None) | Q(to_on__gte=row.to_on or FAR))
        if not own.exists():
            yield f"Ủy quyền «{row}» nằm ngoài thời gian của người ủy quyền"


@invariant(
    "clusters.approved_roles_have_two_persons", _("Quyền trong cụm có người đề nghị và người duyệt khác nhau")
)
def approved_roles_have_two_persons() -> Iterator[str]:
    """A right in a cluster that opens anything was asked for by one person and approved by another."""
    approved = ClusterRole.objects.filter(approved_at__isnull=False)
    wrong = approved.filter(
        Q(requested_by=None)
        | Q(approved_by=None)
        | Q(approved_by=F("requested_by"))
        | Q(approved_by=F("user"))
    )
    for right in wrong.select_related("user", "cluster"):
        yield f"Quyền «{right}» trong {right.cluster} không có người thứ hai duyệt"


@invariant("clusters.numbers_without_gaps", _("Số văn bản liên tục, không trùng, không nhảy số"))
def numbers_without_gaps() -> Iterator[str]:
    """Each run holds exactly one document under every number from the first given here to the last."""
    for series in NumberSeries.objects.select_related("cluster"):
        given = list(series.documents.order_by("number").values_list("number", flat=True))
        if given != list(range(series.used_before + 1, series.last + 1)):
            yield f"{series.cluster}: sổ «{series}» ghi số cuối {series.last} nhưng các số đã cấp là {given}"


@invariant("clusters.issued_documents_keep_their_files", _("Văn bản đã ban hành giữ đủ bản Word và bản PDF"))
def issued_documents_keep_their_files() -> Iterator[str]:
    """A document that carries a number, or is out, has its day and both files."""
    out = OfficialDocument.objects.filter(Q(state=OfficialDocument.State.ISSUED) | Q(number__isnull=False))
    for document in out.filter(Q(docx=None) | Q(pdf=None) | Q(issued_on=None)):
        yield f"Văn bản «{document}» thiếu tệp hoặc ngày ban hành"
