"""Acts on clusters and units: make and edit them, members, terms of head and deputy."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.web.clusters.actions.years import note_change_of_units
from thidua.web.clusters.models import Cluster, HeadTerm, Membership, Unit, UnitName, in_force
from thidua.web.clusters.permissions import can_edit_cluster, can_set_up_cluster
from thidua.web.core import audit
from thidua.web.core.access import Refused
from thidua.web.core.written import day_text


@dataclass(frozen=True)
class NewUnit:
    """A unit to be made: its code, its names, and where it stands in lists."""

    code: str
    short_name: str
    full_name: str
    kind: str = Unit.Kind.ORGANISATION_COMMISSION
    region: str = ""


@dataclass(frozen=True)
class Term:
    """A term of head or deputy: who, how chosen, from when to when."""

    unit: Unit
    role: str
    selection: str
    from_on: dt.date
    to_on: dt.date | None


@transaction.atomic
def create_cluster(*, actor: Any, name: str, kind: str, sector: str = "") -> Cluster:
    """A cluster without members yet."""
    can_set_up_cluster(actor).require()
    cluster = Cluster.objects.create(name=name.strip(), kind=kind, sector=sector.strip())
    audit.record("clusters.cluster.create", actor=actor, of=cluster, cluster_id=cluster.pk)
    return cluster


@transaction.atomic
def edit_cluster(*, actor: Any, cluster: Cluster, name: str, kind: str, sector: str) -> Cluster:
    """The cluster's name, kind and sector are as given."""
    locked = Cluster.objects.select_for_update(no_key=True).get(pk=cluster.pk)
    can_edit_cluster(actor, locked).require()
    before = {"name": locked.name, "kind": locked.kind, "sector": locked.sector}
    locked.name, locked.kind, locked.sector = name.strip(), kind, sector.strip()
    locked.save()
    after = {"name": locked.name, "kind": locked.kind, "sector": locked.sector}
    audit.record(
        "clusters.cluster.edit", actor=actor, of=locked, cluster_id=locked.pk, before=before, after=after
    )
    return locked


@transaction.atomic
def add_units(
    *, actor: Any, units: list[NewUnit], from_on: dt.date, cluster: Cluster | None = None
) -> list[Unit]:
    """Make units that exist since `from_on`, in the order given, members of `cluster` if there is one.

    One act, one audit line with its rows. Raises `Refused` naming the codes already in use.
    """
    can_set_up_cluster(actor).require()
    codes = [u.code.upper() for u in units]
    taken = sorted(Unit.objects.filter(code__in=codes).values_list("code", flat=True))
    if taken:
        raise Refused(_("Mã đã có đơn vị dùng: %(codes)s.") % {"codes": ", ".join(taken)})
    made = [make_unit(new, from_on) for new in units]
    if cluster:
        Membership.objects.bulk_create(
            Membership(cluster=cluster, unit=unit, from_on=from_on) for unit in made
        )
    if made:
        audit.record(
            "clusters.unit.add",
            actor=actor,
            of=cluster or made[0],
            cluster_id=cluster.pk if cluster else None,
            rows={u.code.upper(): u.short_name for u in units},
            from_on=from_on,
        )
    return made


def make_unit(new: NewUnit, from_on: dt.date) -> Unit:
    """Part of an act that writes the audit line: one unit with its first name, last in lists."""
    last = Unit.objects.order_by("-order").values_list("order", flat=True).first() or 0
    unit = Unit.objects.create(code=new.code.upper(), kind=new.kind, region=new.region, order=last + 1)
    UnitName.objects.create(
        unit=unit, short_name=new.short_name, full_name=new.full_name or new.short_name, from_on=from_on
    )
    return unit


@transaction.atomic
def edit_unit(*, actor: Any, unit: Unit, kind: str, region: str, order: int) -> Unit:
    """The unit's kind, region and place in lists; its names change by an event, its code never."""
    can_set_up_cluster(actor).require()
    locked = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    before = {"kind": locked.kind, "region": locked.region, "order": locked.order}
    locked.kind, locked.region, locked.order = kind, region.strip(), order
    locked.save()
    note_change_of_units([locked])
    after = {"kind": locked.kind, "region": locked.region, "order": locked.order}
    audit.record("clusters.unit.edit", actor=actor, of=locked, unit_id=locked.pk, before=before, after=after)
    return locked


@transaction.atomic
def add_member(*, actor: Any, cluster: Cluster, unit: Unit, from_on: dt.date) -> Membership:
    """The unit is a member from a day on; not while it already is."""
    locked = Cluster.objects.select_for_update(no_key=True).get(pk=cluster.pk)
    can_edit_cluster(actor, locked).require()
    if locked.memberships.filter(Q(to_on=None) | Q(to_on__gte=from_on), unit=unit).exists():
        raise Refused(_("%(unit)s đang là thành viên của cụm.") % {"unit": unit})
    membership = Membership.objects.create(cluster=locked, unit=unit, from_on=from_on)
    note_change_of_units([unit])
    _record("clusters.member.add", actor, membership, from_on=from_on)
    return membership


@transaction.atomic
def end_membership(*, actor: Any, membership: Membership, last_day: dt.date) -> Membership:
    """The unit is a member until `last_day`."""
    locked = Membership.objects.select_for_update(no_key=True).get(pk=membership.pk)
    can_edit_cluster(actor, locked.cluster).require()
    if locked.ended_by_id:
        raise Refused(_("Đơn vị rời cụm bởi một sự kiện đơn vị; ngày đó không sửa ở đây."))
    if last_day < locked.from_on:
        raise Refused(_("Ngày cuối không được trước ngày vào cụm."))
    before, locked.to_on = locked.to_on, last_day
    locked.save(update_fields=["to_on"])
    note_change_of_units([locked.unit])
    _record("clusters.member.end", actor, locked, before=before, after=last_day)
    return locked


@transaction.atomic
def add_head_term(*, actor: Any, cluster: Cluster, term: Term) -> HeadTerm:
    """The unit is head or deputy in those days; a member, and nobody else has the seat then."""
    locked = Cluster.objects.select_for_update(no_key=True).get(pk=cluster.pk)
    can_edit_cluster(actor, locked).require()
    made = write_term(locked, term)
    _record("clusters.head_term.add", actor, made, after=_days(made))
    return made


def write_term(cluster: Cluster, term: Term) -> HeadTerm:
    """A term, without an audit line of its own: for an act that appoints and tells it. Refused as above."""
    _refuse_bad_term(cluster, term, besides=0)
    return HeadTerm.objects.create(cluster=cluster, **vars(term))


@transaction.atomic
def edit_head_term(*, actor: Any, head_term: HeadTerm, term: Term) -> HeadTerm:
    """Correct a term: unit, way of choosing, days."""
    cluster = Cluster.objects.select_for_update(no_key=True).get(pk=head_term.cluster_id)
    can_edit_cluster(actor, cluster).require()
    made = HeadTerm.objects.select_for_update(no_key=True).get(pk=head_term.pk)
    _refuse_bad_term(cluster, term, besides=made.pk)
    before = _days(made)
    made.unit, made.role, made.selection = term.unit, term.role, term.selection
    made.from_on, made.to_on = term.from_on, term.to_on
    made.save()
    _record("clusters.head_term.edit", actor, made, before=before, after=_days(made))
    return made


def _refuse_bad_term(cluster: Cluster, term: Term, *, besides: int) -> None:
    if term.to_on and term.to_on < term.from_on:
        raise Refused(_("Ngày cuối không được trước ngày đầu."))
    if not cluster.memberships.filter(in_force(term.from_on), unit=term.unit).exists():
        raise Refused(_("%(unit)s không phải thành viên cụm vào ngày đó.") % {"unit": term.unit})
    others = cluster.head_terms.exclude(pk=besides).exclude(to_on__lt=term.from_on)
    if term.to_on:
        others = others.filter(from_on__lte=term.to_on)
    clash = others.filter(Q(role=term.role) | Q(unit=term.unit)).select_related("unit").first()
    if clash:
        raise Refused(
            _("Trùng thời gian với nhiệm kỳ «%(term)s» từ %(day)s.")
            % {"term": clash, "day": day_text(clash.from_on)}
        )


def _days(term: HeadTerm) -> dict[str, Any]:
    return {"unit": term.unit, "role": term.role, "from_on": term.from_on, "to_on": term.to_on}


def _record(action: str, actor: Any, row: Membership | HeadTerm, **detail: Any) -> None:
    audit.record(action, actor=actor, of=row, cluster_id=row.cluster_id, unit_id=row.unit_id, **detail)
