"""Addresses of the fund: campaigns, money, statements, houses, the ledger."""

from django.urls import path

from thidua.web.charity.views import campaigns, houses, ledger, money, statements

app_name = "charity"
CAMPAIGN = "charity/campaigns/<int:campaign>"
HOUSE = "charity/houses/<int:house>"
urlpatterns = [
    path("charity/", campaigns.start, name="start"),
    path("charity/money/", campaigns.money, name="money"),
    path("charity/<int:cluster>/", campaigns.fund_page, name="fund"),
    path("charity/<int:cluster>/new/", campaigns.campaign_add, name="campaign-add"),
    path("charity/<int:cluster>/treasurers/add/", campaigns.treasurer_add, name="treasurer-add"),
    path("charity/treasurers/<int:treasurer>/end/", campaigns.treasurer_end, name="treasurer-end"),
    path("charity/<int:cluster>/ledger/", ledger.ledger, name="ledger"),
    path("charity/transactions/<int:transaction>/", ledger.transaction, name="transaction"),
    path("charity/transactions/<int:transaction>/reverse/", money.reverse_row, name="reverse"),
    path(f"{CAMPAIGN}/", campaigns.campaign_page, name="campaign"),
    path(f"{CAMPAIGN}/edit/", campaigns.campaign_edit, name="campaign-edit"),
    path(f"{CAMPAIGN}/pledges/", campaigns.pledges, name="pledges"),
    path(f"{CAMPAIGN}/adopt/", campaigns.adopt, name="adopt"),
    path(f"{CAMPAIGN}/reminders/", campaigns.reminders, name="reminders"),
    path(f"{CAMPAIGN}/statement/", statements.statement, name="statement"),
    path(f"{CAMPAIGN}/statement/<slug:kind>/", statements.statement_file, name="statement-file"),
    path(f"{CAMPAIGN}/publish/", statements.publish, name="publish"),
    path(f"{CAMPAIGN}/houses/add/", houses.house_add, name="house-add"),
    path(f"{CAMPAIGN}/units/<int:unit>/", statements.unit_page, name="unit"),
    path(f"{CAMPAIGN}/units/<int:unit>/statement/", statements.statement, name="unit-statement"),
    path(
        f"{CAMPAIGN}/units/<int:unit>/statement/<slug:kind>/",
        statements.statement_file,
        name="unit-statement-file",
    ),
    path("charity/published/<int:published>/", statements.published, name="published"),
    path("charity/published/<int:published>/withdraw/", statements.unpublish, name="unpublish"),
    path("charity/pledges/<int:pledge>/amend/", campaigns.amend, name="amend"),
    path("charity/pledges/<int:pledge>/pay/", money.contribution_add, name="contribution-add"),
    path("charity/contributions/<int:contribution>/receipt/", money.receipt, name="receipt"),
    path("charity/contributions/<int:contribution>/receipt/add/", money.receipt_add, name="receipt-add"),
    path(f"{HOUSE}/", houses.house, name="house"),
    path(f"{HOUSE}/edit/", houses.house_edit, name="house-edit"),
    path(f"{HOUSE}/steps/add/", houses.step_add, name="step-add"),
    path(f"{HOUSE}/photos/add/", houses.photo_add, name="photo-add"),
    path(f"{HOUSE}/hand-over/", money.disbursement_add, name="disbursement-add"),
    path("charity/photos/<int:photo>/", houses.photo, name="photo"),
    path("charity/photos/<int:photo>/withdraw/", houses.photo_withdraw, name="photo-withdraw"),
    path("charity/disbursements/<int:disbursement>/minutes/", money.minutes, name="minutes"),
]
