"""Registration of recommendations for awards."""

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "thidua.web.awards"
    label = "awards"
    verbose_name = "Khen thưởng"

    def ready(self) -> None:
        from thidua.web.awards import (  # noqa: PLC0415 - app ready
            act_names,  # noqa: F401 - registers
            help_pages,  # noqa: F401 - registers
            invariants,  # noqa: F401 - registers
            menu_entries,  # noqa: F401 - registers
        )
        from thidua.web.core.queries import confidential_acts  # noqa: PLC0415 - app ready

        confidential_acts.add("awards.")
