"""The entry of limitations in the main menu."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.menu import Entry, register

register(Entry(45, _("Tồn tại, hạn chế"), "limitations:start", "flag", lambda _user: True))
