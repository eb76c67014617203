"""Preparing a vote: the vote itself, what the rule leaves open, its questions; dropping the draft."""

from dataclasses import replace
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.ballots import Question, rules
from thidua.web.clusters.queries import clusters_visible_to, open_cycle
from thidua.web.core.access import Refused
from thidua.web.core.form_page import FormPage, form_page
from thidua.web.votes import actions, permissions, ruling, wording
from thidua.web.votes.actions.drafting import kept
from thidua.web.votes.forms.drafts import QuestionForm, SettingsForm, VoteForm, as_new
from thidua.web.votes.models import Vote
from thidua.web.votes.views.finding import named_units, page_of, vote_of

FIRST_RULE = "majority-of-members"


def _rule_cards() -> list[dict[str, Any]]:
    """Every shipped rule with its sentences, for reading below the form."""
    return [
        {"name": wording.rule_name(rule), "rows": wording.rule_sentences(rule), "source": rule.source}
        for rule in rules().values()
    ]


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, cluster: int) -> HttpResponse:
    """Begin a vote: title, rule, way; its questions come on its page."""
    found = get_object_or_404(clusters_visible_to(request.user), pk=cluster)
    permissions.can_draft(request.user, found).require()
    form = VoteForm(request.POST or None, initial={"rule": FIRST_RULE, "way": "open", "taking": "own"})
    if request.method == "POST" and form.is_valid():
        new = as_new(form.cleaned_data, questions=(), cycle=open_cycle(found))
        try:
            vote = actions.draft_vote(actor=request.user, cluster=found, new=new)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            return redirect(page_of(vote))
    page = FormPage(_("Soạn cuộc biểu quyết"), _("Tiếp tục"), reverse("votes:start"))
    return render(request, "votes/draft_form.html", {"form": form, "page": page, "rules": _rule_cards()})


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, vote: int) -> HttpResponse:
    """Change title, rule and way; settings that the new rule does not leave open are dropped."""
    found = vote_of(request, vote)
    permissions.can_edit(request.user, found).require()
    names = ("title", "rule", "way", "taking", "is_rehearsal")
    form = VoteForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        opened = ruling.left_open(ruling.rule_named(given["rule"]))
        settings = {key: value for key, value in found.rule_settings.items() if key in opened}
        new = replace(kept(found), **{name: given[name] for name in names}, rule_settings=settings)
        try:
            actions.change_vote(actor=request.user, vote=found, new=new)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            return redirect(page_of(found))
    page = FormPage(_("Sửa cuộc biểu quyết"), _("Lưu"), page_of(found))
    return render(request, "votes/draft_form.html", {"form": form, "page": page, "rules": _rule_cards()})


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, vote: int) -> HttpResponse:
    """Set what the rule's text leaves to the cluster."""
    found = vote_of(request, vote)
    permissions.can_edit(request.user, found).require()
    rule = ruling.rule_named(found.rule)
    form = SettingsForm(request.POST or None, rule=rule, initial=found.rule_settings)

    def act() -> None:
        new = replace(kept(found), rule_settings=form.given())
        actions.change_vote(actor=request.user, vote=found, new=new)

    page = FormPage(
        _("Điều quy tắc để cụm đặt"),
        _("Lưu"),
        page_of(found),
        done=_("Đã lưu."),
        intro=_("%(rule)s. Chỉ đặt những điều văn bản không nói; điều văn bản đã quy định thì giữ nguyên.")
        % {"rule": wording.rule_name(rule)},
    )
    return form_page(request, form, act, page)


def _number_of(vote: Vote, key: str) -> int:
    """Where the question with this id stands. Raises 404."""
    ids = [question.id for question in vote.asked]
    if key not in ids:
        raise Http404
    return ids.index(key)


def _save(request: HttpRequest, vote: Vote, form: QuestionForm, at: int | None) -> None:
    """Put the form's question at a place, or behind the last."""
    questions, candidates = list(vote.asked), dict(vote.candidates)
    numbers = [int(q.id[1:]) for q in questions if q.id[1:].isdecimal()]
    number = max(numbers, default=0) + 1 if at is None else int(questions[at].id[1:])
    question, about = form.question(number)
    if at is None:
        questions.append(question)
    else:
        questions[at] = question
    candidates[question.id] = about
    new = replace(kept(vote), questions=tuple(questions), candidates=candidates)
    actions.change_vote(actor=request.user, vote=vote, new=new)


@require_http_methods(["GET", "POST"])
def question_add(request: HttpRequest, vote: int) -> HttpResponse:
    """Ask one more question."""
    found = vote_of(request, vote)
    permissions.can_edit(request.user, found).require()
    form = QuestionForm(
        request.POST or None, rule=found.ruling, units=named_units(found.cluster),
        initial={"kind": "yes_no", "seats": 1},
    )  # fmt: skip
    page = FormPage(_("Thêm câu hỏi"), _("Thêm"), page_of(found))
    return form_page(request, form, lambda: _save(request, found, form, None), page)


@require_http_methods(["GET", "POST"])
def question_edit(request: HttpRequest, vote: int, question: str) -> HttpResponse:
    """Change a question; in a later round its answers are those of the round before."""
    found = vote_of(request, vote)
    permissions.can_edit(request.user, found).require()
    at = _number_of(found, question)
    asked: Question = found.asked[at]
    form = QuestionForm(
        request.POST or None, rule=found.ruling, units=named_units(found.cluster),
        initial=QuestionForm.initial_of(asked, found.candidates.get(asked.id, {})),
    )  # fmt: skip
    page = FormPage(_("Sửa câu hỏi"), _("Lưu"), page_of(found), done=_("Đã lưu."))
    return form_page(request, form, lambda: _save(request, found, form, at), page)


@require_http_methods(["GET", "POST"])
def question_remove(request: HttpRequest, vote: int, question: str) -> HttpResponse:
    """Take a question out of the draft."""
    found = vote_of(request, vote)
    permissions.can_edit(request.user, found).require()
    at = _number_of(found, question)
    left = tuple(q for q in found.asked if q.id != question)
    about = {key: value for key, value in found.candidates.items() if key != question}
    page = FormPage(_("Bỏ câu «%(question)s»?") % {"question": found.asked[at].text}, _("Bỏ"), page_of(found))
    form = forms.Form(request.POST if request.method == "POST" else None)

    def act() -> None:
        new = replace(kept(found), questions=left, candidates=about)
        actions.change_vote(actor=request.user, vote=found, new=new)

    return form_page(request, form, act, page)


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, vote: int) -> HttpResponse:
    """Drop the draft."""
    found = vote_of(request, vote)
    permissions.can_edit(request.user, found).require()
    page = FormPage(
        _("Bỏ dự thảo «%(vote)s»?") % {"vote": found.title}, _("Bỏ dự thảo"), reverse("votes:start"),
        done=_("Đã bỏ dự thảo."),
    )  # fmt: skip
    form = forms.Form(request.POST if request.method == "POST" else None)
    return form_page(request, form, lambda: actions.discard_draft(actor=request.user, vote=found), page)
