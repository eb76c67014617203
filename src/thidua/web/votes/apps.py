"""Registration of votes."""

from django.apps import AppConfig


class VotesConfig(AppConfig):
    name = "thidua.web.votes"
    label = "votes"
    verbose_name = "Biểu quyết"

    def ready(self) -> None:
        from thidua.web.votes import (  # noqa: PLC0415 - app ready
            act_names,  # noqa: F401 - registers
            award_votes,  # noqa: F401 - registers
            help_pages,  # noqa: F401 - registers
            invariants,  # noqa: F401 - registers
            menu_entries,  # noqa: F401 - registers
        )
