"""The entry of recommendations in the main menu."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.menu import Entry, register

register(Entry(50, _("Khen thưởng"), "awards:start", "star", lambda _user: True))
