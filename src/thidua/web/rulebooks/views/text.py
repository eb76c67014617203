"""Edit the whole draft as YAML, with problems by line; read an expression as it is typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.rules import Problem, RulebookInvalid
from thidua.rules.vocabulary import Points, columns_of, walk, words_of
from thidua.web.core.access import Conflict
from thidua.web.core.written import language
from thidua.web.rulebooks import actions, queries
from thidua.web.rulebooks.exports import text_diff
from thidua.web.rulebooks.forms.conditions import expression_sent
from thidua.web.rulebooks.forms.drafts import TextForm
from thidua.web.rulebooks.models import RulebookEdition
from thidua.web.rulebooks.outline import Finding, findings_in_words
from thidua.web.rulebooks.views.loading import draft_to_edit, frame

NEAR = 1


@dataclass(frozen=True)
class Place:
    """A problem with the lines of the text around it."""

    finding: Finding
    lines: tuple[tuple[int, str, bool], ...]


@require_http_methods(["GET", "POST"])
def edit_text(request: HttpRequest, edition: int) -> HttpResponse:
    """The draft as YAML; nothing is written while it has a problem."""
    row = draft_to_edit(request, edition)
    start = {"text": row.text, "version": row.version}
    form = TextForm(request.POST or None, initial=start)
    problems: list[Place] = []
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"].replace("\r\n", "\n")
        try:
            actions.save_edition(
                actor=request.user,
                edition=row,
                text=text,
                version=form.cleaned_data["version"],
                note=_("Sửa trên bản YAML"),
            )
            return redirect("rulebooks:detail", edition=row.pk)
        except RulebookInvalid as error:
            problems = places_of(text, error.problems)
        except Conflict as conflict:
            return _both(request, row, text, conflict)
    context = frame(request, row, "edit") | {"form": form, "places": problems}
    return render(request, "rulebooks/edit_text.html", context)


def places_of(text: str, problems: Iterable[Problem]) -> list[Place]:
    """Each problem with its line and the lines around it."""
    lines = text.splitlines()
    found = []
    for finding in findings_in_words(problems):
        near: tuple[tuple[int, str, bool], ...] = ()
        if finding.line:
            first, last = max(finding.line - NEAR, 1), min(finding.line + NEAR, len(lines))
            near = tuple((n, lines[n - 1][:200], n == finding.line) for n in range(first, last + 1))
        found.append(Place(finding, near))
    return found


def _both(request: HttpRequest, row: RulebookEdition, text: str, conflict: Conflict) -> HttpResponse:
    """Both texts: the person's own can be saved over the other one, knowingly."""
    latest = queries.editions_visible_to(request.user).get(pk=row.pk)
    form = TextForm(initial={"text": text, "version": latest.version})
    context: dict[str, Any] = frame(request, latest, "edit") | {
        "form": form,
        "reason": conflict.reason,
        "theirs": latest.text,
        "diff": text_diff(latest.text, text),
    }
    return render(request, "rulebooks/conflict.html", context, status=409)


@require_POST
def check_expression(request: HttpRequest, edition: int) -> HttpResponse:
    """What an expression says in words, or where its mistake is; writes nothing.

    It comes as a text, or as what was picked from lists.
    """
    row = draft_to_edit(request, edition)
    rulebook = queries.parsed(row)
    context: dict[str, Any] = {}
    try:
        found = expression_sent(rulebook, request.POST)
        context = {
            "said": words_of(rulebook, language()).text(found),
            "unknown": sorted({c.input for c in columns_of(found)} - set(rulebook.input_by_id)),
            "unknown_items": sorted(
                {e.item for e in walk(found) if isinstance(e, Points)} - set(rulebook.item_by_id)
            ),
        }
    except ValidationError as error:
        context = {"problem": " ".join(error.messages)}
    return render(request, "rulebooks/_expression.html", context)
