"""A paper as it will be printed, as HTML to read on a screen: the same sheet the two printers print."""

from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from thidua.documents import Columns, Grid, Line, Paper, Profile, lay_out

HEADINGS = {"heading_1": "h3", "heading_2": "h4", "heading_3": "h5", "chapter": "h3", "chapter_title": "h3"}
CENTRED = frozenset({"kind", "subject", "attached", "text_centre", "authority", "caption"})


def paper_html(paper: Paper, form: Profile) -> SafeString:
    """Header, titles, text, tables, signatures in reading order; places to be written are marked."""
    sheet = lay_out(paper, form)
    parts = [_columns(sheet.head)]
    for element in (*sheet.titles, *sheet.body, *sheet.end):
        if isinstance(element, Line):
            parts.append(_line(element))
        elif isinstance(element, Grid):
            parts.append(_grid(element))
        elif isinstance(element, Columns):
            parts.append(_columns(element))
    return mark_safe("".join(parts))  # noqa: S308 - every text escaped


def _runs(line: Line) -> str:
    tags = {"g": ('<mark class="gap">', "</mark>"), "s": ("<strong>", "</strong>")}
    return "".join("{1}{0}{2}".format(escape(text), *tags.get(kind, ("", ""))) for text, kind in line.runs)


def _line(line: Line) -> str:
    text = _runs(line)
    if not text:
        return ""
    tag = HEADINGS.get(line.style, "p")
    look = ' class="centred"' if line.style in CENTRED else ""
    return f"<{tag}{look}>{text}</{tag}>"


def _grid(grid: Grid) -> str:
    head = "".join(f'<th scope="col">{_runs(cell)}</th>' for cell in grid.head)
    rows = "".join(f"<tr>{''.join(_cells(row.cells))}</tr>" for row in grid.rows)
    return f'<div class="scroll" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _cells(cells: tuple[Line, ...]) -> Iterator[str]:
    for cell in cells:
        look = ' class="num"' if cell.style.endswith("right") else ""
        text = _runs(cell)
        yield f"<td{look}>{f'<strong>{text}</strong>' if 'strong' in cell.style else text}</td>"


def _columns(columns: Columns) -> str:
    rows = []
    for row in columns.rows:
        cells = ["".join(f"<p>{_runs(line)}</p>" for line in cell if line.runs) for cell in row]
        rows.append(f'<div class="paper-sides">{"".join(f"<div>{cell}</div>" for cell in cells)}</div>')
    return "".join(rows)
