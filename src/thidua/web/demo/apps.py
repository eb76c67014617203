"""Registration of the demo."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    name = "thidua.web.demo"
    label = "demo"
    verbose_name = "Minh họa"

    def ready(self) -> None:
        from thidua.web.core import audit_names  # noqa: PLC0415 - app ready

        audit_names.register(
            "demo",
            actions={"demo.site.load": _("Nạp dữ liệu minh họa")},
            words={"seed": _("Số gieo")},
        )
