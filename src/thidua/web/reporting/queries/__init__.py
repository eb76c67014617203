"""Reads of reporting, by what they are for; `..._visible_to` are the only doors to rows."""

from thidua.web.reporting.queries.cells import GridRow, cell, contents_at, grid_rows, history_of
from thidua.web.reporting.queries.comparison import Compared, compare, questions_by_unit
from thidua.web.reporting.queries.completeness import SectionFill, UnitFill, completeness, missing_in
from thidua.web.reporting.queries.evidence import (
    CriterionEvidence,
    evidence_by_criterion,
    other_uses,
    same_content,
    waiting_evidence,
)
from thidua.web.reporting.queries.periods import due_on, period_to_show, scored_period, year_before
from thidua.web.reporting.queries.scoring_inputs import derived_values, scoring_inputs
from thidua.web.reporting.queries.visible import (
    activities_visible_to,
    classification_counts_visible_to,
    evidence_visible_to,
    may_see_unit,
    period_visible_to,
    periods_visible_to,
    units_to_report,
    values_visible_to,
)

__all__ = [
    "Compared",
    "CriterionEvidence",
    "GridRow",
    "SectionFill",
    "UnitFill",
    "activities_visible_to",
    "cell",
    "classification_counts_visible_to",
    "compare",
    "completeness",
    "contents_at",
    "derived_values",
    "due_on",
    "evidence_by_criterion",
    "evidence_visible_to",
    "grid_rows",
    "history_of",
    "may_see_unit",
    "missing_in",
    "other_uses",
    "period_to_show",
    "period_visible_to",
    "periods_visible_to",
    "questions_by_unit",
    "same_content",
    "scored_period",
    "scoring_inputs",
    "units_to_report",
    "values_visible_to",
    "waiting_evidence",
    "year_before",
]
