"""Tables of the fund: campaigns and pledges, the ledger, houses and hand-overs, what was published."""

from thidua.web.charity.models.campaigns import Campaign, Fund, Pledge, Treasurer
from thidua.web.charity.models.houses import CharityHouse, HousePhoto, HouseStep
from thidua.web.charity.models.ledger import LedgerAccount, LedgerEntry, LedgerTransaction
from thidua.web.charity.models.money import Contribution, Disbursement, PublishedStatement

__all__ = [
    "Campaign",
    "CharityHouse",
    "Contribution",
    "Disbursement",
    "Fund",
    "HousePhoto",
    "HouseStep",
    "LedgerAccount",
    "LedgerEntry",
    "LedgerTransaction",
    "Pledge",
    "PublishedStatement",
    "Treasurer",
]
