"""The entry of signing in the main menu: for those who may sign, prepare or watch it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.web.core.menu import Entry, register


def _signed_in(user: Any) -> bool:
    return bool(user.is_authenticated)


register(Entry(50, _("Ký số"), "signatures:rounds", "sign", _signed_in))
