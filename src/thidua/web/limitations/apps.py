"""Registration of limitations."""

from django.apps import AppConfig


class LimitationsConfig(AppConfig):
    name = "thidua.web.limitations"
    label = "limitations"
    verbose_name = "Tồn tại, hạn chế"

    def ready(self) -> None:
        from thidua.web.core.queries import confidential_acts  # noqa: PLC0415 - app ready
        from thidua.web.limitations import (  # noqa: PLC0415 - app ready
            act_names,  # noqa: F401 - registers
            help_pages,  # noqa: F401 - registers
            invariants,  # noqa: F401 - registers
            menu_entries,  # noqa: F401 - registers
        )

        confidential_acts.add("limitations.")
