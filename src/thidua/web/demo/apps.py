"""Registration of the demo."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    name = "thidua.web.demo"
    label = "demo"
    verbose_name = "Minh họa"

    def ready(self) -> None:
        from thidua.web.core import audit_names, menu  # noqa: PLC0415 - app ready
        from thidua.web.demo import help_pages, queries  # noqa: F401, PLC0415 - app ready

        menu.register(menu.Entry(95, _("Ngày minh họa"), "demo:calendar", "calendar", queries.may_steer))

        audit_names.register(
            "demo",
            actions={
                "demo.site.load": _("Nạp dữ liệu minh họa"),
                "demo.site.date": _("Đổi ngày nghiệp vụ của dữ liệu minh họa"),
            },
            words={"seed": _("Số gieo")},
        )
