"""Statements of a campaign as of a day up to a number of the ledger: the same for ever once exported."""

import datetime as dt
import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from thidua.web.charity.models import (
    Campaign,
    CharityHouse,
    HousePhoto,
    LedgerAccount,
    LedgerTransaction,
    PublishedStatement,
)
from thidua.web.charity.queries.balances import GENESIS, Cut
from thidua.web.core.models import StoredFile

Kind = LedgerAccount.Kind
Transaction = LedgerTransaction


@dataclass(frozen=True)
class Line:
    """One transaction as a statement shows it; amounts are what came in and what went out of the cash."""

    number: int
    kind: str
    happened_on: dt.date
    booked_on: dt.date
    text: str
    reason: str
    pledged: int
    came: int
    went: int
    reverses: int | None

    @property
    def days_late(self) -> int:
        """Days between what happened and its booking."""
        return (self.booked_on - self.happened_on).days


@dataclass(frozen=True)
class UnitLine:
    """One unit's sums."""

    name: str
    pledged: int
    paid: int
    extra: int

    @property
    def remaining(self) -> int:
        """What is owed; negative never, gifts stand apart."""
        return self.pledged - (self.paid - self.extra)


@dataclass(frozen=True)
class Statement:
    """A campaign, or one unit in it, at a cut of the ledger. Everything in it comes from rows that never change."""

    fund: str
    title: str
    year: int
    cut: Cut
    units: tuple[UnitLine, ...]
    lines: tuple[Line, ...]
    given: int
    unit: str = ""
    chain: str = GENESIS

    @property
    def pledged(self) -> int:
        """What all units pledged."""
        return sum(u.pledged for u in self.units)

    @property
    def paid(self) -> int:
        """What came in."""
        return sum(u.paid for u in self.units)

    @property
    def extra(self) -> int:
        """What was given above the pledges."""
        return sum(u.extra for u in self.units)

    @property
    def remaining(self) -> int:
        """What is owed."""
        return sum(u.remaining for u in self.units)

    @property
    def held(self) -> int:
        """What of this campaign's money is still in the cash."""
        return self.paid - self.given


def statement_of(campaign: Campaign, cut: Cut, *, unit_id: int | None = None) -> Statement:
    """The statement of the campaign, or of one unit's account in it, at the cut. Four queries."""
    rows = Transaction.objects.filter(cut.q(), campaign=campaign).select_related("reverses")
    found = list(rows.order_by("happened_on", "number").prefetch_related("entries__debit", "entries__credit"))
    names = dict(campaign.pledges.order_by("unit__order", "unit__code").values_list("unit_id", "unit_name"))
    sums: dict[int, dict[str, int]] = defaultdict(lambda: {"pledged": 0, "paid": 0, "extra": 0})
    lines, given = [], 0
    for row in found:
        line = dict.fromkeys(("pledged", "came", "went"), 0)
        for entry in row.entries.all():
            if unit_id is None or unit_id in {entry.debit.unit_id, entry.credit.unit_id}:
                _count(entry, line, sums)
                given += _handed(entry)
        if any(line.values()):
            lines.append(_line(row, line))
    units = tuple(
        UnitLine(name, **sums[pk]) for pk, name in names.items() if unit_id is None or pk == unit_id
    )
    return Statement(
        campaign.fund.name,
        campaign.title,
        campaign.year,
        cut,
        units,
        tuple(lines),
        given,
        names.get(unit_id, "") if unit_id else "",
        _chain_at(campaign, cut),
    )


def _line(row: LedgerTransaction, sums: dict[str, int]) -> Line:
    return Line(
        row.number,
        row.kind,
        row.happened_on,
        row.booked_on,
        row.text,
        row.reason,
        sums["pledged"],
        sums["came"],
        sums["went"],
        row.reverses.number if row.reverses else None,
    )


def _count(entry: Any, line: dict[str, int], sums: dict[int, dict[str, int]]) -> None:
    for account, other, sign in ((entry.debit, entry.credit, 1), (entry.credit, entry.debit, -1)):
        amount = sign * entry.amount_vnd
        if account.kind == Kind.RECEIVABLE and other.kind == Kind.PLEDGED:
            sums[account.unit_id]["pledged"] += amount
            line["pledged"] += amount
        elif account.kind == Kind.CASH:
            if other.kind == Kind.HOUSE:
                line["went"] -= amount
            else:
                line["came"] += amount
                sums[other.unit_id]["paid"] += amount
                sums[other.unit_id]["extra"] += amount if other.kind == Kind.EXTRA else 0


def _handed(entry: Any) -> int:
    sign: int = (entry.debit.kind == Kind.HOUSE) - (entry.credit.kind == Kind.HOUSE)
    return sign * int(entry.amount_vnd)


def _chain_at(campaign: Campaign, cut: Cut) -> str:
    """The digest of the ledger at the cut: whoever keeps the paper can tell whether the ledger was changed."""
    row = Transaction.objects.filter(fund_id=campaign.fund_id, number=cut.upto).first()
    return row.digest if row else GENESIS


def public_content(campaign: Campaign, cut: Cut, photos: list[HousePhoto]) -> dict[str, Any]:
    """What a publication freezes: sums by unit, hand-overs, houses with agreed names and agreed photos.

    No receipt, no person, no account of anyone: only what the cluster shows of itself.
    """
    found = statement_of(campaign, cut)
    out = [line for line in found.lines if line.went]
    houses = CharityHouse.objects.filter(campaign=campaign).prefetch_related("steps")
    by_house: dict[int, list[HousePhoto]] = defaultdict(list)
    for photo in photos:
        by_house[photo.house_id].append(photo)
    return {
        "fund": found.fund,
        "title": found.title,
        "year": found.year,
        "as_of": cut.as_of.isoformat(),
        "upto": cut.upto,
        "chain": found.chain,
        "pledged": found.pledged,
        "paid": found.paid,
        "extra": found.extra,
        "remaining": found.remaining,
        "given": found.given,
        "held": found.held,
        "units": [
            {"name": u.name, "pledged": u.pledged, "paid": u.paid, "remaining": u.remaining}
            for u in found.units
        ],
        "handed_over": [
            {"on": line.happened_on.isoformat(), "text": line.text, "amount": line.went} for line in out
        ],
        "houses": [_public_house(house, by_house[house.pk]) for house in houses],
    }


def _public_house(house: CharityHouse, photos: list[HousePhoto]) -> dict[str, Any]:
    steps = sorted(house.steps.all(), key=lambda s: (s.happened_on, s.pk))
    return {
        "title": house.title,
        "place": house.place,
        "beneficiary": house.beneficiary,
        "name": house.beneficiary_name if house.name_agreed else "",
        "planned_cost": house.planned_cost_vnd,
        "steps": [{"stage": s.stage, "on": s.happened_on.isoformat(), "note": s.note} for s in steps],
        "photos": [{"sha256": p.file.sha256, "caption": p.caption} for p in photos],
    }


def statement_digest(content: dict[str, Any]) -> str:
    """SHA-256 of a published statement as canonical JSON."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def statements_out() -> list[PublishedStatement]:
    """What anybody may read without signing in: the newest publication that stands of each campaign, newest year first."""
    rows = PublishedStatement.objects.filter(withdrawn_at=None).select_related("campaign__fund__cluster")
    newest: dict[int, PublishedStatement] = {row.campaign_id: row for row in rows.order_by("pk")}
    return sorted(newest.values(), key=lambda row: (-row.campaign.year, row.campaign_id))


def statement_for_public(cluster_id: int, year: int) -> PublishedStatement | None:
    """What anybody may read of the campaign without signing in: the newest publication that stands, or None."""
    rows = PublishedStatement.objects.filter(
        campaign__fund__cluster_id=cluster_id, campaign__year=year, withdrawn_at=None
    )
    return rows.order_by("-pk").first()


def photo_for_public(statement: PublishedStatement, sha256: str) -> StoredFile | None:
    """The picture a published statement shows under this digest; None once it was taken down or is not in it."""
    named = {photo["sha256"] for house in statement.content["houses"] for photo in house["photos"]}
    rows = HousePhoto.objects.filter(
        house__campaign=statement.campaign_id, file__sha256=sha256, may_be_published=True, withdrawn_at=None
    )
    row = rows.select_related("file").first() if sha256 in named else None
    return row.file if row else None
