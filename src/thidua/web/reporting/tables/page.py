"""Whose grid is drawn, and what its reader may do."""

from dataclasses import dataclass

from django.urls import reverse

from thidua.rules import Criterion
from thidua.web.clusters.models import Unit
from thidua.web.reporting.checks import Problem
from thidua.web.reporting.models import ReportingPeriod

COLUMNS = 10


@dataclass(frozen=True)
class Page:
    """Whose grid it is and what the reader may do; `typed` and `problems` come back from a refused form."""

    period: ReportingPeriod
    unit: Unit
    users: dict[str, tuple[Criterion, ...]]
    editable: bool
    correctable: bool = False
    assignable: bool = False
    typed: dict[str, dict[str, str]] | None = None
    problems: dict[str, list[Problem]] | None = None

    def url(self, name: str, indicator: str) -> str:
        """The address of a page about one cell."""
        return reverse(
            f"reporting:{name}", args=[self.period.cycle_id, self.unit.pk, self.period.pk, indicator]
        )
