"""What the fund for charity houses waits for: a unit's payment, units to be reminded."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.web.charity.money import money_text
from thidua.web.charity.queries import waiting_for
from thidua.web.home.queries.task import Task

SOON = 60
"""Days before the deadline from which a payment is a task."""


def charity_tasks(user: Any, today: dt.date) -> Iterator[Task]:
    """Own units' payments that are due soon or late; late units, for the secretariat and the treasurer."""
    waiting = waiting_for(user, today)
    for owing in waiting.owing:
        campaign, stand = owing.campaign, owing.stand
        if (campaign.due_on - today).days <= SOON:
            text = _("Nộp %(amount)s: %(campaign)s") % {
                "amount": money_text(stand.remaining),
                "campaign": campaign.title,
            }
            url = reverse("charity:unit", args=[campaign.pk, stand.pledge.unit_id])
            yield Task(text, url, today, campaign.due_on, stand.pledge.unit_name, order=4)
    for campaign, late in waiting.late:
        text = ngettext(
            "Nhắc %(count)d đơn vị chưa nộp đủ: %(campaign)s",
            "Nhắc %(count)d đơn vị chưa nộp đủ: %(campaign)s",
            len(late),
        )
        names = ", ".join(row.pledge.unit_name for row in late)
        yield Task(
            text % {"count": len(late), "campaign": campaign.title},
            reverse("charity:reminders", args=[campaign.pk]),
            today,
            place=campaign.fund.cluster.name,
            note=names,
            order=4,
        )
