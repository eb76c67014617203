"""The entry of the fund in the main menu."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.menu import Entry, register

register(Entry(60, _("Quỹ nhà tình nghĩa"), "charity:start", "star", lambda _user: True))
