"""Texts that the secretariat copies into a message to a unit that still owes."""

from django.utils.translation import gettext as _

from thidua.web.charity.models import Campaign
from thidua.web.charity.money import money_text
from thidua.web.charity.queries import UnitStand
from thidua.web.core.written import day_text


def reminders_of(
    campaign: Campaign, rows: list[UnitStand], names: dict[int, str]
) -> list[tuple[UnitStand, str]]:
    """One text per unit that owes, the latest first; `names` are full names by unit."""
    owing = sorted((row for row in rows if row.remaining > 0), key=lambda row: -row.days_late)
    return [(row, _text(campaign, row, names.get(row.pledge.unit_id, ""))) for row in owing]


def _text(campaign: Campaign, row: UnitStand, name: str) -> str:
    basis = campaign.document_number or _("kết luận ngày %(day)s") % {"day": day_text(campaign.adopted_on)}
    lines = [
        _("Kính gửi: %(unit)s.") % {"unit": name or row.pledge.unit_name},
        _("Theo %(basis)s, đơn vị đóng góp %(amount)s vào %(title)s; đến ngày %(day)s đã nộp %(paid)s.")
        % {
            "basis": basis,
            "amount": money_text(row.pledged),
            "title": campaign.title,
            "day": day_text(row.day),
            "paid": money_text(row.paid),
        },
    ]
    owed = {"owed": money_text(row.remaining), "due": day_text(campaign.due_on), "days": row.days_late}
    if row.days_late:
        lines.append(_("Số còn phải nộp là %(owed)s, hạn %(due)s, đã quá hạn %(days)d ngày.") % owed)
    else:
        lines.append(_("Số còn phải nộp là %(owed)s, hạn %(due)s.") % owed)
    lines.append(_("Đề nghị đơn vị quan tâm nộp đủ. Trân trọng cảm ơn."))
    return "\n".join(lines)
