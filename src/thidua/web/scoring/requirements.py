"""What must hold before a year moves on, as far as scoring is concerned; sentences for the year's page."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from thidua.rules import State, note_text
from thidua.web.clusters.models import Cycle
from thidua.web.clusters.queries import cycle_units
from thidua.web.core.written import language, unbroken
from thidua.web.scoring import points
from thidua.web.scoring.models import Explanation, Scoresheet
from thidua.web.scoring.permissions import extended_units
from thidua.web.scoring.queries import sheets_of


def not_approved(cycle: Cycle) -> Iterator[str]:
    """Units that hold up the end of self-scoring: neither approved, nor missed, nor given longer."""
    if not cycle.scoresheets.exists():
        yield _("Chưa có phiếu chấm điểm nào.")
    longer = extended_units(cycle)
    for sheet in sheets_of(cycle).filter(state__in=[Scoresheet.State.DRAFT, Scoresheet.State.SUBMITTED]):
        if sheet.unit_id not in longer:
            yield _("%(unit)s: %(state)s.") % {
                "unit": sheet.unit_name,
                "state": sheet.get_state_display().lower(),
            }


def not_verified(cycle: Cycle) -> Iterator[str]:
    """Units whose sheet is not verified yet."""
    for sheet in sheets_of(cycle).exclude(state=Scoresheet.State.VERIFIED):
        yield _("Phiếu của %(unit)s chưa thẩm định xong.") % {"unit": sheet.unit_name}


def neither_verified_nor_asked(cycle: Cycle) -> Iterator[str]:
    """Units whose sheet is neither verified nor waits for an explanation: their points would lock unseen."""
    rows = sheets_of(cycle).exclude(state=Scoresheet.State.VERIFIED)
    asked = Explanation.objects.filter(scoresheet__cycle=cycle, concluded_at=None).values("scoresheet")
    for sheet in rows.exclude(pk__in=asked):
        yield _("Phiếu của %(unit)s chưa thẩm định xong và không chờ giải trình.") % {"unit": sheet.unit_name}


def untold_gates(cycle: Cycle) -> Iterator[str]:
    """Gates of which nobody can tell whether they hold: publishing goes on, but not unseen."""
    now = points.live(cycle)
    gates = {gate.id: gate.name for gate in now.rulebook.gates}
    names = {unit.code: str(unit) for unit in cycle_units(cycle)}
    for unit in now.current.units:
        for hit in unit.gates:
            if hit.state != State.VALUE and not hit.waived:
                yield _("%(unit)s: chưa đủ số liệu để biết có vướng «%(gate)s» hay không.") % {
                    "unit": names[unit.code],
                    "gate": gates[hit.id],
                }


def publishing_problems(cycle: Cycle) -> Iterator[str]:
    """What hinders publishing: incomplete units, classes or ties that need a decision."""
    now = points.live(cycle)
    names = {unit.code: str(unit) for unit in cycle_units(cycle)}
    for unit in now.current.units:
        if not unit.complete:
            yield _("%(unit)s còn tiêu chí chưa có điểm.") % {"unit": names[unit.code]}
        if now.rulebook.classes and not unit.grade:
            yield _("%(unit)s chưa xếp loại được: %(why)s") % {
                "unit": names[unit.code],
                "why": unbroken(" ".join(note_text(note, language()) for note in unit.grade_notes)),
            }
        if unit.tied and unit.place_reason:
            yield _("%(unit)s bằng điểm với %(others)s, cần bỏ phiếu hoặc quyết định.") % {
                "unit": names[unit.code],
                "others": ", ".join(names[code] for code in unit.tied),
            }
