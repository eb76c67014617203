"""Registration of the core."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "thidua.web.core"
    label = "core"
    verbose_name = "Nền tảng"

    def ready(self) -> None:
        from thidua.web.core import checks, invariants  # noqa: F401, PLC0415 - app ready
