"""A small made-up world for tests that cross features: two clusters, three units, one person per role."""

import datetime as dt
from types import SimpleNamespace

from thidua.web.accounts.models import User
from thidua.web.clusters.actions import open_cycle
from thidua.web.clusters.models import (
    Assignment,
    Cluster,
    ClusterRole,
    HeadTerm,
    LineageEdge,
    LineageEvent,
    Membership,
    Unit,
    UnitName,
)
from thidua.web.clusters.year import usual_dates
from thidua.web.core import clock

SINCE = dt.date(2018, 1, 1)
TODAY = dt.date(2021, 12, 6)
Role = Assignment.Role
ROLES = (
    "officer", "leader", "administrator", "neighbour", "foreigner", "secretary", "central", "site_admin",
)  # fmt: skip
"""Who tries a route: three people of unit A; an officer of unit B beside it in the cluster; an officer of
unit C in another cluster; a secretary sent by unit A, which is the head; the central department; the
administrator of the site."""


def unit(code: str, name: str, cluster: Cluster | None = None) -> Unit:
    """A unit with its name, a member of the cluster since 2018."""
    made = Unit.objects.create(code=code, order=Unit.objects.count() + 1)
    UnitName.objects.create(
        unit=made, full_name=f"Ban Tổ chức Tỉnh ủy {name}", short_name=name, from_on=SINCE
    )
    if cluster:
        Membership.objects.create(cluster=cluster, unit=made, from_on=SINCE)
    return made


def person(username: str, unit: Unit | None = None, role: str = "", **more: object) -> User:
    """Somebody who can sign in, assigned to the unit when one is given."""
    made = User.objects.create(username=username, full_name=f"Người {username}", **more)
    if unit:
        Assignment.objects.create(user=made, unit=unit, role=role, from_on=SINCE)
    return made


def right(user: User, cluster: Cluster, role: str, by: tuple[User, User], unit: Unit | None = None):
    """A right in the cluster, asked for and approved by two people."""
    return ClusterRole.objects.create(
        user=user, cluster=cluster, role=role, unit=unit, from_on=SINCE,
        requested_by=by[0], approved_by=by[1], approved_at=clock.now(),
    )  # fmt: skip


def small_world() -> SimpleNamespace:
    """Everything, by name."""
    clock.set_today(TODAY)
    w = SimpleNamespace()
    w.cluster = Cluster.objects.create(name="Cụm một")
    w.other_cluster = Cluster.objects.create(name="Cụm hai")
    w.a, w.b = unit("AAA", "An", w.cluster), unit("BBB", "Bình", w.cluster)
    w.c = unit("CCC", "Châu", w.other_cluster)
    for seat, holder in ((HeadTerm.Role.HEAD, w.a), (HeadTerm.Role.DEPUTY, w.b)):
        w.term = HeadTerm.objects.create(
            cluster=w.cluster, unit=holder, role=seat, selection="rotation", from_on=SINCE
        )
    w.site_admin = person("quantri", is_site_admin=True)
    w.officer, w.leader = person("a-canbo", w.a, Role.OFFICER), person("a-lanhdao", w.a, Role.LEADER)
    w.administrator = person("a-quantri", w.a, Role.ADMINISTRATOR)
    w.neighbour, w.foreigner = person("b-canbo", w.b, Role.OFFICER), person("c-canbo", w.c, Role.OFFICER)
    w.secretary, w.central = person("thuky"), person("vu")
    by = (w.site_admin, w.leader)
    w.right = right(w.secretary, w.cluster, ClusterRole.Role.SECRETARIAT, by, w.a)
    right(w.central, w.cluster, ClusterRole.Role.CENTRAL, by)
    w.waiting = ClusterRole.objects.create(
        user=w.officer, cluster=w.cluster, role="secretariat", unit=w.a, from_on=TODAY, requested_by=w.site_admin
    )  # fmt: skip
    w.year = open_cycle(actor=w.secretary, cluster=w.cluster, year_number=2021, steps=usual_dates(2021))
    w.step = w.year.steps.get(state="self_scoring")
    w.membership = w.cluster.memberships.get(unit=w.b)
    w.assignment = w.officer.assignments.get()
    w.event = LineageEvent.objects.create(
        kind="renamed", decided_on=SINCE, effective_on=SINCE, legal_basis="Quyết định số 1"
    )
    LineageEdge.objects.create(event=w.event, predecessor=w.a, successor=w.a)
    return w
