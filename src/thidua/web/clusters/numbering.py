"""Which run of numbers a document takes its number from. Pure.

A State document is numbered anew each year, a Party document each term (Congress to Congress). The
abbreviation of its type names the run: a year-end and a mid-year report are both «BC». Sheets, lists
and ballot papers are annexes and carry no number.
"""

import datetime as dt
from collections.abc import Mapping

from thidua.web.clusters.models import OfficialDocument
from thidua.web.clusters.models.papers import Family

Kind = OfficialDocument.Kind
TYPE_CODES: dict[str, str] = {
    Kind.REGULATION: "QC",
    Kind.PLAN: "KH",
    Kind.INVITATION: "GM",
    Kind.PROGRAMME: "CTr",
    Kind.YEAR_REPORT: "BC",
    Kind.MIDYEAR_REPORT: "BC",
    Kind.MINUTES: "BB",
    Kind.TALLY_MINUTES: "BB",
    Kind.HANDOVER_MINUTES: "BB",
    Kind.VERIFICATION_MINUTES: "BB",
    Kind.PROPOSAL: "TTr",
    Kind.CONCLUSIONS: "TB",
    Kind.DECISION: "QĐ",
    Kind.LETTER: "CV",
}
"""Kinds that are numbered; a letter's code names its run and is not printed in a State symbol."""
STATE_CODES: dict[str, str] = {Kind.AGREEMENT: "BTT"}
"""Kinds that only a State document has a type for: an agreement of the Party carries no number."""

TERM_MONTH, TERM_YEARS, FIRST_TERM = 10, 5, 2015
"""Provincial congresses are held in the autumn of each fifth year; a cluster's own day may be given."""


def type_code(kind: str, family: str) -> str:
    """The abbreviation whose run the kind is numbered in; empty for a kind that carries no number."""
    known = TYPE_CODES | STATE_CODES if family == Family.STATE else TYPE_CODES
    return known.get(kind, "")


def series_key(family: str, day: dt.date, terms: Mapping[int, dt.date] | None = None) -> str:
    """The year of a State document, the term of a Party document, as it stands in the register.

    `terms` gives the first day of a term, by its first year, where that is not the usual one.

    >>> series_key("state", dt.date(2020, 12, 18)), series_key("party", dt.date(2020, 12, 18))
    ('2020', '2020-2025')
    >>> series_key("party", dt.date(2020, 9, 30))
    '2015-2020'
    >>> series_key("party", dt.date(2020, 10, 5), {2020: dt.date(2020, 10, 23)})
    '2015-2020'
    """
    if family == Family.STATE:
        return str(day.year)
    start = term_of(day, terms)
    return f"{start}-{start + TERM_YEARS}"


def term_of(day: dt.date, terms: Mapping[int, dt.date] | None = None) -> int:
    """The first year of the Party term in which the day lies.

    >>> term_of(dt.date(2026, 1, 5))
    2025
    """
    nearest = FIRST_TERM + (day.year - FIRST_TERM) // TERM_YEARS * TERM_YEARS
    begins = {year: (terms or {}).get(year, usual_start(year)) for year in (nearest, nearest + TERM_YEARS)}
    return max((year for year, first in begins.items() if first <= day), default=nearest - TERM_YEARS)


def usual_start(first_year: int) -> dt.date:
    """The day from which a term is counted unless the cluster's own day is recorded."""
    return dt.date(first_year, TERM_MONTH, 1)
