"""The minutes of hand-overs, for the register of documents; the fund's part of the year's report."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.web.charity import documents
from thidua.web.charity.queries import disbursements_visible_to
from thidua.web.clusters.models import Cluster, OfficialDocument
from thidua.web.clusters.paper_sources import PaperSource, Subject, register
from thidua.web.scoring.year_report import more_points


def handovers(user: Any, cluster: Cluster) -> Iterator[Subject]:
    """Hand-overs of the cluster's fund that stand, newest first; each in the year of its day."""
    rows = disbursements_visible_to(user).filter(
        house__campaign__fund__cluster=cluster, transaction__reversed_by=None
    )
    years = {cycle.year: cycle for cycle in cluster.cycles.all()}
    for row in rows.select_related("transaction", "house__unit").order_by("-transaction__happened_on", "-pk"):
        day = row.transaction.happened_on
        cycle = years.get(day.year) or years.get(row.house.campaign.year)
        if cycle:
            yield Subject(f"disbursement:{row.pk}", f"{row.house.title} ({day:%d/%m/%Y})", cycle, row)


register(
    PaperSource(
        "charity.handover",
        OfficialDocument.Kind.HANDOVER_MINUTES,
        _("Biên bản bàn giao kinh phí nhà tình nghĩa"),
        _("Đóng góp của từng đơn vị đến ngày bàn giao, số tiền bằng số và bằng chữ."),
        handovers,
        documents.handover,
        order=45,
    )
)
if documents.told_in_report not in more_points:
    more_points.append(documents.told_in_report)
