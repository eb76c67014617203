"""Registration of the choice of next year's head."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ElectionsConfig(AppConfig):
    name = "thidua.web.elections"
    label = "elections"
    verbose_name = "Cụm trưởng năm sau"

    def ready(self) -> None:
        from thidua.web.core.queries import confidential_acts  # noqa: PLC0415 - app ready
        from thidua.web.elections import (  # noqa: PLC0415 - app ready
            act_names,  # noqa: F401 - registers
            balloting,
            help_pages,  # noqa: F401 - registers
            invariants,  # noqa: F401 - registers
            menu_entries,  # noqa: F401 - registers
        )
        from thidua.web.votes import consequences  # noqa: PLC0415 - app ready

        confidential_acts.add("elections.")
        consequences.register(
            balloting.PREFIX,
            _("Lập phương án cụm trưởng"),
            balloting.apply_result,
            preview=balloting.preview,
            page=balloting.page,
        )
