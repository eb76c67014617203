"""Acts on rulebooks: drafts and their text, putting up for comment, adoption, targets."""

from thidua.web.rulebooks.actions.adoption import adopt_edition, apply_edition, finding_key
from thidua.web.rulebooks.actions.drafts import (
    consult_edition,
    drop_untouched_draft,
    restore_version,
    save_edition,
    start_edition,
    start_rulebook,
    take_back_edition,
    withdraw_edition,
    write_draft_after,
)
from thidua.web.rulebooks.actions.targets import TargetRow, set_targets

__all__ = [
    "TargetRow",
    "adopt_edition",
    "apply_edition",
    "consult_edition",
    "drop_untouched_draft",
    "finding_key",
    "restore_version",
    "save_edition",
    "set_targets",
    "start_edition",
    "start_rulebook",
    "take_back_edition",
    "withdraw_edition",
    "write_draft_after",
]
