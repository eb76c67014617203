"""The entries of scoring in the main menu."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.menu import Entry, register

register(Entry(40, _("Bảng điểm"), "scoring:board-now", "board", lambda _user: True))
