"""The entry of votes in the main menu."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.menu import Entry, register

register(Entry(52, _("Biểu quyết"), "votes:start", "check", lambda _user: True))
