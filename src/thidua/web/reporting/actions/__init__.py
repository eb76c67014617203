"""Acts of reporting, by what they are about: values, periods, evidence, activities and counts."""

from thidua.web.reporting.actions.counts import (
    add_activity,
    edit_activity,
    remove_activity,
    save_classification,
)
from thidua.web.reporting.actions.evidence import (
    NewEvidence,
    accept_waiting,
    add_evidence,
    review_evidence,
    withdraw_evidence,
)
from thidua.web.reporting.actions.periods import (
    copy_periods,
    extend_period,
    remove_period,
    set_up_period,
)
from thidua.web.reporting.actions.values import (
    CellsConflict,
    CellsInvalid,
    Change,
    correct_value,
    restore_value,
    save_values,
    set_assigned,
)

__all__ = [
    "CellsConflict",
    "CellsInvalid",
    "Change",
    "NewEvidence",
    "accept_waiting",
    "add_activity",
    "add_evidence",
    "copy_periods",
    "correct_value",
    "edit_activity",
    "extend_period",
    "remove_activity",
    "remove_period",
    "restore_value",
    "review_evidence",
    "save_classification",
    "save_values",
    "set_assigned",
    "set_up_period",
    "withdraw_evidence",
]
