"""Registration of signatures."""

from django.apps import AppConfig


class SignaturesConfig(AppConfig):
    name = "thidua.web.signatures"
    label = "signatures"
    verbose_name = "Chữ ký số"

    def ready(self) -> None:
        from thidua.web.signatures import (  # noqa: PLC0415 - app ready
            act_names,  # noqa: F401 - registers
            help_pages,  # noqa: F401 - registers
            invariants,  # noqa: F401 - registers
            menu_entries,  # noqa: F401 - registers
        )
