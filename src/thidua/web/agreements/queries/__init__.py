"""Reads of agreements; the `..._visible_to` are the only doors to rows."""

from thidua.web.agreements.queries.doors import (
    agreements_visible_to,
    amendments_visible_to,
    clauses_visible_to,
    comments_visible_to,
    lights_visible_to,
)
from thidua.web.agreements.queries.reading import (
    UnitAnswer,
    agreement_in_force,
    agreement_of_document,
    answers,
    by_content,
    contents_known,
    leaders_of,
    open_amendments,
    rulebook_for,
    signing_round,
    standing_clauses,
    units_of,
    waiting_units,
)

__all__ = [
    "UnitAnswer",
    "agreement_in_force",
    "agreement_of_document",
    "agreements_visible_to",
    "amendments_visible_to",
    "answers",
    "by_content",
    "clauses_visible_to",
    "comments_visible_to",
    "contents_known",
    "leaders_of",
    "lights_visible_to",
    "open_amendments",
    "rulebook_for",
    "signing_round",
    "standing_clauses",
    "units_of",
    "waiting_units",
]  # fmt: skip
