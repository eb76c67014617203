"""Registration of rulebooks."""

from django.apps import AppConfig


class RulebooksConfig(AppConfig):
    name = "thidua.web.rulebooks"
    label = "rulebooks"
    verbose_name = "Quy chế"

    def ready(self) -> None:
        from thidua.web.rulebooks import (  # noqa: F401, PLC0415 - app ready; each registers
            act_names,
            help_pages,
            invariants,
            menu_entries,
            paper_kinds,
            requirements,
        )
