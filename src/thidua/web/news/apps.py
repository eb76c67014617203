"""Registration of articles."""

from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "thidua.web.news"
    label = "news"
    verbose_name = "Tin, bài"

    def ready(self) -> None:
        from thidua.web.core.queries import confidential_acts  # noqa: PLC0415 - app ready
        from thidua.web.news import (  # noqa: PLC0415 - app ready
            act_names,  # noqa: F401 - registers
            conference_links,  # noqa: F401 - registers
            help_pages,  # noqa: F401 - registers
            invariants,  # noqa: F401 - registers
            menu_entries,  # noqa: F401 - registers
        )

        confidential_acts.add("news.")
