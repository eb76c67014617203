"""The entry of the choice of next year's head in the main menu."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.menu import Entry, register

register(Entry(58, _("Cụm trưởng"), "elections:start", "people", lambda _user: True))
