"""Registration of reporting."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "thidua.web.reporting"
    label = "reporting"
    verbose_name = "Báo cáo số liệu"

    def ready(self) -> None:
        from thidua.web.reporting import act_names, invariants  # noqa: F401, PLC0415 - app ready; both register
