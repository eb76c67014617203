"""The wide table of the consolidated scores, as escaped strings."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thidua.rules import Result, Rulebook, number_text
from thidua.web.scoring.cells import points_html


def consolidated_table(rulebook: Rulebook, result: Result, names: dict[str, str]) -> SafeString:
    """Units down, top-level contents across, with total, place and class; criteria stand in the annex."""
    tops = rulebook.items
    heads = "".join(
        f'<th scope="col" class="num">{escape(t.printed)}<br><small>{number_text(t.max) if t.max else ""}</small></th>'
        for t in tops
    )
    rows = []
    for number, unit in enumerate((u for u in result.units if u.code in names), start=1):
        cells = "".join(f'<td class="num">{points_html(unit.lines[t.id])}</td>' for t in tops)
        grade = rulebook.class_by_id[unit.grade].name if unit.grade else "–"
        place = "–" if unit.place is None else unit.place
        rows.append(
            f'<tr><td class="num">{number}</td><th scope="row">{escape(names[unit.code])}</th>{cells}'
            f'<td class="num"><b>{number_text(unit.total, rulebook.rounding.places)}</b></td><td class="num">{place}</td>'
            f"<td>{escape(grade)}</td></tr>"
        )
    head = (
        f'<thead><tr><th scope="col" class="num">{escape(_("STT"))}</th><th scope="col">{escape(_("Đơn vị"))}</th>'
        f'{heads}<th scope="col" class="num">{escape(_("Tổng"))}</th><th scope="col" class="num">{escape(_("Hạng"))}</th>'
        f'<th scope="col">{escape(_("Xếp loại"))}</th></tr></thead>'
    )
    return mark_safe(f"{head}<tbody>{''.join(rows)}</tbody>")  # noqa: S308 - every text escaped
