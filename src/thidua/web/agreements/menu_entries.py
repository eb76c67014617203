"""The entry of agreements in the main menu."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.menu import Entry, register

register(Entry(32, _("Giao ước thi đua"), "agreements:start", "sign", lambda _user: True))
