"""Acts on rulebooks: drafts and their text, putting up for comment, adoption, targets."""

from thidua.web.rulebooks.actions.adoption import adopt_edition, apply_edition, finding_key
from thidua.web.rulebooks.actions.drafts import (
    consult_edition,
    restore_version,
    save_edition,
    start_edition,
    start_rulebook,
    take_back_edition,
    withdraw_edition,
)
from thidua.web.rulebooks.actions.targets import TargetRow, set_targets

__all__ = [
    "TargetRow",
    "adopt_edition",
    "apply_edition",
    "consult_edition",
    "finding_key",
    "restore_version",
    "save_edition",
    "set_targets",
    "start_edition",
    "start_rulebook",
    "take_back_edition",
    "withdraw_edition",
]
