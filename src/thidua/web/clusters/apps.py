"""Registration of clusters."""

from django.apps import AppConfig


class ClustersConfig(AppConfig):
    name = "thidua.web.clusters"
    label = "clusters"
    verbose_name = "Cụm thi đua"

    def ready(self) -> None:
        from thidua.web.clusters import (  # noqa: PLC0415 - app ready
            act_names,  # noqa: F401 - registers
            help_pages,  # noqa: F401 - registers
            invariants,  # noqa: F401 - registers
            menu_entries,  # noqa: F401 - registers
            queries,
            requirements,  # noqa: F401 - registers
            where,  # noqa: F401 - registers
            year_papers,  # noqa: F401 - registers
        )
        from thidua.web.core.queries import audit_scopes, confidential_acts  # noqa: PLC0415 - app ready

        audit_scopes.append(queries.audit_scope)
        confidential_acts.add("clusters.document.")  # a subject may tell what a unit was asked
