"""Registration of the fund."""

from django.apps import AppConfig


class CharityConfig(AppConfig):
    name = "thidua.web.charity"
    label = "charity"
    verbose_name = "Quỹ nhà tình nghĩa"

    def ready(self) -> None:
        from thidua.web.charity import (  # noqa: PLC0415 - app ready
            act_names,  # noqa: F401 - registers
            conference_links,  # noqa: F401 - registers
            help_pages,  # noqa: F401 - registers
            invariants,  # noqa: F401 - registers
            menu_entries,  # noqa: F401 - registers
            paper_kinds,  # noqa: F401 - registers
        )
