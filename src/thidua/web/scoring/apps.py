"""Registration of scoring."""

from django.apps import AppConfig


class ScoringConfig(AppConfig):
    name = "thidua.web.scoring"
    label = "scoring"
    verbose_name = "Chấm điểm"

    def ready(self) -> None:
        from thidua.web.agreements import follow  # noqa: PLC0415 - app ready
        from thidua.web.clusters import year  # noqa: PLC0415 - app ready
        from thidua.web.clusters.models import Cycle  # noqa: PLC0415 - app ready
        from thidua.web.core.queries import confidential_acts  # noqa: PLC0415 - app ready
        from thidua.web.rulebooks import rehearsal  # noqa: PLC0415 - app ready
        from thidua.web.scoring import (  # noqa: PLC0415 - app ready
            act_names,  # noqa: F401 - registers
            actions,
            help_pages,  # noqa: F401 - registers
            invariants,  # noqa: F401 - registers
            menu_entries,  # noqa: F401 - registers
            paper_kinds,  # noqa: F401 - registers
            past_data,
            requirements,
        )

        confidential_acts.add("scoring.")
        follow.register("scoring:follow")
        state = Cycle.State
        for step in (state.CROSS_SCORING, state.VERIFICATION):
            year.require_before(step, f"scoring.approved.{step}", requirements.not_approved)
        year.require_before(
            state.EXPLANATION, "scoring.verified_or_asked", requirements.neither_verified_nor_asked
        )
        year.require_before(state.CONSOLIDATED, "scoring.verified", requirements.not_verified)
        year.require_before(state.PUBLISHED, "scoring.decided", requirements.publishing_problems)
        year.remark_before(state.PUBLISHED, "scoring.untold_gates", requirements.untold_gates)
        year.when_entering(state.SELF_SCORING, "scoring.open_sheets", actions.open_sheets)
        year.when_entering(state.CONSOLIDATED, "scoring.provisional", actions.make_provisional)
        year.when_entering(state.PUBLISHED, "scoring.published", actions.make_published)
        rehearsal.data_sources.append(past_data.published_years)
