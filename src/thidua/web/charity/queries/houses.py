"""Houses with what was handed over, how far they are, and their photos."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext as _

from thidua.web.charity.models import CharityHouse, Disbursement, HousePhoto, HouseStep, LedgerAccount
from thidua.web.charity.queries.balances import Cut, entries_of

STAGES = tuple(HouseStep.Stage.values)


@dataclass(frozen=True)
class HouseView:
    """One house as a page shows it."""

    house: CharityHouse
    given: int
    steps: tuple[HouseStep, ...]
    photos: tuple[HousePhoto, ...]
    disbursements: tuple[Disbursement, ...]

    @property
    def stage(self) -> str:
        """How far the house is; empty before a household is chosen."""
        reached = [STAGES.index(step.stage) for step in self.steps]
        return STAGES[max(reached)] if reached else ""

    @property
    def stage_label(self) -> str:
        """The stage in words."""
        return str(HouseStep.Stage(self.stage).label) if self.stage else _("Chưa chọn hộ")

    @property
    def cover(self) -> HousePhoto | None:
        """The newest photo."""
        return self.photos[-1] if self.photos else None

    @property
    def stages(self) -> list[tuple[str, str, HouseStep | None]]:
        """(label, look, the last step there) for the row of steps."""
        last = {step.stage: step for step in self.steps}
        here = STAGES.index(self.stage) if self.stage else -1
        finished = here == len(STAGES) - 1
        return [
            (
                str(HouseStep.Stage(stage).label),
                "done" if n < here or (finished and n == here) else "current" if n == here else "next",
                last.get(stage),
            )
            for n, stage in enumerate(STAGES)
        ]

    @property
    def lacking(self) -> int:
        """What is planned and not handed over yet."""
        return max(0, self.house.planned_cost_vnd - self.given)


def house_views(houses: list[CharityHouse], cut: Cut) -> list[HouseView]:
    """The houses, all of one fund, in a fixed number of queries."""
    if not houses:
        return []
    given = _given(houses, cut)
    steps, photos, handed = defaultdict(list), defaultdict(list), defaultdict(list)
    for step in HouseStep.objects.filter(house__in=houses).select_related("recorded_by"):
        steps[step.house_id].append(step)
    for photo in HousePhoto.objects.filter(house__in=houses, withdrawn_at=None):
        photos[photo.house_id].append(photo)
    rows = Disbursement.objects.filter(house__in=houses)
    for row in rows.select_related("transaction__reversed_by", "photo"):
        handed[row.house_id].append(row)
    return [
        HouseView(h, given.get(h.pk, 0), tuple(steps[h.pk]), tuple(photos[h.pk]), tuple(handed[h.pk]))
        for h in houses
    ]


def _given(houses: list[CharityHouse], cut: Cut) -> dict[int, int]:
    rows = entries_of(houses[0].campaign.fund, cut).order_by()
    found: dict[int, int] = defaultdict(int)
    for side, sign in (("debit", 1), ("credit", -1)):
        here = rows.filter(**{f"{side}__kind": LedgerAccount.Kind.HOUSE, f"{side}__house__in": houses})
        for house, total in here.values_list(f"{side}__house_id").annotate(total=Sum("amount_vnd")):
            found[house] += sign * total
    return found
