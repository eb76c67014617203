"""Registration of reporting."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    name = "thidua.web.reporting"
    label = "reporting"
    verbose_name = "Báo cáo số liệu"

    def ready(self) -> None:
        from thidua.web.core import menu  # noqa: PLC0415 - app ready
        from thidua.web.core.queries import confidential_acts  # noqa: PLC0415 - app ready
        from thidua.web.reporting import (  # noqa: PLC0415 - app ready
            act_names,  # noqa: F401 - registers
            help_pages,  # noqa: F401 - registers
            invariants,  # noqa: F401 - registers
            requirements,  # noqa: F401 - registers
        )

        confidential_acts.add("reporting.")
        menu.register(menu.Entry(30, _("Số liệu"), "reporting:start", "grid", lambda _user: True))
