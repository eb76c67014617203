"""The demo's cluster, units, terms and people: everyone synthetic."""

import datetime as dt
import random

from django.contrib.auth.hashers import make_password

from thidua.web.accounts.models import User
from thidua.web.clusters.actions import write_event
from thidua.web.clusters.lineage import Edge, Plan
from thidua.web.clusters.models import (
    Assignment,
    Cluster,
    ClusterRole,
    HeadTerm,
    LineageEvent,
    Membership,
    Unit,
    UnitName,
)
from thidua.web.core import clock
from thidua.web.demo import facts

PASSWORD = facts.PASSWORD


def add_unit(province: facts.Province, order: int) -> Unit:
    """One organisation commission with its name."""
    unit = Unit.objects.create(code=province.code, region=province.region, order=order)
    title = "Thành ủy" if province.name.startswith("Thành phố") else "Tỉnh ủy"
    UnitName.objects.create(
        unit=unit,
        full_name=f"Ban Tổ chức {title} {province.name}",
        short_name=province.name,
        from_on=facts.SINCE,
    )
    return unit


def add_units() -> dict[str, Unit]:
    """The 14 members, the two outside units that the mergers touch, and the central department."""
    every = [*facts.PROVINCES, *facts.OUTSIDE]
    units = {p.code: add_unit(p, order) for order, p in enumerate(every, start=1)}
    code, short, full = facts.CENTRAL
    units[code] = Unit.objects.create(code=code, kind=Unit.Kind.CENTRAL_DEPARTMENT, order=99)
    UnitName.objects.create(unit=units[code], full_name=full, short_name=short, from_on=facts.SINCE)
    return units


def add_cluster(units: dict[str, Unit]) -> Cluster:
    """The cluster with its members and its heads, year by year."""
    cluster = Cluster.objects.create(name=facts.CLUSTER, sector=facts.SECTOR)
    for province in facts.PROVINCES:
        Membership.objects.create(cluster=cluster, unit=units[province.code], from_on=facts.SINCE)
    for year, codes in facts.HEADS.items():
        selection = HeadTerm.Selection.ELECTION if year == facts.OPEN_YEAR else HeadTerm.Selection.ROTATION
        for role, code in zip((HeadTerm.Role.HEAD, HeadTerm.Role.DEPUTY), codes, strict=True):
            HeadTerm.objects.create(
                cluster=cluster,
                unit=units[code],
                role=role,
                selection=selection,
                from_on=dt.date(year, 1, 1),
                to_on=dt.date(year, 12, 31) if year < facts.OPEN_YEAR else dt.date(2022, 1, 31),
            )
    return cluster


def add_mergers() -> None:
    """The mergers of 2025: stored now, visible only from the date of their decision."""
    every = [*facts.PROVINCES, *facts.OUTSIDE]
    for target in sorted({p.merged_into for p in every if p.merged_into}):
        write_event(
            Plan(
                kind=LineageEvent.Kind.MERGED,
                decided_on=facts.MERGER_DECIDED,
                effective_on=facts.MERGER_EFFECTIVE,
                legal_basis=facts.MERGER_BASIS,
                edges=tuple(Edge(p.code, target) for p in every if target in {p.merged_into, p.code}),
            )
        )


class People:
    """Makes synthetic people with one shared password, in a fixed order of names."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - names, not secrets
        self.password = make_password(PASSWORD)

    def add(self, username: str, post: str, *, is_site_admin: bool = False) -> User:
        """One person who can sign in with the demo's password."""
        name = " ".join(self.random.choice(names) for names in (facts.FAMILY, facts.MIDDLE, facts.GIVEN))
        return User.objects.create(
            username=username, full_name=name, post=post, password=self.password, is_site_admin=is_site_admin
        )


def add_people(cluster: Cluster, units: dict[str, Unit], seed: int) -> dict[str, User]:
    """An officer, a leader and an administrator per member; secretariat, central department, admin."""
    people = People(seed)
    found = {"quantri": people.add("quantri", "Quản trị hệ thống", is_site_admin=True)}
    since = dt.date(2018, 1, 1)
    posts = (
        ("canbo", "Chuyên viên", Assignment.Role.OFFICER),
        ("lanhdao", "Phó Trưởng ban", Assignment.Role.LEADER),
        ("quantri", "Chánh Văn phòng Ban", Assignment.Role.ADMINISTRATOR),
    )
    for province in facts.PROVINCES:
        for suffix, post, role in posts:
            username = f"{province.code.lower()}-{suffix}"
            found[username] = people.add(username, post)
            Assignment.objects.create(
                user=found[username], unit=units[province.code], role=role, from_on=since
            )
    seats = (
        ("thuky1", ClusterRole.Role.SECRETARIAT, "LCH", "Tổ trưởng tổ thư ký"),
        ("thuky2", ClusterRole.Role.SECRETARIAT, "LCH", "Thư ký"),
        ("thukypho", ClusterRole.Role.SECRETARIAT, "DBI", "Thư ký của cụm phó"),
        ("vudiaphuong", ClusterRole.Role.CENTRAL, facts.CENTRAL[0], "Chuyên viên chính"),
    )
    for username, right, code, post in seats:
        found[username] = people.add(username, post)
        ClusterRole.objects.create(
            user=found[username],
            cluster=cluster,
            role=right,
            unit=units[code],
            from_on=since,
            requested_by=found["quantri"],
            approved_by=found["lch-lanhdao"],
            approved_at=clock.now(),
        )
    return found
