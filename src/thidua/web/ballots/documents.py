"""What is printed for a secret ballot: the paper ballot, and the QR code of the voter's page."""

from dataclasses import replace

import segno

from thidua.documents import Issuer, PageBreak, Text, pdf, profile_for, strong
from thidua.documents.papers.ballot_paper import BallotPaper
from thidua.documents.papers.facts import Head
from thidua.web.ballots import queries
from thidua.web.core import clock
from thidua.web.votes.models import Vote


def qr_of(address: str) -> str:
    """The address as a QR code, for an `img`."""
    return segno.make(address, error="m").svg_data_uri(border=2)


def ballot_papers(vote: Vote) -> bytes:
    """The paper ballot: yes-or-no questions on one page, each other question on its own; a slip is pinned to it."""
    day = vote.opened_on or clock.today()
    head = Head(
        Issuer("state", "", vote.cluster.name, "", ""), watermark="DIỄN TẬP" if vote.is_rehearsal else ""
    )
    questions = queries.questions_of(vote)
    papers = []
    plain = tuple(q.text for q in questions if q.kind == "yes_no")
    if plain:
        papers.append(BallotPaper(head, vote.title, vote.title, "yes_no", plain, abstain=True))
    for q in questions:
        rows = tuple(q.options.values())
        if q.kind == "choose":
            papers.append(BallotPaper(head, vote.title, q.text, "choose", rows, q.seats))
        elif q.kind == "rank":
            papers.append(BallotPaper(head, vote.title, q.text, "rank", rows))
    first, *rest = [paper.paper() for paper in papers]
    body = [*first.body]
    for one in rest:
        body += [PageBreak(), Text(strong(one.subject), align="centre"), *one.body]
    return pdf(replace(first, body=tuple(body)), profile_for("state", day))
