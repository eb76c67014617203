"""Figures of `thidua.documents`: processor time of one paper, warm, over every kind in every profile.

The facts change from call to call (a new number each time), so nothing is printed from a memory of the same paper.
`conference_papers_s` prints the papers of one conference, both files each.
"""

import itertools
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from tests.documents import samples
from tools.bench.figures import Figure, processor_ms

from thidua.documents import Paper, Profile, docx, pdf, profile_for, profiles

ROUNDS = 5
CONFERENCE = (
    "agreement",
    "programme",
    "invitation",
    "year_report",
    "minutes",
    "ballot_paper",
    "tally_minutes",
    "proposal",
    "recommendations",
    "handover_minutes",
    "conclusions",
    "score_table",
    "ranking_list",
)
_numbers = itertools.count(1)


def _papers(profile: Profile) -> dict[str, Paper]:
    issuer = samples.STATE if profile.family == "state" else samples.PARTY
    return {kind: facts.paper() for kind, facts in samples.all_papers(issuer).items()}


def _fresh(paper: Paper) -> Paper:
    return replace(paper, number=next(_numbers), subject=f"{paper.subject} ({next(_numbers)})")


def _times(printer: Callable[[Paper, Profile], bytes]) -> dict[str, float]:
    """Kind in a profile -> median milliseconds."""
    found: dict[str, list[float]] = {}
    for n in range(ROUNDS + 1):
        for form in profiles():
            for kind, paper in _papers(form).items():
                fresh = _fresh(paper)
                spent = processor_ms(lambda fresh=fresh, form=form: printer(fresh, form))  # type: ignore[misc]
                if n:
                    found.setdefault(f"{kind} {form.id}", []).append(spent)
    return {name: statistics.median(values) for name, values in found.items()}


def figures() -> Iterator[Figure]:
    """docx_ms, pdf_ms (typical and slowest paper), conference_papers_s."""
    for name, printer, bar in (("docx_ms", docx, 50.0), ("pdf_ms", pdf, 30.0)):
        times = _times(printer)
        slowest = max(times, key=times.__getitem__)
        note = f"median of {len(times)} papers, processor time; slowest {slowest}: {times[slowest]:.1f} ms"
        yield Figure(name, statistics.median(times.values()), "ms", bar, note=note)
    form = profile_for("party", date(2020, 12, 18))
    chosen = [paper for kind, paper in _papers(form).items() if kind in CONFERENCE]
    start = time.perf_counter()
    for paper in chosen:
        fresh = _fresh(paper)
        docx(fresh, form)
        pdf(fresh, form)
    spent = time.perf_counter() - start
    yield Figure(
        "conference_papers_s", spent, "s", 3.0, note=f"{len(chosen)} papers, .docx and PDF each, wall clock"
    )
