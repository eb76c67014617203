"""A paper and a profile to a sheet: numbering, labels, prefixes, order of the parts, ends of sentences."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from typing import Any

from thidua.documents._blocks import (
    Align,
    Article,
    Block,
    Bullets,
    Chapter,
    Choices,
    Fields,
    Heading,
    Numbered,
    PageBreak,
    Paper,
    Picture,
    Table,
    Text,
)
from thidua.documents._ending import ending
from thidua.documents._font import width
from thidua.documents._kinds import kind_name
from thidua.documents._profiles import Profile, symbol
from thidua.documents._runs import end_held, plain, runs
from thidua.documents._sheet import Break, Columns, Element, Grid, Image, Line, Row, Sheet
from thidua.documents.text import long_date

LETTERS = "abcdđeghiklmnopqrstuvxy"
POINTS_PER_MM = 72 / 25.4
RULE_PART = 0.42  # of the text above it: between a third and a half
TALLEST_ROW = 0.55  # of the page; a taller row may be split
BOX = "□"
NO_END = frozenset(
    {"ballot_paper", "self_score_sheet", "score_table", "ranking_list", "recommendations", "programme"}
)


def line(style: str, text: str, *, keep: bool = False) -> Line:
    """One paragraph."""
    return Line(style, runs(text), keep=keep)


def lay_out(paper: Paper, profile: Profile) -> Sheet:
    """The sheet both printers print. Raises `UnknownKind`."""
    title = paper.title or kind_name(paper.kind)
    about = plain(paper.subject)
    body = list(_Body(paper, profile).elements())
    return Sheet(
        profile=profile,
        title=f"{title} {about}".strip(),
        subject=about,
        issued=paper.issued,
        landscape=paper.landscape,
        watermark=plain(paper.watermark),
        head=_head(paper, profile),
        titles=tuple(_titles(paper, profile, title)),
        body=tuple(_kept_to_the_end(body) if paper.signers else body),
        end=tuple(ending(paper, profile)),
    )


def _kept_to_the_end(body: list[Element]) -> list[Element]:
    """The last paragraph, or the end of the last table, stays with the signatures."""
    for n in range(len(body) - 1, -1, -1):
        element = body[n]
        if isinstance(element, Line | Grid):
            body[n] = replace(element, keep=True)
        if not (isinstance(element, Line) and element.style == "after_table"):
            break
    return body


def _head(paper: Paper, profile: Profile) -> Columns:
    rules, issuer = profile.rules, paper.issuer
    left = [line("parent", end_held(issuer.parent.upper(), 2))] if issuer.parent else []
    left.append(line("issuer", end_held(issuer.name.upper(), 2)))
    room = profile.text_width(landscape=paper.landscape) * rules["left_width"] * POINTS_PER_MM - 12
    if rules["header_end"] == "rule":
        wide = width(plain(issuer.name.upper()), profile.styles["issuer"].size, bold=True)
        left.append(Line("rule", rule=round(min(wide, room) * RULE_PART, 1)))
    else:
        left.append(line("star", "*"))
    right = [line("motto", rules["motto"][0])]
    right += [line("motto_second", text) for text in rules["motto"][1:]]
    last = profile.styles[right[-1].style]
    right.append(Line("rule", rule=round(width(right[-1].text, last.size, bold=last.bold), 1)))
    below_left = _number_lines(paper, profile)
    below_right = [line("place", _place_and_date(paper))] if paper.numbered or paper.issued else []
    part = rules["left_width"]
    rows: tuple[tuple[tuple[Line, ...], ...], ...] = ((tuple(left), tuple(right)),)
    if below_left or below_right:
        rows += ((tuple(below_left), tuple(below_right)),)
    return Columns((part, 1 - part), rows)


def _number_lines(paper: Paper, profile: Profile) -> list[Line]:
    found = []
    written = symbol(paper.kind, paper.issuer, paper.number, profile) if paper.numbered else ""
    if written:
        found.append(line("number", f"{profile.rules['number']['label']} {written}"))
    if paper.kind == "letter" and paper.subject:
        found.append(line("about", f"{profile.rules['about']['prefix']} {paper.subject}"))
    return found


def _place_and_date(paper: Paper) -> str:
    day = long_date(paper.issued) if paper.issued else "ngày … tháng … năm …"
    return f"{paper.issuer.place}, {day}"


def _titles(paper: Paper, profile: Profile, title: str) -> Iterator[Line]:
    if title:
        yield line("kind", title.upper())
    if paper.subject and paper.kind != "letter":
        yield line("subject", end_held(paper.subject, 4))
    if paper.attached_to:
        yield line("attached", f"({paper.attached_to})")
    if title:
        if profile.rules["subject_end"] == "rule":
            said = plain(paper.subject) or title.upper()
            wide = width(said, profile.styles["subject"].size, bold=True)
            room = profile.text_width(landscape=paper.landscape) * POINTS_PER_MM
            yield Line("rule", rule=round(min(wide, room) * RULE_PART, 1))
        else:
            yield line("subject", profile.rules["subject_end"])
    yield from _to(paper, profile)
    yield from _grounds(paper, profile)


def _to(paper: Paper, profile: Profile) -> Iterator[Line]:
    if not paper.to:
        return
    rule = profile.rules["to"]
    label = rule.get("proposal", rule["label"]) if paper.kind == "proposal" else rule["label"]
    if len(paper.to) == 1:
        yield line("to", f"{label} {paper.to[0]}")
        return
    yield line("to", label)
    for n, who in enumerate(paper.to, 1):
        yield line("to_item", f"- {who}{'.' if n == len(paper.to) else ';'}")


def _grounds(paper: Paper, profile: Profile) -> Iterator[Line]:
    """Bases and, in a decision, who decides and the word; their order differs between the families."""
    rule = profile.rules["bases"]
    bases = [
        line("basis", rule["item"].format(text=base.rstrip(".;, ")) + (rule["last"] if last else rule["end"]))
        for last, base in ((n == len(paper.bases), base) for n, base in enumerate(paper.bases, 1))
    ]
    if paper.enacting is None:
        yield from bases
        return
    who = line("authority", paper.enacting.authority.upper())
    word = line("authority", paper.enacting.word.upper() + profile.rules["enacting_end"])
    if rule["before_authority"]:
        yield from (*bases, who, word)
    else:
        yield from (who, *bases, word)


class _Body:
    """The blocks of one paper on their way to elements; holds the running numbers."""

    def __init__(self, paper: Paper, profile: Profile) -> None:
        self.paper, self.profile = paper, profile
        self.articles, self.chapters = count(1), count(1)
        self.levels = [0, 0, 0]
        self.last_text = self._last_text()

    def _last_text(self) -> int:
        last = len(self.paper.body) - 1
        ends = self.paper.kind not in NO_END and last >= 0
        return last if ends and isinstance(self.paper.body[last], Text | Bullets | Numbered | Article) else -1

    def elements(self) -> Iterator[Element]:
        """Everything between the titles and the signatures."""
        makers: dict[type, Callable[[Any], Iterator[Element]]] = {
            Heading: self._heading,
            Chapter: self._chapter,
            Article: self._article,
            Text: self._text,
            Bullets: self._bullets,
            Numbered: self._numbered,
            Fields: self._fields,
            Table: self._table,
            Choices: self._choices,
            Picture: self._picture,
        }
        for n, block in enumerate(self.paper.body):
            if isinstance(block, PageBreak):
                yield Break()
            else:
                made = list(makers[type(block)](block))
                yield from self._ended(made) if n == self.last_text else made

    def _ended(self, made: list[Element]) -> list[Element]:
        last = made[-1]
        if isinstance(last, Line) and last.runs:
            text, kind = last.runs[-1]
            end = self.profile.rules["body_end"]
            made[-1] = Line(last.style, (*last.runs[:-1], (text.rstrip(" .;,/") + end, kind)))
        return made

    def _heading(self, block: Heading) -> Iterator[Element]:
        text = block.text
        if block.numbered:
            self.levels[block.level - 1] += 1
            self.levels[block.level :] = [0] * (3 - block.level)
            n = self.levels[block.level - 1]
            form = self.profile.rules["headings"][block.level - 1]
            text = form.format(roman=roman(n), arabic=n, letter=letter(n), text=text, upper=text.upper())
        yield line(f"heading_{block.level}", text)

    def _chapter(self, block: Chapter) -> Iterator[Element]:
        yield line("chapter", f"Chương {roman(next(self.chapters))}")
        yield line("chapter_title", block.text.upper())

    def _article(self, block: Article) -> Iterator[Element]:
        number = f"Điều {next(self.articles)}."
        if block.title:
            yield line("article", f"{number} {block.text}")
        else:
            yield Line("text", ((f"{number} ", "s"), *runs(block.text)))

    def _text(self, block: Text) -> Iterator[Element]:
        yield line(f"text_{block.align}" if block.align else "text", block.text)

    def _bullets(self, block: Bullets) -> Iterator[Element]:
        for item in block.items:
            yield line("item", f"- {item}")

    def _numbered(self, block: Numbered) -> Iterator[Element]:
        for n, item in enumerate(block.items, 1):
            yield line("item", f"{letter(n)}) {item}" if block.letters else f"{n}. {item}")

    def _fields(self, block: Fields) -> Iterator[Element]:
        for label, value in block.pairs:
            yield line("field", f"{label}: {value}")

    def _table(self, block: Table) -> Iterator[Element]:
        size = "small" if block.small else "cell"
        whole = sum(block.widths)
        align = block.align or ("left",) * len(block.head)
        rows = []
        for n, row in enumerate(block.rows):
            bold = n in block.sections or (block.total and n == len(block.rows) - 1)
            cells = tuple(
                line(_cell_style(size, a, bold=bold), text) for a, text in zip(align, row, strict=True)
            )
            rows.append(Row(cells, self._too_tall(cells, block.widths, whole)))
        head = tuple(line(f"{size}_head", text) for text in block.head)
        yield Grid(tuple(w / whole for w in block.widths), head, tuple(rows))
        yield Line("after_table")

    def _too_tall(self, cells: tuple[Line, ...], widths: tuple[float, ...], whole: float) -> bool:
        room = self.profile.text_width(landscape=self.paper.landscape) * POINTS_PER_MM / whole
        page = (210 if self.paper.landscape else 297) * POINTS_PER_MM * TALLEST_ROW
        heights = (
            width(cell.text, style.size) / max(room * w - 12, 12) * style.line_height
            for cell, w in zip(cells, widths, strict=True)
            for style in (self.profile.styles[cell.style],)
        )
        return max(heights, default=0) > page

    def _choices(self, block: Choices) -> Iterator[Element]:
        boxes = (BOX,) * len(block.options)
        yield from self._table(
            Table(
                head=("Số TT", block.subject, *block.options),
                rows=tuple((str(n), row, *boxes) for n, row in enumerate(block.rows, 1)),
                widths=(1, 8.5 - 1.5 * len(block.options), *(1.5 for _ in block.options)),
                align=("centre", "left", *_centred(len(block.options))),
            )
        )

    def _picture(self, block: Picture) -> Iterator[Element]:
        room = self.profile.text_width(landscape=self.paper.landscape) * POINTS_PER_MM
        yield Image(block.data, room * block.width, plain(block.alt))
        if block.caption:
            yield line("caption", block.caption)


def _centred(count: int) -> tuple[Align, ...]:
    return tuple("centre" for _ in range(count))


def _cell_style(size: str, align: str, *, bold: bool) -> str:
    parts = [size, "strong" if bold else "", "" if align == "left" else align]
    return "_".join(part for part in parts if part)


def roman(value: int) -> str:
    """A Roman numeral.

    >>> roman(4), roman(19)
    ('IV', 'XIX')
    """
    signs = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for worth, sign in signs:
        while value >= worth:
            written, value = written + sign, value - worth
    return written


def letter(value: int) -> str:
    """The n-th letter of the Vietnamese alphabet as points are counted.

    >>> letter(5)
    'đ'
    """
    return LETTERS[(value - 1) % len(LETTERS)]


__all__ = ["Block", "lay_out", "letter", "line", "roman"]
