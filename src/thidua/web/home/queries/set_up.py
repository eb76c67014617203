"""How far the first set-up has come."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.web.clusters.models import Cluster, ClusterRole, Cycle
from thidua.web.clusters.queries import head_unit, member_units, units_without_administrator
from thidua.web.core import clock
from thidua.web.rulebooks.models import EditionInForce


@dataclass(frozen=True)
class SetUpStep:
    """One step of the first set-up: what, why, where; `url` is empty while an earlier step is missing."""

    name: Any
    text: Any
    done: bool
    url: str


def is_setting_up(user: Any) -> bool:
    """True for the site's administrator until the first year is open: the guide stands in the menu."""
    return bool(user.is_site_admin) and not Cycle.objects.exists()


def set_up_steps() -> list[SetUpStep]:
    """The guided path from an empty site to a running year, for the first cluster of the site."""
    cluster = Cluster.objects.order_by("pk").first()
    if cluster is None:
        return [_cluster_step(None), *_later_steps(None)]
    return [_cluster_step(cluster), *_later_steps(cluster)]


def _cluster_step(cluster: Cluster | None) -> SetUpStep:
    return SetUpStep(
        _("Lập cụm"),
        _("Tên cụm hoặc khối thi đua, ngành."),
        cluster is not None,
        reverse("clusters:cluster-add")
        if cluster is None
        else reverse("clusters:cluster", args=[cluster.pk]),
    )


def _later_steps(cluster: Cluster | None) -> list[SetUpStep]:
    today = clock.today()
    members = member_units(cluster, today) if cluster else []
    head = head_unit(cluster, today) if cluster else None
    unmanaged = units_without_administrator(cluster, today) if cluster else []
    rights = ClusterRole.objects.filter(cluster=cluster, declined_at=None) if cluster else None
    steps = [
        (
            _("Thêm các đơn vị"),
            _("Dán danh sách mã, tên gọi, tên đầy đủ từ Excel."),
            bool(members),
            "units-paste",
        ),
        (_("Ghi cụm trưởng, cụm phó"), _("Đơn vị đang giữ vai trò và thời gian."), bool(head), "term-add"),
        (
            _("Mời quản trị của các đơn vị"),
            _("In một lượt phiếu mã cho từng đơn vị; họ tự mời cán bộ, lãnh đạo của mình."),
            bool(members) and not unmanaged,
            "administrators",
        ),
        (
            _("Lập tổ thư ký"),
            _("Bạn đề nghị; lãnh đạo đơn vị cụm trưởng hoặc cụm phó duyệt."),
            bool(rights and rights.filter(approved_at__isnull=False).exists()),
            "roles" if rights and rights.exists() else "role-request",
        ),
        (
            _("Mở năm thi đua"),
            _("Đặt lịch các bước của năm đầu tiên."),
            bool(cluster and cluster.cycles.exists()),
            "year-open",
        ),
    ]
    found = [
        SetUpStep(name, text, done, reverse(f"clusters:{route}", args=[cluster.pk]) if cluster else "")
        for name, text, done, route in steps
    ]
    return [*found, _rulebook_step()]


def _rulebook_step() -> SetUpStep:
    return SetUpStep(
        _("Đưa quy chế chấm điểm vào"),
        _("Việc của tổ thư ký cụm: nhập từ tệp hoặc soạn trên màn hình, rồi ban hành."),
        EditionInForce.objects.exists(),
        reverse("rulebooks:list"),
    )
