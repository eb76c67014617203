"""Registration of reporting."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "thidua.web.reporting"
    label = "reporting"
    verbose_name = "Báo cáo số liệu"
