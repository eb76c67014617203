"""The five papers of scoring through the printers of official papers: sheet, table, ranking, explanation, verification.

They read what the screens read: a frozen ranking where there is one (named in the paper), else the live points.
"""

import datetime as dt
from fractions import Fraction

from django.utils.translation import gettext as _

from thidua.documents import Paper, Profile, Signer
from thidua.documents.papers import (
    ChangedPoints,
    Criterion,
    ExplanationAnswer,
    ExplanationRequest,
    Question,
    RankedUnit,
    RankingList,
    ScoreTable,
    SelfScoreSheet,
    VerificationMinutes,
)
from thidua.rules import (
    Line,
    Result,
    Rulebook,
    State,
    is_withheld,
    note_text,
    number_text,
    result_from_json,
    tie_rule_name,
)
from thidua.web.clusters import year
from thidua.web.clusters.documents import full_name, head_for, heading_unit
from thidua.web.clusters.models import Cycle
from thidua.web.clusters.queries import cycle_day, cycle_units
from thidua.web.core import clock
from thidua.web.core.access import Refused
from thidua.web.core.written import day_text
from thidua.web.rulebooks.queries import parsed, rulebook_in_force
from thidua.web.scoring import points, queries
from thidua.web.scoring.models import Explanation, Ranking, Scoresheet
from thidua.web.scoring.places import FrozenRow, frozen_table
from thidua.web.scoring.rows import SheetRow, sheet_rows

KINDS = {Ranking.Kind.PROVISIONAL: "Bảng tạm xếp hạng", Ranking.Kind.PUBLISHED: "Bảng xếp hạng đã công bố"}


def _signers(*titles: str) -> tuple[Signer, ...]:
    return tuple(Signer(title, "", None) for title in titles)


def is_apart(cycle: Cycle) -> bool:
    """True while what compares the units is closed to the unit itself."""
    return cycle.state not in year.OPEN_TO_ALL


def _value(line: Line) -> Fraction | None:
    return line.points if line.state == State.VALUE else None


def named(ranking: Ranking) -> str:
    """The frozen ranking as a paper names it."""
    kind = KINDS[Ranking.Kind(ranking.kind)]
    return f"{kind} lần {ranking.number} ngày {day_text(ranking.made_on)}"


def names_of(cycle: Cycle) -> dict[str, str]:
    """Full names of the year's units by code."""
    day = cycle_day(cycle)
    return {unit.code: full_name(unit, day) for unit in cycle_units(cycle)}


def rulebook_name(rulebook: Rulebook) -> str:
    """The rulebook within a sentence; one that is made up says so."""
    return f"{rulebook.title} (minh họa)" if rulebook.status == "illustrative" else rulebook.title


def sheet(row: Scoresheet, form: Profile, *, apart: bool | None = None) -> Paper:
    """One unit's sheet, under the unit's own header."""
    closed = is_apart(row.cycle) if apart is None else apart
    lines, result, rulebook = sheet_rows(row, editable=False, apart=closed)
    verified = row.state == Scoresheet.State.VERIFIED
    own = queries.own_result(row, apart=closed)
    day = cycle_day(row.cycle)
    return SelfScoreSheet(
        head_for(row.unit, form, day, _signers("Người lập phiếu", "Lãnh đạo đơn vị")),
        full_name(row.unit, day),
        row.cycle.year,
        rulebook_name(rulebook),
        row.get_state_display(),
        tuple(_sheet_line(line, verified=verified) for line in lines),
        rulebook.scale_max or Fraction(100),
        own.total,
        result.total if verified else None,
        printed=clock.today(),
        note=rulebook.note if rulebook.status == "illustrative" else "",
    ).paper()


def _sheet_line(line: SheetRow, *, verified: bool) -> Criterion:
    said = [f"{line.evidence} tài liệu"] if line.evidence else []
    said += [mark.reason for mark in (line.own_mark, line.verified_mark) if mark and mark.reason]
    return Criterion(
        line.item.printed,
        line.item.name,
        line.item.max,
        _value(line.own),
        _value(line.current) if verified else None,
        "; ".join(said),
        section=line.is_section,
    )


def score_table(row: Ranking | Cycle, form: Profile) -> Paper:
    """The consolidated table of a frozen ranking, or of the year as it stands before there is one."""
    cycle = row if isinstance(row, Cycle) else row.cycle
    if isinstance(row, Ranking):
        rulebook, result = parsed(row.edition), result_from_json(row.result)
        state = f"Số liệu theo {named(row)}, mã kiểm tra {row.digest[:16]}"
    else:
        rulebook, result = _live(row)
        state = f"Số liệu đang ở bước «{cycle.get_state_display()}», chưa xếp hạng"
    names = names_of(cycle)
    tops = rulebook.items
    rows = tuple(
        (names.get(u.code, u.code), tuple(_value(u.lines[t.id]) for t in tops), u.total) for u in result.units
    )
    return ScoreTable(
        head_for(heading_unit(cycle), form, clock.today(), _signers("Người lập bảng", "Đơn vị cụm trưởng")),
        cycle.cluster.name,
        cycle.year,
        rulebook_name(rulebook),
        state,
        tuple((t.printed, t.name) for t in tops),
        rows,
        tuple(t.max for t in tops),
        rulebook.scale_max,
        printed=clock.today(),
        note=rulebook.note if rulebook.status == "illustrative" else "",
    ).paper()


def _live(cycle: Cycle) -> tuple[Rulebook, Result]:
    if rulebook_in_force(cycle) is None:
        raise Refused(_("Năm này chưa có quy chế có hiệu lực."))
    now = points.live(cycle)
    return now.rulebook, now.current


def ranked_units(ranking: Ranking) -> tuple[RankedUnit, ...]:
    """The frozen ranking's lines with full names and what is to be noted."""
    names = names_of(ranking.cycle)
    rows: list[FrozenRow] = frozen_table(ranking)["rows"]
    return tuple(
        RankedUnit(names.get(row.code, row.name), row.place, row.total, row.grade, _noted(row))
        for row in rows
    )


def _noted(row: FrozenRow) -> str:
    said = [", ".join(row.awards)] if row.awards else []
    if row.decided_by:
        said.append(tie_rule_name(row.decided_by))
    if row.place is None and row.place_reason:
        said.append(note_text(row.place_reason))
    said += [note_text(note) for note in row.grade_notes]
    for gate in row.gates:
        state = "không áp dụng: " if gate.waived else "" if gate.known else "chưa xác định: "
        said.append(f"{state}{gate.name}")
    return "; ".join(text.rstrip(".") for text in said)


def ranking_list(row: Ranking, form: Profile) -> Paper:
    """The list of one frozen ranking."""
    table = frozen_table(row)
    moved = tuple(
        f"{m.name}: hạng {m.old.place or '–'} → {m.new.place or '–'}; "
        f"điểm {number_text(m.old.total)} → {number_text(m.new.total)}"
        for m in table["moved"]
    )
    fixed = tuple(f"{c.name}; {c.what}: {c.old} → {c.new}" for c in table["corrected"])
    return RankingList(
        head_for(heading_unit(row.cycle), form, row.made_on, _signers("Thư ký", "Đơn vị cụm trưởng")),
        row.cycle.cluster.name,
        row.cycle.year,
        f"{KINDS[Ranking.Kind(row.kind)]} lần {row.number}",
        row.made_on,
        ranked_units(row),
        row.reason,
        moved,
        fixed,
        _known(table["estimates"], table["limits"]),
        row.digest,
    ).paper()


def _known(estimates: int, limits: int) -> str:
    said = [f"{estimates} số liệu còn là số ước"] if estimates else []
    if limits:
        said.append(f"{limits} số liệu chỉ biết giới hạn (trên, dưới)")
    return f"Trong bảng này có {'; '.join(said)}" if said else ""


def _question(row: Explanation, rulebook: Rulebook | None, *, closed: bool) -> Question:
    item = rulebook.item_by_id.get(row.criterion) if rulebook else None
    own = None
    if item and not (closed and is_withheld(item)):
        lines = queries.own_result(row.scoresheet, apart=closed).lines
        own = _value(lines[row.criterion]) if row.criterion in lines else None
    name = f"Tiêu chí {item.printed}. {item.name}" if item else f"Tiêu chí {row.criterion}"
    return Question(name, row.question, own, row.answer, (), row.conclusion)


def explanation_request(row: Explanation, form: Profile) -> Paper:
    """What the secretariat asks a unit."""
    cycle, unit = row.scoresheet.cycle, row.scoresheet.unit
    question = _question(row, rulebook_in_force(cycle), closed=is_apart(cycle))
    return ExplanationRequest(
        head_for(heading_unit(cycle), form, _day(row.asked_at), _signers("Tổ trưởng tổ thư ký")),
        cycle.cluster.name,
        full_name(unit, cycle_day(cycle)),
        cycle.year,
        (question,),
        row.due_on,
    ).paper()


def explanation_answer(row: Explanation, form: Profile) -> Paper:
    """The unit's answer. Raises `Refused` before there is one."""
    if not row.answered_at:
        raise Refused(_("Đơn vị chưa giải trình nội dung này."))
    cycle, unit = row.scoresheet.cycle, row.scoresheet.unit
    rulebook = rulebook_in_force(cycle)
    question = _question(row, rulebook, closed=is_apart(cycle))
    return ExplanationAnswer(
        head_for(unit, form, _day(row.answered_at), _signers("Lãnh đạo đơn vị")),
        cycle.cluster.name,
        full_name(unit, cycle_day(cycle)),
        cycle.year,
        (question,),
        _day(row.answered_at),
    ).paper()


def _day(moment: dt.datetime) -> dt.date:
    return moment.date()


def verification(row: Scoresheet, form: Profile, *, apart: bool | None = None) -> Paper:
    """What the verification of a sheet found."""
    closed = is_apart(row.cycle) if apart is None else apart
    lines, result, rulebook = sheet_rows(row, editable=False, apart=closed)
    changed = tuple(
        ChangedPoints(
            f"{line.item.printed}. {line.item.name}",
            _value(line.own),
            _value(line.current),
            line.verified_mark.reason if line.verified_mark else "",
        )
        for line in lines
        if not line.is_section and line.changed
    )
    asked = row.explanations.select_related("scoresheet__cycle__cluster", "scoresheet__unit")
    return VerificationMinutes(
        head_for(
            heading_unit(row.cycle),
            form,
            row.verified_on or clock.today(),
            _signers("Thư ký", "Tổ trưởng tổ thư ký", "Đại diện đơn vị"),
        ),
        full_name(row.unit, cycle_day(row.cycle)),
        row.cycle.year,
        queries.own_result(row, apart=closed).total,
        result.total,
        changed,
        tuple(_question(question, rulebook, closed=closed) for question in asked),
        str(row.verified_by) if row.verified_by else "",
        row.verified_on,
    ).paper()
