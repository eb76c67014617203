"""Forms of the fund: plans and pledges, money, houses, publication."""

from thidua.web.charity.forms.campaigns import AdoptForm, AmendForm, CampaignForm, PledgesForm, TreasurerForm
from thidua.web.charity.forms.fields import AsOfForm, MoneyField, ReasonForm
from thidua.web.charity.forms.houses import HouseForm, PhotoForm, StepForm
from thidua.web.charity.forms.money import ContributionForm, HandOverForm, ReceiptForm

__all__ = [
    "AdoptForm",
    "AmendForm",
    "AsOfForm",
    "CampaignForm",
    "ContributionForm",
    "HandOverForm",
    "HouseForm",
    "MoneyField",
    "PhotoForm",
    "PledgesForm",
    "ReasonForm",
    "ReceiptForm",
    "StepForm",
    "TreasurerForm",
]
