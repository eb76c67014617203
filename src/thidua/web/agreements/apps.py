"""Registration of agreements."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "thidua.web.agreements"
    label = "agreements"
    verbose_name = "Giao ước thi đua"

    def ready(self) -> None:
        from thidua.web.agreements import (  # noqa: PLC0415 - app ready
            act_names,  # noqa: F401 - registers
            help_pages,  # noqa: F401 - registers
            invariants,  # noqa: F401 - registers
            menu_entries,  # noqa: F401 - registers
            requirements,  # noqa: F401 - registers
        )
        from thidua.web.agreements.actions import note_signed  # noqa: PLC0415 - app ready
        from thidua.web.core.queries import confidential_acts  # noqa: PLC0415 - app ready
        from thidua.web.signatures import finished  # noqa: PLC0415 - app ready

        finished.register("agreement:", note_signed)
        confidential_acts.add("agreements.light.")
