"""Agreements of the small world, made as people make them."""

import datetime as dt

from thidua.web.agreements import actions
from thidua.web.agreements.models import Agreement
from thidua.web.clusters.models import Cycle
from thidua.web.rulebooks.models import EditionInForce

UNTIL = dt.date(2021, 12, 20)
ADOPTED_ON = dt.date(2021, 12, 6)


def drafted(w) -> Agreement:
    """A draft with one clause per criterion of the small rulebook."""
    return actions.draft_agreement(actor=w.secretary, cycle=w.year)


def consulted(w) -> Agreement:
    """The draft, put out for comment."""
    return actions.consult_on(actor=w.secretary, agreement=drafted(w), until=UNTIL)


def adopted(w) -> Agreement:
    """Adopted by consensus after comments."""
    return adopt(w, consulted(w))


def adopt(w, row: Agreement) -> Agreement:
    """The agreement put out for comment is adopted."""
    adoption = actions.Adoption(on=ADOPTED_ON, how="consensus", text="Biên bản hội nghị")
    return actions.adopt_agreement(actor=w.secretary, agreement=row, adoption=adoption)


def proposal(w, row: Agreement, **more):
    """What unit B proposes for the first clause."""
    clause = row.clauses.first()
    given = {
        "kind": "change",
        "why": "Sát thực tế",
        "text": clause.text,
        "target": "vượt 5 %",
        "clause": clause,
    }
    return actions.propose_amendment(
        actor=w.neighbour, agreement=row, unit=w.b, proposal=actions.Proposal(**(given | more))
    )


def said(w, row: Agreement, text="Nên rõ hơn", clause=None):
    """What unit B says."""
    return actions.comment(actor=w.neighbour, agreement=row, unit=w.b, text=text, clause=clause)


def add_to(w) -> None:
    """One out for comment with a proposal, and a draft of the next year under the same rulebook."""
    w.open_agreement = consulted(w)
    w.open_clause = w.open_agreement.clauses.first()
    w.amendment = proposal(w, w.open_agreement)
    w.next_year = Cycle.objects.create(cluster=w.cluster, year=2022)
    EditionInForce.objects.create(cycle=w.next_year, edition=w.edition)
    w.draft_agreement = actions.draft_agreement(actor=w.secretary, cycle=w.next_year)
    w.draft_clause = w.draft_agreement.clauses.first()
