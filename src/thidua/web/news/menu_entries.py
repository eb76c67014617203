"""The entry of articles in the main menu."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.menu import Entry, register

register(Entry(65, _("Tin, bài"), "news:desk", "megaphone", lambda _user: True))
