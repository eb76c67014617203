"""Registration of the start pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "thidua.web.home"
    label = "home"
    verbose_name = "Trang chính"

    def ready(self) -> None:
        from thidua.web.core import menu  # noqa: PLC0415 - app ready

        menu.register(menu.Entry(0, _("Trang chính"), "home:start", "home", lambda _user: True))
        menu.register(menu.Entry(90, _("Nhật ký"), "core:audit", "log", lambda _user: True))
