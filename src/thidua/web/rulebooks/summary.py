"""What a rulebook says beside its table, in words: rounding, missing values, gates, classes, quotas, ties."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.rules import Rulebook
from thidua.rules.vocabulary import (
    Bounds,
    Expr,
    Gate,
    GradeClass,
    OrderKey,
    Quota,
    Words,
    number_text,
    percent_text,
    words_of,
)
from thidua.web.core.written import day_text, language, unbroken
from thidua.web.rulebooks.outline import policy_word, source_text


@dataclass(frozen=True)
class Part:
    """One heading with its lines; each line is (text, source)."""

    title: str
    lines: tuple[tuple[str, str], ...]


def summary_of(rulebook: Rulebook) -> list[Part]:
    """Every part that has something to say."""
    words = words_of(rulebook, language())
    parts = [
        Part(_("Cách tính chung"), tuple((line, "") for line in general_lines(rulebook))),
        Part(_("Điều kiện loại và khống chế"), tuple(gate_lines(rulebook, words))),
        Part(pgettext("parts", "Xếp loại"), tuple(class_lines(rulebook, words))),
        Part(_("Giới hạn số lượng"), tuple(quota_lines(rulebook, words))),
        Part(_("Đề nghị khen thưởng"), tuple(award_lines(rulebook, words))),
        Part(_("Xếp hạng và khi bằng điểm"), tuple(ranking_lines(rulebook, words))),
        Part(_("Lịch thực hiện"), tuple(timeline_lines(rulebook))),
    ]
    return [
        Part(p.title, tuple((unbroken(line), source) for line, source in p.lines)) for p in parts if p.lines
    ]


def general_lines(rulebook: Rulebook) -> Iterator[str]:
    """Rounding, missing values, envelopes, order of the last steps, who gives points."""
    yield rounding_text(rulebook)
    yield from values_lines(rulebook)
    yield from total_lines(rulebook)
    yield scorers_text(rulebook)


def values_lines(rulebook: Rulebook) -> Iterator[str]:
    """What a missing, not applicable, not assigned, estimated figure counts."""
    values = rulebook.values
    yield (
        _("Thiếu số liệu: tiêu chí được 0 điểm.")
        if values.missing == "zero"
        else _("Thiếu số liệu: tạm tính 0 điểm và báo chưa đủ.")
    )
    yield _("Không áp dụng: %(one)s. Không giao: %(two)s.") % {
        "one": policy_word(values.not_applicable),
        "two": policy_word(values.not_assigned),
    }
    if values.estimates != "allowed":
        yield _("Số ước không được dùng để chấm điểm.")


def rounding_text(rulebook: Rulebook) -> str:
    """The one rounding in a sentence."""
    rounding = rulebook.rounding
    where = {"criterion": _("từng tiêu chí"), "section": _("từng mục"), "total": _("tổng điểm")}
    text = _(
        "Làm tròn %(where)s đến %(places)d chữ số thập phân, %(mode)s; các bước trước đó tính đúng, không làm tròn."
    )
    return text % {"where": where[rounding.at], "places": rounding.places, "mode": _mode_word(rounding.mode)}


def _mode_word(mode: str) -> str:
    """How a number is rounded."""
    return {
        "half_up": _("từ nửa trở lên thì làm tròn lên"),
        "half_even": _("đúng nửa thì làm tròn về số chẵn"),
        "down": _("bỏ phần lẻ"),
        "up": _("luôn làm tròn lên"),
    }[mode]


def total_lines(rulebook: Rulebook) -> Iterator[str]:
    """Envelopes, order of the last steps, limits of the total."""
    total = rulebook.total
    if total.bonus_max is not None:
        yield _("Tổng điểm thưởng không quá %(max)s.") % {"max": number_text(total.bonus_max)}
    if total.deduction_max is not None:
        yield _("Tổng điểm trừ không quá %(max)s.") % {"max": number_text(total.deduction_max)}
    names = {
        "bonus": _("cộng điểm thưởng"),
        "deduction": _("trừ điểm trừ"),
        "clamp": _("giới hạn trong khung tổng điểm"),
    }
    yield _("Thứ tự các bước cuối: %(steps)s.") % {"steps": ", ".join(names[s] for s in total.order)}
    low = _("không thấp hơn %(n)s") % {"n": number_text(total.floor)} if total.floor is not None else ""
    high = (
        _("không quá %(n)s") % {"n": number_text(total.ceiling)}
        if total.ceiling is not None
        else _("được vượt thang điểm")
    )
    yield _("Tổng điểm %(limits)s.") % {"limits": ", ".join(part for part in (low, high) if part)}


def scorers_text(rulebook: Rulebook) -> str:
    """The columns of marks, and which mark counts."""
    return _("Các cột điểm: %(columns)s; khi có nhiều điểm: %(way)s.") % {
        "columns": ", ".join(c.name for c in rulebook.scorers.columns),
        "way": _combine_word(rulebook.scorers.combine),
    }


def column_lines(rulebook: Rulebook) -> Iterator[str]:
    """Each column of marks, with its weight where weights count."""
    weighted = rulebook.scorers.combine == "weighted"
    for column in rulebook.scorers.columns:
        weight = _("hệ số %(weight)s") % {"weight": number_text(column.weight)}
        yield f"{column.name} ({weight})" if weighted or column.weight != 1 else column.name


def combine_text(rulebook: Rulebook) -> str:
    """Which mark counts when there are several."""
    way = _combine_word(rulebook.scorers.combine)
    return _("Khi có nhiều điểm: %(way)s.") % {"way": way}


def _combine_word(combine: str) -> str:
    return {
        "last": _("lấy cột có điểm sau cùng"),
        "mean": _("lấy trung bình"),
        "median": _("lấy trung vị"),
        "sum": _("cộng lại"),
        "weighted": _("lấy trung bình có hệ số"),
    }[combine]


def gate_lines(rulebook: Rulebook, words: Words) -> Iterator[tuple[str, str]]:
    """Each gate with what it does."""
    for gate in rulebook.gates:
        yield (
            _("%(name)s: khi %(when)s thì %(effect)s.")
            % {"name": gate.name, "when": words.text(gate.when), "effect": effect_text(rulebook, gate)},
            source_text(gate.source),
        )


def effect_text(rulebook: Rulebook, gate: Gate) -> str:
    """What a gate does, in words."""
    name = class_name(rulebook, gate.class_id)
    return {
        "disqualified": _("không xét thi đua"),
        "zero": _("tổng điểm bằng 0"),
        "class": _("xếp loại %(name)s") % {"name": name},
        "class_at_most": _("xếp cao nhất ở loại %(name)s") % {"name": name},
        "note": _("ghi chú để xem xét"),
    }.get(gate.effect, gate.effect)


def class_name(rulebook: Rulebook, class_id: str) -> str:
    """A class by its name."""
    found = rulebook.class_by_id.get(class_id)
    return f"«{found.name}»" if found else class_id


def bounds_text(bounds: Bounds) -> str:
    """`từ 70 đến dưới 90 điểm`."""
    low = high = ""
    if bounds.low is not None:
        low = (_("từ %(n)s") if bounds.low_closed else _("trên %(n)s")) % {"n": number_text(bounds.low)}
    if bounds.high is not None:
        pattern = _("đến %(n)s") if bounds.high_closed else _("dưới %(n)s")
        high = pattern % {"n": number_text(bounds.high)}
    both = " ".join(part for part in (low, high) if part)
    return _("%(bounds)s điểm") % {"bounds": both} if both else _("mọi mức điểm")


def class_lines(rulebook: Rulebook, words: Words) -> Iterator[tuple[str, str]]:
    """Each class with its band and needs, then what happens when a need fails."""
    yield from grade_lines(rulebook, words)
    if any(grade.needs for grade in rulebook.classes):
        yield fallback_text(rulebook), ""


def grade_lines(rulebook: Rulebook, words: Words) -> Iterator[tuple[str, str]]:
    """Each class with its band and needs."""
    for grade in rulebook.classes:
        yield _class_text(grade, words), source_text(grade.source)


def fallback_text(rulebook: Rulebook) -> str:
    """What happens when a need of a class fails."""
    if rulebook.class_fallback != "decision":
        return _("Đủ điểm mà thiếu điều kiện thì xếp xuống loại liền dưới, có ghi chú.")
    return _("Đủ điểm mà thiếu điều kiện thì chờ quyết định.")


def _class_text(grade: GradeClass, words: Words) -> str:
    needs = "; ".join(need.name or words.text(need.when) for need in grade.needs)
    text = f"{grade.name}: {bounds_text(grade.band)}"
    return text + (_("; cần: %(needs)s.") % {"needs": needs} if needs else ".")


def quota_lines(rulebook: Rulebook, words: Words) -> Iterator[tuple[str, str]]:
    """Each quota."""
    for quota in rulebook.quotas:
        yield _quota_text(rulebook, quota, words), source_text(quota.source)


def _quota_text(rulebook: Rulebook, quota: Quota, words: Words) -> str:
    name = class_name(rulebook, quota.class_id)
    if quota.and_better:
        name = _("%(name)s và các loại cao hơn") % {"name": name}
    if quota.when is not None:
        name = _("Đơn vị mà %(when)s – %(name)s") % {"when": words.text(quota.when), "name": name}
    excess = (
        _("số vượt xếp xuống loại liền dưới") if quota.excess == "next_class" else _("số vượt chờ quyết định")
    )
    if quota.max is not None:
        return _("%(name)s: nhiều nhất %(max)s; %(excess)s.") % {
            "name": name,
            "max": _limit_text(quota.max, quota.rounding, words),
            "excess": excess,
        }
    base = _("số đơn vị được xếp hạng")
    if quota.of is not None:
        base = _("số đơn vị xếp loại %(names)s") % {
            "names": ", ".join(class_name(rulebook, c) for c in quota.of)
        }
    if quota.raise_to is not None:
        raised = {"share": percent_text(quota.raise_to), "excess": excess}
        excess = _("cấp có thẩm quyền có thể nâng đến %(share)s; %(excess)s") % raised
    return _("%(name)s: nhiều nhất %(share)s %(base)s; %(excess)s.") % {
        "name": name,
        "share": percent_text(quota.percent) if quota.percent is not None else "?",
        "base": base,
        "excess": excess,
    }


def _limit_text(limit: Expr, rounding: str, words: Words) -> str:
    """`4 đơn vị`, or the arithmetic with the way it is rounded."""
    text = words.text(limit)
    return _("%(n)s đơn vị") % {"n": text} if text.isdigit() else f"{text}, {_mode_word(rounding)}"


def award_lines(rulebook: Rulebook, words: Words) -> Iterator[tuple[str, str]]:
    """What the cluster may recommend; it informs, never awards."""
    for award in rulebook.awards:
        limits = []
        if award.when is not None:
            limits.append(_("chỉ đơn vị mà %(when)s") % {"when": words.text(award.when)})
        if award.from_classes:
            names = ", ".join(class_name(rulebook, c) for c in award.from_classes)
            limits.append(_("trong các đơn vị xếp loại %(names)s") % {"names": names})
        if award.places is not None:
            limits.append(_("từ hạng 1 đến hạng %(places)d") % {"places": award.places})
        if award.max is not None:
            limits.append(_("nhiều nhất %(max)s") % {"max": _limit_text(award.max, award.rounding, words)})
        if award.percent is not None:
            limits.append(_("nhiều nhất %(share)s số đơn vị") % {"share": percent_text(award.percent)})
        yield f"{award.name}: {'; '.join(limits) or '–'}.", source_text(award.source)


def ranking_lines(rulebook: Rulebook, words: Words) -> Iterator[tuple[str, str]]:
    """The order of units and the cascade that breaks ties."""
    yield from order_lines(rulebook, words)
    yield from tie_lines(rulebook, words)
    for line in unranked_lines(rulebook):
        yield line, ""


def order_lines(rulebook: Rulebook, words: Words) -> Iterator[tuple[str, str]]:
    """What units are ordered by."""
    for key in rulebook.ranking.by:
        yield _("Xếp theo %(key)s.") % {"key": key_text(key, words)}, source_text(key.source)


def tie_lines(rulebook: Rulebook, words: Words) -> Iterator[tuple[str, str]]:
    """What breaks ties, in turn."""
    for number, key in enumerate(rulebook.ranking.ties, start=1):
        yield (
            _("Khi bằng nhau, xét lần %(number)d: %(key)s.")
            % {"number": number, "key": key_text(key, words)},
            source_text(key.source),
        )


def unranked_lines(rulebook: Rulebook) -> Iterator[str]:
    """Classes whose units take no place."""
    for class_id in rulebook.ranking.leave_out:
        yield _("Đơn vị xếp loại %(name)s không xếp hạng.") % {"name": class_name(rulebook, class_id)}


def key_text(key: OrderKey, words: Words) -> str:
    """One key of the order in words."""
    if key.decided_by:
        how = {"ballot": _("bỏ phiếu"), "decision": _("quyết định")}[key.decided_by]
        return key.name if key.name and key.name.casefold() != how else how
    way = _("cao hơn xếp trước") if key.order == "desc" else _("thấp hơn xếp trước")
    return f"{key.name or (words.text(key.value) if key.value is not None else '')}, {way}"


def timeline_lines(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Dated steps."""
    for step in rulebook.timeline:
        text = _("Từ %(start)s đến %(end)s: %(what)s") % {
            "start": day_text(step.start),
            "end": day_text(step.end),
            "what": step.what or step.id,
        }
        yield (f"{text} ({step.who})." if step.who else f"{text}."), ""
