"""Rankings: the one that stands, a frozen one, decisions on ties and gates, ranking again, the recheck."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.rules import RANKING_FORMAT, note_text
from thidua.web.clusters import year
from thidua.web.clusters.models import Cycle, Unit
from thidua.web.clusters.queries import cycle_units, cycles_visible_to
from thidua.web.core import typed_word
from thidua.web.core.form_page import FormPage, form_page
from thidua.web.core.written import language
from thidua.web.rulebooks.queries import rulebook_in_force
from thidua.web.scoring import actions, permissions, points, queries
from thidua.web.scoring.forms import AgainForm, GateForm, GradeForm, TieForm
from thidua.web.scoring.models import Ranking
from thidua.web.scoring.places import PlaceRow, decision_rows, frozen_table, is_grade_decided, place_rows
from thidua.web.scoring.requirements import publishing_problems


@require_safe
def ranking_now(request: HttpRequest, cycle: int) -> HttpResponse:
    """The ranking as it stands: the published one, the provisional one, or what is still open."""
    found = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    frozen = queries.standing_ranking(request.user, found)
    sight = queries.sight(request.user, found)
    rulebook = rulebook_in_force(found)
    if rulebook is None:
        return render(request, "scoring/board_empty.html", {"cycle": found})
    live_rows: list[PlaceRow] = []
    if sight.all and found.state not in {Cycle.State.PUBLISHED, Cycle.State.ARCHIVED}:
        live_rows = place_rows(points.live(found), dict(sight.names))
    context = {
        "cycle": found,
        "frozen": frozen,
        "rankings": queries.rankings_visible_to(request.user).filter(cycle=found).order_by("-pk"),
        "rows": live_rows,
        "sees_all": sight.all,
        "can_decide": permissions.can_decide(request.user, found),
        "can_rank_again": permissions.can_rank_again(request.user, found),
        "decisions": decision_rows(
            rulebook,
            queries.tie_decisions_in_sight(found, sight),
            queries.gate_decisions_in_sight(found, sight),
            queries.grade_decisions_in_sight(found, sight),
        ),
        "problems": list(publishing_problems(found)) if sight.all and live_rows else [],
        "changed": queries.changed_since(frozen) if frozen and sight.all else [],
    }
    return render(request, "scoring/ranking_now.html", context)


def _ranking(request: HttpRequest, pk: int) -> Ranking:
    return get_object_or_404(queries.rankings_visible_to(request.user).select_related("edition"), pk=pk)


@require_safe
def ranking(request: HttpRequest, ranking: int) -> HttpResponse:
    """A frozen ranking: places, what moved, the digest, and how to recompute it."""
    found = _ranking(request, ranking)
    context = frozen_table(found) | {
        "cycle": found.cycle,
        "later": queries.rankings_visible_to(request.user).filter(replaces=found).first(),
    }
    return render(request, "scoring/ranking.html", context)


@require_http_methods(["POST"])
def recheck(request: HttpRequest, ranking: int) -> HttpResponse:
    """Compute the ranking anew from its frozen inputs and say whether it is the same."""
    found = _ranking(request, ranking)
    again = points.recomputed(found)
    if again.digest == found.digest and again.result == found.result:
        messages.success(request, _("Đã tính lại từ đầu: kết quả trùng khớp từng chữ số, mã kiểm tra đúng."))
    else:
        messages.error(request, _("Tính lại KHÔNG ra kết quả đã lưu. Hãy báo quản trị hệ thống."))
    return redirect("scoring:ranking", found.pk)


@require_safe
def snapshot(request: HttpRequest, ranking: int) -> HttpResponse:
    """The frozen edition, inputs and result as a file that anyone can recompute."""
    found = _ranking(request, ranking)
    content = {
        "format": RANKING_FORMAT,
        "edition": {"digest": found.edition.digest, "text": found.edition.text},
        "inputs": found.inputs,
        "result": found.result,
        "digest": found.digest,
    }
    kind = {Ranking.Kind.PROVISIONAL: "tam-", Ranking.Kind.PUBLISHED: ""}[Ranking.Kind(found.kind)]
    name = f"xep-hang-{found.cycle.year}-{kind}lan-{found.number}.json"
    answer = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _units(cycle: Cycle, codes: set[str]) -> list[Unit]:
    return [u for u in cycle_units(cycle) if u.code in codes]


@require_http_methods(["GET", "POST"])
def tie(request: HttpRequest, cycle: int, unit: str) -> HttpResponse:
    """Record the order of the units that are level with this one."""
    found = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    permissions.can_decide(request.user, found).require()
    level = next((u for u in points.live(found).current.units if u.code == unit), None)
    if level is None or not level.tied:
        raise Http404
    units = _units(found, {unit, *level.tied})
    permissions.can_decide(request.user, found, *units).require()
    form = TieForm(request.POST or None, units=units)
    return form_page(
        request,
        form,
        lambda: actions.decide_tie(
            actor=request.user, cycle=found, order=form.order(), basis=form.cleaned_data["basis"]
        ),
        FormPage(
            _("Ghi thứ tự các đơn vị bằng điểm"),
            _("Ghi"),
            reverse("scoring:ranking-now", args=[found.pk]),
            done=_("Đã ghi thứ tự của các đơn vị bằng điểm."),
            intro=f"{found.cluster} · {found.year}",
        ),
    )


@require_http_methods(["GET", "POST"])
def gate(request: HttpRequest, cycle: int, unit: str, gate: str) -> HttpResponse:
    """Confirm a gate that holds for a unit, or set it aside."""
    found = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    permissions.can_decide(request.user, found).require()
    rulebook = rulebook_in_force(found)
    rule = next((g for g in rulebook.gates if g.id == gate), None) if rulebook else None
    who = next(iter(_units(found, {unit})), None)
    if rule is None or who is None:
        raise Http404
    permissions.can_decide(request.user, found, who).require()
    form = GateForm(request.POST or None)
    page = FormPage(
        _("%(gate)s – %(unit)s") % {"gate": rule.name, "unit": who},
        _("Ghi quyết định"),
        reverse("scoring:ranking-now", args=[found.pk]),
        done=_("Đã ghi quyết định."),
        intro=f"{found.cluster} · {found.year}",
    )
    return form_page(
        request,
        form,
        lambda: actions.decide_gate(
            actor=request.user, cycle=found, unit=who, gate=gate, **form.cleaned_data
        ),
        page,
    )


@require_http_methods(["GET", "POST"])
def grade(request: HttpRequest, cycle: int, unit: str) -> HttpResponse:
    """Record the class decided for a unit whose class the rules leave open."""
    found = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    permissions.can_decide(request.user, found).require()
    who = next(iter(_units(found, {unit})), None)
    now = points.live(found) if who and rulebook_in_force(found) else None
    if now is None or who is None or not is_grade_decided(now.rulebook, now.current.unit(unit)):
        raise Http404
    permissions.can_decide(request.user, found, who).require()
    form = GradeForm(request.POST or None, classes=[(c.id, c.name) for c in now.rulebook.classes])
    why = [note_text(n, language()) for n in now.current.unit(unit).grade_notes]
    page = FormPage(
        _("Xếp loại %(unit)s theo quyết định") % {"unit": who},
        _("Ghi quyết định"),
        reverse("scoring:ranking-now", args=[found.pk]),
        done=_("Đã ghi quyết định."),
        intro=" ".join([f"{found.cluster} · {found.year}.", *why]),
    )
    return form_page(
        request,
        form,
        lambda: actions.decide_grade(actor=request.user, cycle=found, unit=who, **form.cleaned_data),
        page,
    )


@require_http_methods(["GET", "POST"])
def again(request: HttpRequest, cycle: int) -> HttpResponse:
    """Publish a corrected ranking behind the typed word."""
    found = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    permissions.can_rank_again(request.user, found).require()
    form = AgainForm(request.POST or None, word=year.TYPED_WORD[Cycle.State.PUBLISHED])
    if request.method == "POST" and form.is_valid():
        made = actions.rank_again(actor=request.user, cycle=found, **form.cleaned_data)
        messages.success(request, _("Đã công bố bảng xếp hạng lần %(number)d.") % {"number": made.number})
        return redirect("scoring:ranking", made.pk)
    question = typed_word.Question(
        title=_("Xếp hạng lại sau khi đính chính"),
        button=_("Công bố lại"),
        back=reverse("scoring:ranking-now", args=[found.pk]),
        consequences=[
            _("Bảng xếp hạng cũ vẫn được giữ nguyên để đối chiếu."),
            _("Bảng mới ghi rõ lý do, ngày và đơn vị nào thay đổi."),
        ],
    )
    return typed_word.ask(request, form, question)
