"""Points as cells of big tables: escaped strings joined in Python, because a template loop over cells costs sixfold."""

from functools import lru_cache

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thidua.rules import Line, Rulebook, Section, State, UnitResult, is_withheld, number_text
from thidua.web.core.marks import mark_html
from thidua.web.scoring.points import Live
from thidua.web.scoring.queries import Sight, alone

MARK_OF = {
    State.MISSING: "missing",
    State.NOT_APPLICABLE: "not-applicable",
    State.NOT_ASSIGNED: "not-assigned",
}


def waiting_html() -> str:
    """The mark of points that compare units, while the others' figures are closed to the reader."""
    title = escape(_("Chấm so với các đơn vị khác; có điểm khi cụm tổng hợp"))
    return f'<span class="state" title="{title}">{escape(_("khi tổng hợp"))}</span>'


def points_html(line: Line) -> str:
    """One line's points, or the mark that says why there are none."""
    if line.state == State.VALUE:
        return number_text(line.points)
    if line.state == State.UNDEFINED:
        return f'<span class="state state-bad">{escape(_("cần quyết định"))}</span>'
    extra = f" {number_text(line.points)}" if line.points else ""
    return f"{mark_html(MARK_OF[line.state])}{extra}"


def board_table(live: Live, column: str, cycle: int, sight: Sight) -> SafeString:
    """The scoreboard: one row a unit in order of place, one column a section and criterion.

    Only units in `sight` are written, and places only for who sees all. `column` is own
    (self-scoring) or current.
    """
    result, names, own = live.own if column == "own" else live.current, dict(sight.names), sight.own
    shown = [u if sight.all else alone(u, live.rulebook) for u in result.units if u.code in names]
    body = "".join(_board_row(u, live.rulebook, names[u.code], cycle, u.code in own) for u in shown)
    return mark_safe(f"{_board_head(live.rulebook)}<tbody>{body}</tbody>")  # noqa: S308 - every text escaped


def _board_head(rulebook: Rulebook) -> str:
    cells = []
    for item in rulebook.items:
        kind = {"bonus": _("Thưởng"), "deduction": _("Trừ")}.get(getattr(item, "kind", "base"), "")
        label = item.printed if not kind else f"{item.printed} ({kind})"
        cells.append(
            f'<th scope="col" class="num col-section" title="{escape(item.name)}">{escape(label)}</th>'
        )
        if isinstance(item, Section):
            cells += [_criterion_head(c.printed, c.name) for c in rulebook.criteria if _inside(item, c.id)]
    return (
        f'<thead><tr><th scope="col">{escape(_("Đơn vị"))}</th><th scope="col" class="num">{escape(_("Hạng"))}</th>'
        f'<th scope="col" class="num">{escape(_("Tổng"))}</th><th scope="col">{escape(_("Xếp loại"))}</th>'
        f"{''.join(cells)}</tr></thead>"
    )


def _criterion_head(code: str, name: str) -> str:
    return f'<th scope="col" class="num" title="{escape(name)}">{escape(code)}</th>'


@lru_cache(maxsize=4096)
def _inside_ids(section: Section) -> frozenset[str]:
    found: set[str] = set()
    for item in section.items:
        found |= _inside_ids(item) if isinstance(item, Section) else {item.id}
    return frozenset(found)


def _inside(section: Section, code: str) -> bool:
    return code in _inside_ids(section)


def _board_row(unit: UnitResult, rulebook: Rulebook, name: str, cycle: int, mine: bool) -> str:  # noqa: FBT001
    base = reverse("scoring:criterion", args=[cycle, unit.code, "-"]).removesuffix("-/")
    cells = []
    for item in rulebook.items:
        cells.append(_cell(base, unit.lines[item.id], "num col-section"))
        if isinstance(item, Section):
            inside = [c for c in rulebook.criteria if _inside(item, c.id)]
            cells += [_cell(base, unit.lines[c.id], "num", waits=is_withheld(c)) for c in inside]
    grade = rulebook.class_by_id[unit.grade].name if unit.grade else ("–" if not rulebook.classes else "")
    place = "–" if unit.place is None else str(unit.place)
    if unit.tied:
        place += f' <span title="{escape(_("Đồng hạng"))}">=</span>'
    total = number_text(unit.total)
    if not unit.complete:
        total += f' <span class="soft" title="{escape(_("Chưa đủ điểm"))}">*</span>'
    row = ' class="row-mine"' if mine else ""
    link = f'<a href="{base}-/">{escape(name)}</a>'
    return (
        f'<tr{row}><th scope="row" class="nowrap">{link}</th><td class="num">{place}</td>'
        f'<td class="num"><a class="total" href="{base}-/" data-drawer>{total}</a></td>'
        f'<td class="nowrap">{escape(grade)}</td>{"".join(cells)}</tr>'
    )


def _cell(base: str, line: Line, classes: str, *, waits: bool = False) -> str:
    shown = waiting_html() if waits and line.state == State.MISSING else points_html(line)
    return f'<td class="{classes}"><a href="{base}{escape(line.id)}/" data-drawer>{shown}</a></td>'
