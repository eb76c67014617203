"""Read agreements: the years, one agreement with its clauses, one clause with what was said about it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.web.agreements import decisions, follow, permissions, queries
from thidua.web.agreements.models import Agreement, Amendment, Clause
from thidua.web.agreements.views import words
from thidua.web.agreements.word_diff import marked
from thidua.web.clusters.models import Cycle
from thidua.web.clusters.permissions import is_secretariat
from thidua.web.clusters.queries import cycles_visible_to
from thidua.web.signatures.queries import progress

State = Agreement.State


def found_agreement(request: HttpRequest, agreement: int) -> Agreement:
    """The agreement, when the person may read it; else 404."""
    return get_object_or_404(queries.agreements_visible_to(request.user), pk=agreement)


def found_clause(request: HttpRequest, clause: int) -> Clause:
    """The clause, when the person may read it; else 404."""
    return get_object_or_404(queries.clauses_visible_to(request.user), pk=clause)


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The year under way of the person's cluster, else the latest."""
    cycles = cycles_visible_to(request.user).order_by("-year")
    cycle = cycles.filter(state__in=Cycle.UNDER_WAY).first() or cycles.first()
    if cycle is None:
        return render(request, "agreements/no_year.html")
    return redirect("agreements:year", cycle.pk)


@require_safe
def year_page(request: HttpRequest, cycle: int) -> HttpResponse:
    """The agreements of one year that the person may read: the first, its supplements, those given up."""
    found = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    rows = list(queries.agreements_visible_to(request.user).filter(cycle=found).order_by("-number"))
    in_force = queries.agreement_in_force(found)
    context = {
        "cycle": found,
        "rows": [
            (row, words.LOOK[State(row.state)], in_force is not None and row.pk == in_force.pk)
            for row in rows
        ],
        "has_signed": in_force is not None,
        "can_draft": permissions.can_draft(request.user, found),
        "runs": is_secretariat(request.user, found.cluster_id),
        "years": cycles_visible_to(request.user).filter(cluster_id=found.cluster_id).order_by("-year"),
        "trail": [(_("Giao ước năm %(year)d") % {"year": found.year}, "")],
    }
    return render(request, "agreements/year.html", context)


@require_safe
def agreement_page(request: HttpRequest, agreement: int) -> HttpResponse:
    """Every clause by its matter, what was said, where the agreement stands, what may be done."""
    row = found_agreement(request, agreement)
    clauses = queries.standing_clauses(row)
    counts = _counts(request, row)
    context = {
        "agreement": row,
        "look": words.LOOK[State(row.state)],
        "groups": [
            (
                name,
                [(number, c, words.owner_name(row, c), counts.get(c.pk, (0, 0, 0))) for number, c in group],
            )
            for name, group in queries.by_content(clauses)
        ],
        "several_owners": any(c.owner_id for c in clauses),
        "count": len(clauses),
        "struck": list(
            queries.clauses_visible_to(request.user).filter(agreement=row).exclude(struck_at=None)
        ),
        "runs": is_secretariat(request.user, row.cycle.cluster_id),
        "decision": decisions.link_to(request.user, row.cycle.cluster, row.adopted_about),
        "trail": words.trail(row, (str(row), "")),
        "followed_at": follow.url(row) if row.state == State.SIGNED else "",
        **_signing(row),
        **_said(request, row),
        **_rights(request, row),
    }
    return render(request, "agreements/agreement.html", context)


def _signing(row: Agreement) -> dict[str, Any]:
    """How far the members are with signing."""
    found = queries.signing_round(row)
    if found is None:
        return {"signing": None}
    told = {"signing": found, "progress": progress(found), "signers": list(found.signers.all())}
    try:
        return told | {"signing_url": reverse("signatures:round", args=[found.pk])}
    except NoReverseMatch:  # the screens of signing are not installed
        return told


def _counts(request: HttpRequest, row: Agreement) -> dict[int, tuple[int, int, int]]:
    """Clause -> (comments, amendments, those still open)."""
    comments = queries.comments_visible_to(request.user).filter(agreement=row).order_by()
    said = list(comments.values_list("clause_id", flat=True))
    proposed = list(
        queries.amendments_visible_to(request.user)
        .filter(agreement=row)
        .order_by()
        .values_list("clause_id", "state")
    )
    keys = {key for key in said if key} | {key for key, _state in proposed if key}
    return {
        key: (
            said.count(key),
            sum(c == key and s != Amendment.State.WITHDRAWN for c, s in proposed),
            sum(c == key and s == Amendment.State.OPEN for c, s in proposed),
        )
        for key in keys
    }


def _said(request: HttpRequest, row: Agreement) -> dict[str, Any]:
    """What units said about the whole, and which of them have answered."""
    if not row.consulted_at:
        return {"answers": [], "comments": [], "additions": []}
    comments = queries.comments_visible_to(request.user).filter(agreement=row, clause=None)
    additions = queries.amendments_visible_to(request.user).filter(agreement=row, kind=Amendment.Kind.ADD)
    answers = queries.answers(row)
    return {
        "answers": [(answer, words.unit_name(row, answer.unit)) for answer in answers],
        "replied": sum(answer.has_replied for answer in answers),
        "comments": [
            (said, words.unit_name(row, said.unit), permissions.can_unsay(request.user, said))
            for said in comments
        ],
        "additions": [
            (
                words.shown_amendment(a),
                permissions.can_decide(request.user, a),
                permissions.can_retract(request.user, a),
            )
            for a in additions
        ],
        "open_count": queries.open_amendments(row).count(),
    }


def _rights(request: HttpRequest, row: Agreement) -> dict[str, Any]:
    user = request.user
    speakers = permissions.units_to_speak_for(user, row)
    replied = set(row.replies.values_list("unit_id", flat=True)) if speakers else set()
    return {
        "can_edit": permissions.can_edit(user, row),
        "can_consult": permissions.can_consult(user, row),
        "can_take_back": permissions.can_take_back(user, row),
        "can_adopt": permissions.can_adopt(user, row),
        "can_sign": permissions.can_open_signing(user, row),
        "can_withdraw": permissions.can_withdraw(user, row),
        "can_speak": permissions.can_speak_at_all(user, row),
        "can_draft": permissions.can_draft(user, row.cycle),
        "to_reply": [(unit, words.unit_name(row, unit)) for unit in speakers if unit.pk not in replied],
    }


@require_safe
def clause_page(request: HttpRequest, clause: int) -> HttpResponse:
    """One clause, what it follows, what units said and proposed about it, and what became of that."""
    row = found_clause(request, clause)
    agreement = row.agreement
    rulebook = queries.rulebook_for(agreement)
    comments = queries.comments_visible_to(request.user).filter(clause=row)
    amendments = queries.amendments_visible_to(request.user).filter(clause=row)
    before = row.continues
    old, new = (words.said(before.text, before.target) if before else ""), words.said(row.text, row.target)
    context = {
        "clause": row,
        "agreement": agreement,
        "owner": words.owner_name(agreement, row),
        "criterion": next((c for c in rulebook.criteria if c.id == row.criterion), None),
        "indicator": next((i for i in rulebook.inputs if i.id == row.indicator), None),
        "changed": marked(old, new) if before and old != new else None,
        "comments": [
            (said, words.unit_name(agreement, said.unit), permissions.can_unsay(request.user, said))
            for said in comments
        ],
        "amendments": [
            (
                words.shown_amendment(a),
                permissions.can_decide(request.user, a),
                permissions.can_retract(request.user, a),
            )
            for a in amendments
        ],
        "can_edit": permissions.can_edit(request.user, agreement),
        "can_speak": permissions.can_speak_at_all(request.user, agreement),
        "runs": is_secretariat(request.user, agreement.cycle.cluster_id),
        "trail": words.trail(
            agreement,
            (str(agreement), reverse("agreements:agreement", args=[agreement.pk])),
            (_("Điều khoản"), ""),
        ),
    }
    return render(request, "agreements/clause.html", context)
