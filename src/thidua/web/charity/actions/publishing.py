"""Acts on what the public may read: freeze a statement, take it back."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.charity.actions.ledger import locked_fund
from thidua.web.charity.models import Campaign, HousePhoto, PublishedStatement
from thidua.web.charity.permissions import can_publish, can_withdraw_statement
from thidua.web.charity.queries import cut_now, public_content, statement_digest
from thidua.web.core import audit, clock
from thidua.web.core.access import Refused
from thidua.web.core.durable import durable


@durable
@transaction.atomic
def publish_statement(*, actor: Any, campaign: Campaign, as_of: dt.date) -> PublishedStatement:
    """Freeze what the public may read of the campaign as of a day, with everything booked now."""
    fund = locked_fund(campaign.fund_id)
    row = Campaign.objects.select_related("fund").get(pk=campaign.pk)
    can_publish(actor, row).require()
    if as_of > clock.today():
        raise Refused(_("Ngày chốt không được sau hôm nay."))
    cut = cut_now(fund, as_of)
    photos = HousePhoto.objects.filter(house__campaign=row, may_be_published=True, withdrawn_at=None)
    content = public_content(row, cut, list(photos.select_related("file")))
    made = PublishedStatement.objects.create(
        campaign=row,
        as_of=as_of,
        upto=cut.upto,
        content=content,
        digest=statement_digest(content),
        published_by=actor,
        published_at=clock.now(),
        published_on=clock.today(),
    )
    audit.record(
        "charity.statement.publish",
        actor=actor,
        of=made,
        cluster_id=fund.cluster_id,
        as_of=as_of,
        number=cut.upto,
        sha256=made.digest,
    )
    return made


@durable
@transaction.atomic
def withdraw_statement(*, actor: Any, statement: PublishedStatement, reason: str) -> PublishedStatement:
    """Take a published statement back with a reason; it is kept, and the public reads the one before it."""
    rows = PublishedStatement.objects.select_related("campaign__fund")
    row = rows.select_for_update(no_key=True, of=("self",)).get(pk=statement.pk)
    can_withdraw_statement(actor, row).require()
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do rút."))
    row.withdrawn_at, row.withdraw_reason = clock.now(), reason.strip()
    row.save(update_fields=["withdrawn_at", "withdraw_reason"])
    audit.record(
        "charity.statement.withdraw",
        actor=actor,
        of=row,
        cluster_id=row.campaign.fund.cluster_id,
        as_of=row.as_of,
        reason=row.withdraw_reason,
    )
    return row
