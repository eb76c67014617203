"""Words of scoring templates: exact points, links of a drawer, marks of states."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thidua.rules import Note, State, note_text, number_text, tie_rule_name
from thidua.web.core.marks import mark_html
from thidua.web.core.written import language, unbroken
from thidua.web.scoring.cells import MARK_OF, points_html, waiting_html

register = template.Library()
ENDLESS = 2


@register.filter
def exact(value: Any, digits: int | None = None) -> str:
    """Exact points as text; a value without a finite decimal is shown to two digits with «≈»."""
    if value is None:
        return ""
    number = Fraction(value) if isinstance(value, Fraction | int | Decimal) else Fraction(str(value))
    text = number_text(number)
    if "/" in text:
        return f"≈ {number_text(number, digits or ENDLESS)}"
    return text


@register.filter
def note(value: Note) -> str:
    """A note on a class or place in the reader's language."""
    return unbroken(note_text(value, language()))


@register.filter
def tie_rule(decided_by: str) -> str:
    """The name of the rule that set level units apart, in the reader's language."""
    return tie_rule_name(decided_by, language())


@register.filter
def grid(value: Any, places: int) -> str:
    """Exact points with the rulebook's number of places, so that a column lines up; off the grid, as they are."""
    if value is None or (Fraction(value) * 10**places).denominator != 1:
        return exact(value)
    return number_text(Fraction(value), places)


@register.simple_tag
def points(item: Any) -> SafeString:
    """An explained item's points, or the mark that says why there are none."""
    return mark_safe(points_html(item))  # noqa: S308 - numbers and marks only


@register.simple_tag
def waiting() -> SafeString:
    """The mark of points that wait until the units are compared."""
    return mark_safe(waiting_html())  # noqa: S308 - escaped


@register.simple_tag
def state_mark(state: State) -> SafeString:
    """The mark of a value that is not there."""
    if state == State.UNDEFINED:
        return format_html('<span class="state state-bad">{}</span>', _("không xác định"))
    return mark_html(MARK_OF[state])


@register.simple_tag
def item_link(part: Any, cycle: Any, unit: Any, ranking: Any = None) -> SafeString:
    """A link that opens another item of the same unit in the drawer."""
    if ranking:
        address = reverse("scoring:frozen", args=[ranking.pk, unit.code, part.id])
    else:
        address = reverse("scoring:criterion", args=[cycle.pk, unit.code, part.id])
    return format_html('<a href="{}" data-drawer>{}. {}</a>', address, part.printed, part.name)


@register.simple_tag
def evidence_link(paper: Any) -> SafeString:
    """The paper's title, linked to its file or address."""
    if paper.file_id:
        return format_html(
            '<a href="{}">{}</a>', reverse("reporting:evidence-file", args=[paper.pk]), paper.title
        )
    if paper.link:
        return format_html('<a href="{}" rel="noopener noreferrer">{}</a>', paper.link, paper.title)
    return format_html("{}", paper.title)


@register.simple_tag
def grade_name(rulebook: Any, grade: str) -> str:
    """A class's name, a dash when there is none yet."""
    return rulebook.class_by_id[grade].name if grade else "–"
