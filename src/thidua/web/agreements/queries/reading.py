"""What screens and papers read of an agreement that was found through a door."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from thidua.rules import Rulebook
from thidua.web.agreements.drafting import contents_of
from thidua.web.agreements.models import Agreement, Amendment, Clause
from thidua.web.agreements.queries.doors import NAMES
from thidua.web.clusters.models import Assignment, Cycle, OfficialDocument, Unit, in_force
from thidua.web.clusters.queries import cycle_units
from thidua.web.core import clock
from thidua.web.rulebooks.queries import parsed
from thidua.web.signatures.models import SigningRound
from thidua.web.signatures.queries import round_about

State = Agreement.State


def standing_clauses(agreement: Agreement) -> list[Clause]:
    """The clauses that are part of the agreement, in order, with their owners' names."""
    rows = agreement.clauses.filter(struck_at=None).select_related("owner")
    return list(rows.prefetch_related(Prefetch("owner__names", NAMES)))


def by_content(clauses: list[Clause]) -> list[tuple[str, list[tuple[int, Clause]]]]:
    """(name of the matter, its clauses with their running numbers), in the order of the clauses."""
    groups: dict[str, list[tuple[int, Clause]]] = {}
    for number, clause in enumerate(clauses, start=1):
        groups.setdefault(clause.content_name, []).append((number, clause))
    return list(groups.items())


def agreement_in_force(cycle: Cycle) -> Agreement | None:
    """The signed agreement of the year that counts: the last one signed; None before the first."""
    return cycle.agreements.filter(state=State.SIGNED).order_by("-number").first()


def agreement_of_document(document: OfficialDocument) -> Agreement | None:
    """The agreement that was printed as this document."""
    return Agreement.objects.filter(document=document).select_related("cycle__cluster").first()


def rulebook_for(agreement: Agreement) -> Rulebook:
    """The rulebook that the agreement was drafted from, as the engine reads it."""
    return parsed(agreement.edition)


def contents_known(agreement: Agreement) -> dict[str, str]:
    """Section id -> its printed name, of the matters of emulation of that rulebook."""
    return contents_of(rulebook_for(agreement))


def units_of(agreement: Agreement) -> list[Unit]:
    """The members that agree: those of the year."""
    return cycle_units(agreement.cycle)


def open_amendments(agreement: Agreement) -> QuerySet[Amendment]:
    """Amendments that nobody decided yet."""
    return agreement.amendments.filter(state=Amendment.State.OPEN)


@dataclass(frozen=True)
class UnitAnswer:
    """What one unit has said to an agreement put out for comment."""

    unit: Unit
    comments: int
    amendments: int
    has_replied: bool

    @property
    def is_silent(self) -> bool:
        """True while the unit has said nothing at all."""
        return not (self.comments or self.amendments or self.has_replied)


def answers(agreement: Agreement) -> list[UnitAnswer]:
    """Every member with what it said, in list order."""
    said = list(agreement.comments.filter(withdrawn_at=None).order_by().values_list("unit_id", flat=True))
    live = agreement.amendments.exclude(state=Amendment.State.WITHDRAWN).order_by()
    proposed = list(live.values_list("unit_id", flat=True))
    replied = set(agreement.replies.values_list("unit_id", flat=True))
    return [
        UnitAnswer(unit, said.count(unit.pk), proposed.count(unit.pk), unit.pk in replied)
        for unit in units_of(agreement)
    ]


def waiting_units(agreement: Agreement) -> list[Unit]:
    """Members that have not said that they are through, while comments are asked for."""
    if agreement.state != State.CONSULTATION:
        return []
    return [row.unit for row in answers(agreement) if not row.has_replied]


def leaders_of(agreement: Agreement) -> dict[int, str]:
    """Unit -> the name of its leader today, the one in their own name first."""
    rows = Assignment.objects.filter(
        in_force(clock.today()),
        unit__in=[unit.pk for unit in units_of(agreement)],
        role=Assignment.Role.LEADER,
    )
    found: dict[int, str] = {}
    for row in rows.select_related("user").order_by("deputises", "pk"):
        found.setdefault(row.unit_id, row.user.full_name)
    return found


def signing_round(agreement: Agreement) -> SigningRound | None:
    """The round in which members sign or have signed it; None before, and while a cancelled one is not renewed."""
    return round_about(f"agreement:{agreement.pk}")
