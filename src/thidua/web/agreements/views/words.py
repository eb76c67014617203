"""How rows of agreements are shown: names of the year, looks of states, clauses with their marks."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thidua.web.agreements.models import Agreement, Amendment, Clause, ClauseLight
from thidua.web.agreements.word_diff import marked
from thidua.web.clusters.models import Unit
from thidua.web.clusters.queries import cycle_day

State = Agreement.State
LOOK = {
    State.DRAFT: "",
    State.CONSULTATION: "state-info",
    State.ADOPTED: "state-info",
    State.SIGNING: "state-warn",
    State.SIGNED: "state-good",
    State.WITHDRAWN: "state-bad",
}
AMENDMENT_LOOK = {
    Amendment.State.OPEN: "state-warn",
    Amendment.State.ACCEPTED: "state-good",
    Amendment.State.DECLINED: "state-bad",
    Amendment.State.WITHDRAWN: "",
}
LIGHT_LOOK = {
    ClauseLight.Light.GREEN: "state-good",
    ClauseLight.Light.YELLOW: "state-warn",
    ClauseLight.Light.RED: "state-bad",
}


def unit_name(agreement: Agreement, unit: Unit) -> str:
    """The unit as it was called in that year."""
    return unit.name_on(cycle_day(agreement.cycle))


def owner_name(agreement: Agreement, clause: Clause) -> str:
    """Who keeps the promise."""
    return unit_name(agreement, clause.owner) if clause.owner else _("Mọi đơn vị")


@dataclass(frozen=True)
class ShownAmendment:
    """A proposal with its change marked; what was accepted in other words is marked too."""

    row: Amendment
    unit: str
    look: str
    change: SafeString
    result: SafeString | None


def shown_amendment(row: Amendment) -> ShownAmendment:
    """The proposal with its words marked against the clause as the unit read it."""
    base, new = said(row.base, row.base_target), said(row.text, row.target)
    change = format_html("<del>{}</del>", base) if row.kind == Amendment.Kind.STRIKE else marked(base, new)
    if row.kind == Amendment.Kind.STRIKE:
        change = format_html('<span class="diff">{}</span>', change)
    decided = said(row.decided_text, row.decided_target)
    accepted = row.state == Amendment.State.ACCEPTED and row.kind != Amendment.Kind.STRIKE
    result = marked(base, decided) if accepted and decided != new else None
    look = AMENDMENT_LOOK[Amendment.State(row.state)]
    return ShownAmendment(row, unit_name(row.agreement, row.unit), look, change, result)


def said(text: str, target: str) -> str:
    """A clause in one line: «Kết nạp đảng viên – đạt và vượt chỉ tiêu được giao»."""
    return f"{text} – {target}" if target else text


def trail(agreement: Agreement, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Breadcrumbs from the year's agreements down."""
    year: tuple[Any, Any] = (
        _("Giao ước năm %(year)d") % {"year": agreement.cycle.year},
        reverse("agreements:year", args=[agreement.cycle_id]),
    )
    return [year, *more]
