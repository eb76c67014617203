"""Edit one section or criterion of a draft in a side form."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.rules import Criterion, Rulebook, Section
from thidua.rules.vocabulary import PATTERNS
from thidua.web.rulebooks import editing, queries
from thidua.web.rulebooks.forms.items import CriterionForm, SectionForm
from thidua.web.rulebooks.forms.patterns import RuleForm, pattern_choices
from thidua.web.rulebooks.forms.rows import CapRow, PenaltyRow, RowsOf
from thidua.web.rulebooks.models import RulebookEdition
from thidua.web.rulebooks.outline import Finding
from thidua.web.rulebooks.views.loading import draft_to_edit, frame, try_save
from thidua.web.rulebooks.views.tree import redirect_to


class ItemEditor:
    """The parts of the form of one node: its own fields, its caps and penalties, a criterion's rule."""

    def __init__(self, rulebook: Rulebook, node: editing.Item, data: Any) -> None:
        self.rulebook, self.node = rulebook, node
        self.is_section = isinstance(node, Section)
        self.caps = RowsOf(CapRow, node.caps, rulebook, data)
        if isinstance(node, Criterion):
            self.form: Any = CriterionForm(data, rulebook=rulebook, item=node)
            self.penalties = RowsOf(PenaltyRow, node.penalties, rulebook, data)
            kind = data.get("type", "") if data else node.rule.type
            self.kind = kind if kind in PATTERNS else node.rule.type
            asked = data if data and data.get("act") != "type" else None
            self.rule = RuleForm(self.kind, rulebook, asked, node.rule)
        else:
            top = editing.parent_of(rulebook, node.id) is None
            self.form = SectionForm(data, rulebook=rulebook, item=node, top=top)

    @property
    def has_more(self) -> bool:
        """True when the folded part says something, so that it is shown open."""
        node = self.node
        told = (node.caps, node.prorate, node.applies_when, node.not_applicable, node.not_assigned, node.note)
        return any(told) or node.weight != 1 or bool(getattr(node, "penalties", ())) or self.form.is_bound

    def is_valid(self) -> bool:
        """True when all parts are right; each part shows what is not."""
        parts = [self.form.is_valid(), self.caps.is_valid()]
        if not self.is_section:
            parts += [self.penalties.is_valid(), self.rule.is_valid()]
        return all(parts)

    def changed(self) -> Rulebook:
        """The rulebook with the node as written here, in the section chosen here."""
        if self.is_section:
            new = self.form.section(self.caps.values())
        else:
            new = self.form.criterion(self.rule.rule(), self.caps.values(), self.penalties.values())
        changed = editing.replace_item(self.rulebook, self.node.id, new)
        return editing.move_into(changed, new.id, self.form.cleaned_data["parent"])


@require_http_methods(["GET", "POST"])
def edit_item(request: HttpRequest, edition: int, item: str) -> HttpResponse:
    """The form of a node; another rule pattern or more rows redraw it without saving."""
    row = draft_to_edit(request, edition)
    rulebook = queries.parsed(row)
    node = rulebook.item_by_id.get(item)
    if node is None:
        raise Http404
    editor = ItemEditor(rulebook, node, request.POST or None)
    problems: tuple[Finding, ...] = ()
    if request.method == "POST" and request.POST.get("act") == "save" and editor.is_valid():
        note = _("Sửa mục %(item)s") % {"item": item}
        problems = try_save(request, row, editor.changed(), note)
        if not problems:
            return redirect_to(request, "rulebooks:edit", row.pk)
    return render(request, "rulebooks/edit_item.html", _context(request, row, editor, problems))


def _context(
    request: HttpRequest, row: RulebookEdition, editor: ItemEditor, problems: tuple[Finding, ...]
) -> dict[str, Any]:
    return frame(request, row, "edit") | {
        "editor": editor,
        "node": editor.node,
        "problems": problems,
        "patterns": pattern_choices(),
        "known_inputs": editor.rulebook.inputs,
    }
