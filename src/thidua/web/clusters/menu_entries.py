"""The entries of clusters in the main menu."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.web.clusters.queries import standing_of
from thidua.web.core.menu import Entry, register


def _acts_for_a_unit(user: Any) -> bool:
    return bool(standing_of(user).unit_roles)


register(Entry(20, _("Năm thi đua"), "clusters:year-now", "calendar", lambda _user: True))
register(Entry(62, _("Văn bản"), "clusters:documents", "file", lambda _user: True))
register(Entry(70, _("Cụm và đơn vị"), "clusters:clusters", "cluster", lambda _user: True))
register(Entry(75, _("Người của đơn vị"), "clusters:my-people", "people", _acts_for_a_unit))
