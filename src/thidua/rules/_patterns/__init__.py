"""The rule patterns of `scoring.md`: each turns its parameters into one expression.

A pattern is a frozen dataclass; its fields say by metadata what they hold, so that the loader, the
schema and the editor on screen are driven by the same description. `PATTERNS` maps `type` to class.
"""

from thidua.rules._patterns._base import Aim, Part, Rule, Scale
from thidua.rules._patterns._counted import (
    AllDone,
    Catalogue,
    Count,
    Counted,
    NoViolations,
    PerEvent,
    PlusMinus,
    Survey,
    WeightedPart,
    WeightedRatio,
)
from thidua.rules._patterns._judged import (
    External,
    Formula,
    LeaderRelative,
    Level,
    Levels,
    Manual,
    RankPoints,
)
from thidua.rules._patterns._measured import (
    Bracket,
    Brackets,
    Over,
    Ratio,
    Short,
    Steps,
    TargetSteps,
    Threshold,
    Tier,
    Tiers,
    Versus,
    interval_text,
)

PATTERNS: dict[str, type[Rule]] = {
    pattern.type: pattern
    for pattern in (
        Ratio, Threshold, Tiers, Steps, Brackets, TargetSteps, Versus, Survey, Count, Catalogue, Manual,
        NoViolations, AllDone, Levels, PerEvent, PlusMinus, LeaderRelative, RankPoints, WeightedRatio,
        Formula, External,
    )
}  # fmt: skip

__all__ = [
    "PATTERNS", "Aim", "AllDone", "Bracket", "Brackets", "Catalogue", "Count", "Counted", "External", "Formula",
    "LeaderRelative", "Level", "Levels", "Manual", "NoViolations", "Over", "Part", "PerEvent", "PlusMinus",
    "RankPoints", "Ratio", "Rule", "Scale", "Short", "Steps", "Survey", "TargetSteps", "Threshold", "Tier",
    "Tiers", "Versus", "WeightedPart", "WeightedRatio", "interval_text",
]  # fmt: skip
