"""The entry of rulebooks in the main menu."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.menu import Entry, register

register(Entry(30, _("Quy chế"), "rulebooks:list", "book", lambda _user: True))
