"""Who may move the demo's calendar."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.web.core.access import YES, Access, no


def can_set_business_date(user: Any) -> Access:
    """May the person set the day that the demo takes for today? (Routes exist on a demo site only.)"""
    if getattr(user, "is_site_admin", False):
        return YES
    return no(_("Việc này do quản trị hệ thống làm."))
