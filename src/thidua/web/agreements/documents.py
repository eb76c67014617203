"""An adopted agreement as a paper with room for every member's signature; the same rows as its screens."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from thidua.documents import Issuer, Paper, Profile, SignatureRoom, docx, pdf, profile_for, signature_rooms
from thidua.documents.papers import Agreement as AgreementFacts
from thidua.documents.papers import Clause as ClauseFacts
from thidua.documents.papers import Member
from thidua.documents.papers.facts import Head
from thidua.web.agreements.models import Agreement, Clause
from thidua.web.agreements.queries import standing_clauses
from thidua.web.clusters.documents import full_name
from thidua.web.clusters.models import Unit
from thidua.web.clusters.queries import cycle_day, head_unit
from thidua.web.core import clock
from thidua.web.core.written import day_text

COMMISSION = re.compile(r"(Ban Tổ chức) ((Tỉnh ủy|Thành ủy) .+)")
NUMBER = re.compile(r"^[0-9IVX]+\.\s*")
FAMILY: Literal["party"] = "party"


@dataclass(frozen=True)
class Signing:
    """A member as it will sign: who, in which post."""

    unit: Unit
    name: str
    post: str


def _issuer(agreement: Agreement, day: dt.date) -> Issuer:
    """The head unit under its committee; the cluster itself while it has no head."""
    head = head_unit(agreement.cycle.cluster, day)
    if head is None:
        name = agreement.cycle.cluster.name
        return Issuer(FAMILY, "", name, "", agreement.place, name)
    name, place = full_name(head, day), head.name_on(day)
    found = COMMISSION.fullmatch(name)
    if not found:
        return Issuer(FAMILY, agreement.cycle.cluster.name, name, head.code, place, name)
    own, parent, committee = found.groups()
    return Issuer(FAMILY, parent, own, "BTCTU", place, f"{own} {committee}")


def profile_on(day: dt.date) -> Profile:
    """The Party's format in force on the day."""
    return profile_for(FAMILY, day)


def paper(agreement: Agreement, day: dt.date, signings: Sequence[Signing], code: str) -> Paper:
    """The agreement as it is signed from `day` on; `code` finds its signatures."""
    state = clock.site_state()
    issuer = _issuer(agreement, day)
    clauses = standing_clauses(agreement)
    contents = dict.fromkeys(c.content_name for c in clauses if c.content_name)
    cluster = agreement.cycle.cluster
    chair = head_unit(cluster, cycle_day(agreement.cycle))
    return AgreementFacts(
        head=Head(issuer, issued=day, watermark="MINH HỌA" if state and state.is_demo else ""),
        cluster=cluster.name,
        year=agreement.cycle.year,
        signed=day,
        place=agreement.place or issuer.place,
        occasion=agreement.occasion or "hội nghị của cụm",
        members=tuple(Member(full_name(s.unit, day), s.post, s.name or None) for s in signings),
        contents=tuple(NUMBER.sub("", name) for name in contents),
        clauses=tuple(_clause(clause, day) for clause in clauses),
        duties=tuple(line.strip() for line in agreement.duties.splitlines() if line.strip()),
        rulebook=f"{agreement.edition.rulebook.title} năm {agreement.edition.year}",
        chair=full_name(chair, day) if chair else "",
        supplement=agreement.supplement,
        lookup=code,
    ).paper()


def _clause(clause: Clause, day: dt.date) -> ClauseFacts:
    until = f"chậm nhất ngày {day_text(clause.due_on)}" if clause.due_on else ""
    target = "; ".join(part for part in (clause.target, until) if part)
    return ClauseFacts(clause.text, target, full_name(clause.owner, day) if clause.owner else "")


@dataclass(frozen=True)
class Printed:
    """Both files of the agreement and the room of each signature."""

    docx: bytes
    pdf: bytes
    rooms: tuple[SignatureRoom, ...]


def printed(sheet: Paper, form: Profile) -> Printed:
    """Word and (declared) PDF/A with the rooms, in the order of the signers."""
    return Printed(docx(sheet, form), pdf(sheet, form), signature_rooms(sheet, form))
