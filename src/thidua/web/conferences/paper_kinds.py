"""The papers of a conference, for the register of documents; a rehearsal's are printed but never numbered."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.web.clusters.models import Cluster, OfficialDocument
from thidua.web.clusters.paper_sources import PaperSource, Subject, register
from thidua.web.conferences import documents
from thidua.web.conferences.models import Conference
from thidua.web.conferences.queries import conferences_visible_to

Kind, State = OfficialDocument.Kind, Conference.State


def conferences(*states: str) -> Callable[[Any, Cluster], Iterator[Subject]]:
    """The cluster's real conferences in these states (all states when none is named), newest first."""

    def found(user: Any, cluster: Cluster) -> Iterator[Subject]:
        rows = conferences_visible_to(user).filter(cycle__cluster=cluster, is_rehearsal=False)
        if states:
            rows = rows.filter(state__in=states)
        for row in rows.select_related("cycle__cluster", "host_unit").order_by("-held_on", "-pk"):
            yield Subject(f"conference:{row.pk}", f"{row.title} ({row.held_on:%d/%m/%Y})", row.cycle, row)

    return found


register(
    PaperSource(
        "conferences.plan",
        Kind.PLAN,
        _("Kế hoạch tổ chức hội nghị"),
        _("Thời gian, địa điểm, thành phần, nội dung theo chương trình."),
        conferences(),
        documents.preparation_plan,
        order=30,
    ),
    PaperSource(
        "conferences.letter",
        Kind.LETTER,
        _("Công văn chuẩn bị hội nghị"),
        _("Gửi các đơn vị thành viên: thời gian, nội dung, việc cần chuẩn bị."),
        conferences(),
        documents.summons,
        order=31,
    ),
    PaperSource(
        "conferences.invitation",
        Kind.INVITATION,
        _("Giấy mời các đơn vị"),
        _("Một số chung cho các đơn vị; giấy mời từng đại biểu in ở trang hội nghị."),
        conferences(),
        documents.general_invitation,
        order=32,
    ),
    PaperSource(
        "conferences.programme",
        Kind.PROGRAMME,
        _("Chương trình hội nghị"),
        _("Theo chương trình đã đặt, không có mục đang ẩn."),
        conferences(),
        documents.programme,
        order=33,
    ),
    PaperSource(
        "conferences.minutes",
        Kind.MINUTES,
        _("Biên bản hội nghị"),
        _("Thành phần, diễn biến, quyết định đã ghi ở trang hội nghị."),
        conferences(State.HELD),
        documents.minutes,
        order=40,
    ),
    PaperSource(
        "conferences.conclusions",
        Kind.CONCLUSIONS,
        _("Thông báo kết luận hội nghị"),
        _("Các nội dung hội nghị đã thông qua hoặc ghi nhận."),
        conferences(State.HELD),
        documents.conclusions,
        order=41,
    ),
    PaperSource(
        "conferences.decision",
        Kind.DECISION,
        _("Quyết định thực hiện nội dung hội nghị thống nhất"),
        _("Mỗi nội dung được thông qua thành một điều."),
        conferences(State.HELD),
        documents.adoption,
        order=42,
    ),
)
