"""Acts on the fund: prepare and adopt, book money, build houses, publish."""

from thidua.web.charity.actions.campaigns import (
    CampaignPlan,
    UnitShare,
    adopt_campaign,
    amend_pledge,
    appoint_treasurer,
    edit_campaign,
    end_treasurer,
    open_campaign,
    set_pledges,
)
from thidua.web.charity.actions.houses import (
    HouseFacts,
    NewPhoto,
    add_house,
    add_photo,
    edit_house,
    record_step,
    withdraw_photo,
)
from thidua.web.charity.actions.money import (
    HandOver,
    Payment,
    attach_receipt,
    record_contribution,
    record_disbursement,
    reverse_transaction,
)
from thidua.web.charity.actions.publishing import publish_statement, withdraw_statement

__all__ = [
    "CampaignPlan",
    "HandOver",
    "HouseFacts",
    "NewPhoto",
    "Payment",
    "UnitShare",
    "add_house",
    "add_photo",
    "adopt_campaign",
    "amend_pledge",
    "appoint_treasurer",
    "attach_receipt",
    "edit_campaign",
    "edit_house",
    "end_treasurer",
    "open_campaign",
    "publish_statement",
    "record_contribution",
    "record_disbursement",
    "record_step",
    "reverse_transaction",
    "set_pledges",
    "withdraw_photo",
    "withdraw_statement",
]
