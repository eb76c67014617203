"""Registration of conferences."""

from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "thidua.web.conferences"
    label = "conferences"
    verbose_name = "Hội nghị"

    def ready(self) -> None:
        from thidua.web.agreements import decisions  # noqa: PLC0415 - app ready
        from thidua.web.conferences import (  # noqa: PLC0415 - app ready
            act_names,  # noqa: F401 - registers
            help_pages,  # noqa: F401 - registers
            invariants,  # noqa: F401 - registers
            joined,  # noqa: F401 - registers
            menu_entries,  # noqa: F401 - registers
            paper_kinds,  # noqa: F401 - registers
            queries,
        )
        from thidua.web.conferences.hall import present_at  # noqa: PLC0415 - app ready
        from thidua.web.votes.joints import register_presence  # noqa: PLC0415 - app ready

        decisions.register(queries.decisions_of)
        register_presence(present_at)
