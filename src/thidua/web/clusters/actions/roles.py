"""Acts on rights in a cluster: one person asks, a second approves or declines; ended by either side."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.clusters.models import Cluster, ClusterRole, Unit
from thidua.web.clusters.permissions import (
    can_approve_cluster_role,
    can_end_cluster_role,
    can_request_cluster_role,
)
from thidua.web.core import audit, clock
from thidua.web.core.access import Refused
from thidua.web.core.written import day_text


@dataclass(frozen=True)
class AskedRight:
    """What is asked: which role for whom, in the name of which unit, from when to when."""

    user: Any
    role: str
    unit: Unit | None
    from_on: dt.date
    to_on: dt.date | None = None


@transaction.atomic
def request_cluster_role(*, actor: Any, cluster: Cluster, asked: AskedRight) -> ClusterRole:
    """Ask for a right in the cluster; it opens nothing until a second person approves.

    Raises `Refused` when the person already holds or awaits it, or a secretary has no unit (without
    one nobody could say whose sheet they must not verify).
    """
    Cluster.objects.select_for_update(no_key=True).get(pk=cluster.pk)
    can_request_cluster_role(actor, cluster).require()
    if asked.role == ClusterRole.Role.SECRETARIAT and asked.unit is None:
        raise Refused(_("Thành viên tổ thư ký phải thuộc một đơn vị."))
    alive = ClusterRole.objects.filter(cluster=cluster, user=asked.user, role=asked.role, declined_at=None)
    if alive.exclude(to_on__lt=asked.from_on).exists():
        raise Refused(_("%(person)s đã có hoặc đang chờ duyệt quyền này.") % {"person": asked.user})
    right = ClusterRole.objects.create(
        cluster=cluster,
        user=asked.user,
        role=asked.role,
        unit=asked.unit,
        from_on=asked.from_on,
        to_on=asked.to_on,
        requested_by=actor,
        requested_at=clock.now(),
    )
    _record("clusters.role.request", actor, right, role=right.role, from_on=right.from_on, to_on=right.to_on)
    return right


@transaction.atomic
def approve_cluster_role(*, actor: Any, right: ClusterRole) -> ClusterRole:
    """The right opens from its first day; the approver is neither who asked nor who gets it."""
    locked = _locked(right)
    can_approve_cluster_role(actor, locked).require()
    locked.approved_by = actor
    locked.approved_at = clock.now()
    locked.save(update_fields=["approved_by", "approved_at"])
    _record("clusters.role.approve", actor, locked, role=locked.role)
    return locked


@transaction.atomic
def decline_cluster_role(*, actor: Any, right: ClusterRole, reason: str) -> ClusterRole:
    """The request is closed with a reason and never opens anything."""
    locked = _locked(right)
    can_approve_cluster_role(actor, locked).require()
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do."))
    locked.declined_by = actor
    locked.declined_at = clock.now()
    locked.decline_reason = reason.strip()
    locked.save(update_fields=["declined_by", "declined_at", "decline_reason"])
    _record("clusters.role.decline", actor, locked, role=locked.role, reason=reason.strip())
    return locked


@transaction.atomic
def end_cluster_role(*, actor: Any, right: ClusterRole, last_day: dt.date) -> ClusterRole:
    """The right ends after `last_day`, yesterday at the earliest; yesterday takes effect at once.

    A request that nobody has answered yet is taken back instead.
    """
    locked = _locked(right)
    can_end_cluster_role(actor, locked).require()
    if locked.approved_at is None:
        return _taken_back(actor, locked)
    earliest = max(locked.from_on, clock.today() - dt.timedelta(days=1))
    if last_day < earliest:
        raise Refused(_("Ngày cuối không được trước %(day)s.") % {"day": day_text(earliest)})
    before, locked.to_on = locked.to_on, last_day
    locked.save(update_fields=["to_on"])
    _record("clusters.role.end", actor, locked, role=locked.role, before=before, after=last_day)
    return locked


def _taken_back(actor: Any, right: ClusterRole) -> ClusterRole:
    right.declined_by = actor
    right.declined_at = clock.now()
    right.decline_reason = _("Rút lại đề nghị.")
    right.save(update_fields=["declined_by", "declined_at", "decline_reason"])
    _record("clusters.role.withdraw", actor, right, role=right.role)
    return right


def _locked(right: ClusterRole) -> ClusterRole:
    rows = ClusterRole.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("user", "cluster", "unit").get(pk=right.pk)


def _record(action: str, actor: Any, right: ClusterRole, **detail: Any) -> None:
    audit.record(
        action,
        actor=actor,
        of=right,
        cluster_id=right.cluster_id,
        unit_id=right.unit_id,
        person=str(right.user),
        **detail,
    )
