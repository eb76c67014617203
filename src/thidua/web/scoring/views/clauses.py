"""The page that follows the clauses of a signed agreement, one unit at a time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.web.agreements.models import Agreement, ClauseLight
from thidua.web.agreements.permissions import can_set_light
from thidua.web.agreements.queries import agreements_visible_to
from thidua.web.scoring import clauses, queries
from thidua.web.scoring.views.criterion import unit_in_sight

LOOK = {"green": "state-good", "yellow": "state-warn", "red": "state-bad"}


def _word(light: str) -> str:
    """The colour in one word: a light is never told by its colour alone."""
    return {"green": _("Xanh"), "yellow": _("Vàng"), "red": _("Đỏ")}.get(light, "")


@require_safe
def follow(request: HttpRequest, agreement: int) -> HttpResponse:
    """Clause by clause: what was promised, reported, lit each quarter, scored, found wanting."""
    row = get_object_or_404(agreements_visible_to(request.user), pk=agreement)
    if row.state != Agreement.State.SIGNED:
        return redirect("agreements:agreement", row.pk)
    sight = queries.sight(request.user, row.cycle)
    if not sight.names:
        return redirect("agreements:agreement", row.pk)
    code = request.GET.get("unit") or next((c for c, _n in sight.names if c in sight.own), sight.names[0][0])
    unit = unit_in_sight(sight, row.cycle, code)
    known = clauses.known_year(request.user, row, sight)
    found = clauses.followed(request.user, row, unit, known)
    rights = [can_set_light(request.user, one.clause, unit) for one in found[:1]]
    context = {
        "agreement": row,
        "unit": unit,
        "unit_name": dict(sight.names)[code],
        "units": [(c, name, c == code) for c, name in sight.names],
        "rows": [
            (one, _word(one.suggested), [_shown(quarter, light) for quarter, light in one.lights])
            for one in found
        ],
        "counts": _counts(found),
        "is_frozen": bool(known and known.is_frozen),
        "can_set": rights[0] if rights else None,
        "trail": [(str(row), reverse("agreements:agreement", args=[row.pk])), (_("Theo dõi thực hiện"), "")],
    }
    return render(request, "scoring/clauses.html", context)


def _shown(quarter: int, light: ClauseLight | None) -> tuple[int, str, str, str]:
    if light is None:
        return quarter, "", "", ""
    return quarter, _word(light.light), LOOK[light.light], light.note


def _counts(found: list[clauses.Followed]) -> list[tuple[str, str, int]]:
    """How many clauses stand at each light, by the last quarter that has one."""
    last = [next((light.light for _q, light in reversed(one.lights) if light), "") for one in found]
    return [(_word(light), LOOK[light], last.count(light)) for light in LOOK]
