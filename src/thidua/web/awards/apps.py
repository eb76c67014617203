"""Registration of recommendations for awards."""

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "thidua.web.awards"
    label = "awards"
    verbose_name = "Khen thưởng"

    def ready(self) -> None:
        from thidua.web.awards import act_names  # noqa: F401, PLC0415 - registers
        from thidua.web.core.queries import confidential_acts  # noqa: PLC0415 - app ready

        confidential_acts.add("awards.")
