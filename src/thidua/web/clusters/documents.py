"""From a document of the register to its paper: in whose name, in which form, under which number.

A draft keeps its whole paper as plain JSON, so that what is issued is what was read, and the same bytes can be
printed again at any time.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from django.utils.translation import gettext as _

from thidua import documents
from thidua.documents import Paper, Profile, Signer
from thidua.documents.papers.facts import Head
from thidua.web.clusters.models import Cluster, Cycle, OfficialDocument, Unit
from thidua.web.clusters.models.papers import Issuer
from thidua.web.clusters.queries import cycle_day, head_unit
from thidua.web.core import clock
from thidua.web.core.access import Refused

COMMISSION = re.compile(r"(Ban Tổ chức) ((Tỉnh ủy|Thành ủy) .+)")
PARTY_WORDS = ("Tỉnh ủy", "Thành ủy", "Đảng")
COUNCIL, COUNCIL_SYMBOL = "Hội đồng Thi đua - Khen thưởng", "HĐTĐKT"
MADE_UP, REHEARSAL = "MINH HỌA", "DIỄN TẬP"


@dataclass(frozen=True)
class Printed:
    """A document as it goes out: its symbol, the bytes of both files, the form they are in."""

    symbol: str
    docx: bytes
    pdf: bytes
    profile: str = ""


Render = Callable[[int | None], Printed]
"""Prints the document under its number; None for a kind that carries none."""


def full_name(unit: Unit, day: dt.date) -> str:
    """The unit's full name in force on the day."""
    names = sorted(unit.names.all(), key=lambda name: name.from_on)
    known = [name for name in names if name.from_on <= day] or names[:1]
    return known[-1].full_name if known else unit.code


def family_of(unit: Unit, day: dt.date) -> Literal["party", "state"]:
    """Whose form the unit's papers have."""
    return "party" if any(word in full_name(unit, day) for word in PARTY_WORDS) else "state"


def issuer_of(unit: Unit, family: str, day: dt.date, *, council: bool = False) -> documents.Issuer:
    """The header of a paper that the unit issues on the day: under its Party committee, or its council under it."""
    name, place = full_name(unit, day), unit.name_on(day)
    side: Literal["party", "state"] = "state" if family == "state" else "party"
    if council:
        return documents.Issuer(side, name, COUNCIL, COUNCIL_SYMBOL, place, name)
    found = COMMISSION.fullmatch(name)
    if not found:
        cluster = unit.memberships.select_related("cluster").order_by("-from_on").first()
        return documents.Issuer(side, cluster.cluster.name if cluster else "", name, unit.code, place, name)
    own, parent, committee = found.groups()
    return documents.Issuer(side, parent, own, "BTCTU", place, f"{own} {committee}")


def heading_unit(cycle: Cycle) -> Unit:
    """The unit that issues the papers of a year: its head. Raises `Refused` while there is none."""
    unit = head_unit(cycle.cluster, cycle_day(cycle)) or head_unit(cycle.cluster, clock.today())
    if unit is None:
        raise Refused(_("Năm này chưa ghi đơn vị cụm trưởng nên chưa biết văn bản do đơn vị nào ban hành."))
    return unit


CHIEF = (Signer("Trưởng ban", "", None),)


def head_for(unit: Unit, form: Profile, day: dt.date, signers: tuple[Signer, ...] = CHIEF) -> Head:
    """What stands around the text of a paper of the unit; in a demo every page says that it is made up."""
    return Head(
        issuer_of(unit, form.family, day),
        signers=signers,
        recipients=("Các đơn vị thành viên",),
        watermark=watermark(),
    )


def watermark(*, rehearsal: bool = False) -> str:
    """The word across every page: a rehearsal's, a demo's, or none."""
    state = clock.site_state()
    if rehearsal:
        return REHEARSAL
    return MADE_UP if state and state.is_demo else ""


def paper_of(document: OfficialDocument) -> Paper:
    """The paper as it was kept, under the document's number and day once it has them. Raises `Refused`."""
    content = document.facts.get("paper")
    if not content:
        raise Refused(_("Văn bản này không giữ nội dung để in lại; hãy mở tệp đã ban hành."))
    paper = documents.paper_from_json(content)
    if document.issued_on is None:
        return paper
    return replace(
        paper, number=document.number, issued=document.issued_on, numbered=document.number is not None
    )


def texts_of(content: Any) -> Iterator[str]:
    """Every text of a kept paper."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, list):
        for item in content:
            yield from texts_of(item)
    elif isinstance(content, dict):
        for name, item in content.items():
            if name not in {"is", "of"}:  # its type, and what is no text: a day, a picture
                yield from texts_of(item)


def form_of(document: OfficialDocument, day: dt.date | None = None) -> Profile:
    """The format it is printed in: the chosen one, else the one in force for its family on the day."""
    if day and not document.facts.get("profile_chosen"):
        return documents.profile_for("state" if document.family == "state" else "party", day)
    return documents.profile(document.profile)


def print_as(document: OfficialDocument, kind: str) -> bytes:
    """The bytes of `docx` or `pdf` of what is kept: a draft's preview, or the issued paper once more."""
    paper, form = paper_of(document), form_of(document)
    return documents.docx(paper, form) if kind == "docx" else documents.pdf(paper, form)


def render_on(document: OfficialDocument, day: dt.date) -> Render:
    """The printer for `issue_document`: the kept paper under the number it gets, dated `day`."""
    paper, form = paper_of(document), form_of(document, day)

    def printed(number: int | None) -> Printed:
        out = replace(paper, number=number, issued=day, numbered=number is not None)
        symbol = documents.symbol(out.kind, out.issuer, number, form) if number is not None else ""
        return Printed(documents.plain(symbol), documents.docx(out, form), documents.pdf(out, form), form.id)

    return printed


def refitted(paper: Paper, unit: Unit, form: Profile, day: dt.date, issuer: str) -> Paper:
    """The paper in the name of the unit or its council, in another family's form."""
    return replace(paper, issuer=issuer_of(unit, form.family, day, council=issuer == Issuer.COUNCIL))


def kept(paper: Paper, source: str, *, profile_chosen: bool, **more: Any) -> dict[str, Any]:
    """The facts a draft keeps."""
    return {
        "source": source,
        "paper": documents.paper_as_json(paper),
        "profile_chosen": profile_chosen,
    } | more


def default_form(cluster: Cluster, day: dt.date) -> Profile:
    """The format of the head unit's papers on the day."""
    unit = head_unit(cluster, day)
    return documents.profile_for(family_of(unit, day) if unit else "party", day)
