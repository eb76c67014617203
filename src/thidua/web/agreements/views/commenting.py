"""Screens of members: comment, propose, answer; and the secretariat's decision on a proposal."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.web.agreements import actions, permissions, queries
from thidua.web.agreements.forms.commenting import CommentForm, ProposalForm, VerdictForm
from thidua.web.agreements.models import Agreement, Amendment, Clause
from thidua.web.agreements.views import words
from thidua.web.agreements.views.reading import found_agreement, found_clause
from thidua.web.clusters.models import Unit
from thidua.web.core.form_page import FormPage, form_page

Kind = Amendment.Kind


@dataclass(frozen=True)
class AmendmentPage(FormPage):
    """The form page with the proposal marked above it; `moved_on` when the clause changed since."""

    shown: words.ShownAmendment | None = None
    moved_on: bool = False


def back_to(agreement: Agreement, clause: Clause | None) -> str:
    """The page that the comment or proposal stands on."""
    if clause is None:
        return reverse("agreements:agreement", args=[agreement.pk])
    return reverse("agreements:clause", args=[clause.pk])


def _speakers(request: HttpRequest, agreement: Agreement) -> list[tuple[Unit, str]]:
    permissions.can_speak_at_all(request.user, agreement).require()
    units = permissions.units_to_speak_for(request.user, agreement)
    return [(unit, words.unit_name(agreement, unit)) for unit in units]


@require_http_methods(["GET", "POST"])
def comment(request: HttpRequest, agreement: int) -> HttpResponse:
    """Comment on the whole."""
    return _comment(request, found_agreement(request, agreement), None)


@require_http_methods(["GET", "POST"])
def comment_clause(request: HttpRequest, clause: int) -> HttpResponse:
    """Comment on one clause."""
    row = found_clause(request, clause)
    return _comment(request, row.agreement, row)


def _comment(request: HttpRequest, agreement: Agreement, clause: Clause | None) -> HttpResponse:
    form = CommentForm(request.POST or None, units=_speakers(request, agreement))
    page = FormPage(
        title=_("Góp ý"), button=_("Gửi ý kiến"), back=back_to(agreement, clause), done=_("Đã ghi ý kiến."),
        intro=f"«{words.said(clause.text, clause.target)}»" if clause else str(agreement),
    )  # fmt: skip
    return form_page(
        request,
        form,
        lambda: actions.comment(
            actor=request.user, agreement=agreement, unit=form.speaker, text=form.cleaned_data["text"], clause=clause
        ),
        page,
    )  # fmt: skip


@require_POST
def unsay(request: HttpRequest, comment: int) -> HttpResponse:
    """Take a comment back."""
    row = get_object_or_404(queries.comments_visible_to(request.user), pk=comment)
    actions.withdraw_comment(actor=request.user, said=row)
    messages.success(request, _("Đã rút ý kiến."))
    return redirect(back_to(row.agreement, row.clause))


@require_http_methods(["GET", "POST"])
def propose_new(request: HttpRequest, agreement: int) -> HttpResponse:
    """Propose a clause more."""
    row = found_agreement(request, agreement)
    form = ProposalForm(
        request.POST or None,
        units=_speakers(request, row),
        adds=True,
        contents=queries.contents_known(row),
    )
    return _propose(request, row, None, form)


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, clause: int) -> HttpResponse:
    """Propose other words for a clause, or to strike it."""
    row = found_clause(request, clause)
    form = ProposalForm(
        request.POST or None,
        units=_speakers(request, row.agreement),
        adds=False,
        contents={},
        initial={"text": row.text, "target": row.target},
    )
    return _propose(request, row.agreement, row, form)


def _propose(
    request: HttpRequest, agreement: Agreement, clause: Clause | None, form: ProposalForm
) -> HttpResponse:
    def act() -> None:
        given = form.cleaned_data
        proposal = actions.Proposal(
            kind=given.get("kind", Kind.ADD), why=given["why"], text=given["text"], target=given["target"],
            clause=clause, content=given.get("content", ""),
        )  # fmt: skip
        actions.propose_amendment(
            actor=request.user, agreement=agreement, unit=form.speaker, proposal=proposal
        )

    page = FormPage(
        title=_("Đề nghị sửa đổi") if clause else _("Đề nghị thêm điều khoản"), button=_("Gửi đề nghị"),
        back=back_to(agreement, clause), done=_("Đã gửi đề nghị; tổ thư ký sẽ trả lời kèm lý do."),
        intro=f"«{words.said(clause.text, clause.target)}»" if clause else str(agreement),
    )  # fmt: skip
    return form_page(request, form, act, page)


def _amendment(request: HttpRequest, amendment: int) -> Amendment:
    return get_object_or_404(queries.amendments_visible_to(request.user), pk=amendment)


@require_POST
def retract(request: HttpRequest, amendment: int) -> HttpResponse:
    """Take a proposal back."""
    row = _amendment(request, amendment)
    actions.retract_amendment(actor=request.user, amendment=row)
    messages.success(request, _("Đã rút đề nghị."))
    return redirect(back_to(row.agreement, row.clause))


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, amendment: int) -> HttpResponse:
    """Accept or decline a proposal, with the reason."""
    row = _amendment(request, amendment)
    permissions.can_decide(request.user, row).require()
    initial = {
        "text": row.text,
        "target": row.target,
        "version": row.clause.version if row.clause else None,
    }
    form = VerdictForm(request.POST or None, amendment=row, initial=initial)

    def act() -> None:
        given = form.cleaned_data
        verdict = actions.Verdict(
            accept=given["accept"] == "yes", why=given["why"], text=given.get("text", ""),
            target=given.get("target", ""), version=given["version"],
        )  # fmt: skip
        actions.decide_amendment(actor=request.user, amendment=row, verdict=verdict)

    page = AmendmentPage(
        title=_("Quyết định đề nghị sửa đổi"), button=_("Ghi kết quả"), back=back_to(row.agreement, row.clause),
        done=_("Đã ghi kết quả."), template="agreements/decide.html", shown=words.shown_amendment(row),
        moved_on=bool(row.clause and (row.clause.text, row.clause.target) != (row.base, row.base_target)),
    )  # fmt: skip
    return form_page(request, form, act, page)


@require_POST
def reply(request: HttpRequest, agreement: int, unit: int) -> HttpResponse:
    """Say that the unit agrees and has nothing more to say."""
    row = found_agreement(request, agreement)
    found = get_object_or_404(Unit, pk=unit, pk__in=[u.pk for u in queries.units_of(row)])
    actions.reply(actor=request.user, agreement=row, unit=found)
    messages.success(request, _("Đã ghi: đơn vị thống nhất, không còn ý kiến."))
    return redirect("agreements:agreement", row.pk)
