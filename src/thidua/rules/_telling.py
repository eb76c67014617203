"""Any written value of a rulebook in words: for comparing editions."""

import datetime as dt
from fractions import Fraction
from typing import Any

from thidua.rules import _model as m
from thidua.rules._expression import Expr
from thidua.rules._keys import Ends, Entry, Gives, Inside, Key, defaults_of
from thidua.rules._kinds import Exact, Kind, Several
from thidua.rules._patterns import Part, Rule, Tier, interval_text
from thidua.rules._program import words_of
from thidua.rules._rule_shapes import RuleKind
from thidua.rules._shape import OneOrSeveral, Shape
from thidua.rules._shapes import SOURCE, Effect
from thidua.rules._wording import number_text, percent_text

NONE = "không có"
VOCABULARY = {
    "base": "điểm chuẩn", "bonus": "điểm thưởng", "deduction": "điểm trừ",
    "sum": "cộng lại", "max": "lấy mục cao nhất", "mean": "lấy trung bình", "min": "lấy mục thấp nhất",
    "median": "lấy trung vị", "weighted": "trung bình có hệ số", "last": "lấy cột sau cùng",
    "rescale": "quy đổi theo phần còn lại", "full": "được điểm tối đa", "split": "chia cho các mục còn lại",
    "not_scored": "không chấm", "wait": "chờ số liệu", "zero": "0 điểm", "explain": "phải giải trình", "allow": "vẫn chấm",
    "allowed": "được dùng", "not_allowed": "không được dùng", "half_up": "làm tròn nửa lên",
    "half_even": "làm tròn nửa về số chẵn",
    "down": "làm tròn xuống", "up": "làm tròn lên", "criterion": "từng tiêu chí", "section": "từng nhóm",
    "total": "tổng điểm",
    "before_rounding": "khống chế trước khi làm tròn", "after_rounding": "khống chế sau khi làm tròn",
    "clamp": "khống chế tổng", "next_lower": "xuống mức liền kề đủ điều kiện", "decision": "do cấp có thẩm quyền quyết định",
    "next_class": "chuyển xuống mức liền kề", "ballot": "bỏ phiếu", "desc": "từ cao xuống thấp", "asc": "từ thấp lên cao",
    "higher": "càng cao càng tốt", "lower": "càng thấp càng tốt", "year": "năm", "half": "6 tháng",
    "quarter": "quý", "month": "tháng",
    "count": "số đếm", "number": "số", "money": "tiền", "percent": "phần trăm", "ratio": "tỷ lệ", "yes_no": "có/không",
    "choice": "lựa chọn", "official": "chính thức", "transcribed": "chép lại", "illustrative": "minh họa",
    "complete": "đầy đủ", "frame": "mới có khung", "disqualified": "không xếp hạng", "note": "ghi chú",
    "class": "xếp mức", "class_at_most": "không xếp quá mức",
}  # fmt: skip


class Telling:
    """Values of one rulebook in words."""

    def __init__(self, rulebook: m.Rulebook, language: str = "vi") -> None:
        self.rulebook = rulebook
        self.words = words_of(rulebook, language)
        self.say = self.words.say

    def value(self, kind: Kind, value: Any, owner: Any) -> str:
        """`value` of `kind` in words; `owner` is the object that holds it."""
        if value is None or value in ("", (), m.EvidenceNeed(())):
            return self.say(NONE)
        if isinstance(kind, RuleKind):
            return self.rule(value, owner)
        if isinstance(kind, Shape):
            return self.thing(kind, value)
        if isinstance(kind, Several | OneOrSeveral):
            return "; ".join(self.value(kind.of, v, owner) for v in value)
        if isinstance(kind, Exact) and kind.percent:
            return percent_text(value)
        return self.plain(value)

    def rule(self, rule: Rule, criterion: Any) -> str:
        """A rule in its own sentence, without the full stop."""
        return rule.sentence(self.words, criterion.max).rstrip(".")

    def plain(self, value: Any) -> str:
        """A text, number, expression, points, day or yes/no."""
        if isinstance(value, Fraction):
            return number_text(value)
        if isinstance(value, Part):
            return value.words(self.words)
        if isinstance(value, Expr):
            return self.words.text(value)
        if isinstance(value, bool):
            return self.say("có" if value else "không")
        if isinstance(value, dt.date):
            return f"{value:%d/%m/%Y}"
        if isinstance(value, tuple):
            return ", ".join(str(v) for v in value)
        if isinstance(value, str):
            return self.say(VOCABULARY[value]) if value in VOCABULARY else value
        return str(value)

    def thing(self, shape: Shape, thing: Any, skip: tuple[str, ...] = ()) -> str:
        """A mapping as `nhãn: giá trị`, defaults and the keys in `skip` left out."""
        if shape is SOURCE:
            return self.source(thing)
        entries = [e for e in shape.entries if not (isinstance(e, Key) and e.name in skip)]
        parts = [text for entry in entries for text in self.entry(entry, thing)]
        return "; ".join(parts) or self.say(NONE)

    def entry(self, entry: Entry, thing: Any) -> list[str]:
        """One key with its label; nothing where the default stands."""
        if isinstance(entry, Inside):
            return [text for key in entry.entries for text in self.entry(key, thing)]
        if isinstance(entry, Ends):
            return [self.band(getattr(thing, entry.attribute) if entry.attribute else thing)]
        if isinstance(entry, Effect):
            return [f"{self.label('Hệ quả')}: {self.effect(thing)}"]
        if isinstance(entry, Gives):
            part: Part = thing.gives
            return [part.words(self.words)]
        if not isinstance(entry, Key):
            return []
        value, defaults = getattr(thing, entry.field), defaults_of(type(thing))
        if not entry.required and entry.field in defaults and value == defaults[entry.field]:
            return []
        return [f"{self.label(entry.label)}: {self.value(entry.kind, value, thing)}"]

    def label(self, label: str) -> str:
        """A key's label inside a sentence."""
        return lower_first(self.say(label))

    def source(self, source: m.Source) -> str:
        """`157/KH-UBND ngày 18/11/2025, Phụ lục`."""
        dated = self.say(" ngày {day}", day=f"{source.issued:%d/%m/%Y}") if source.issued else ""
        parts = [f"{source.document}{dated}", source.issuer, source.article, source.note]
        return ", ".join(p for p in parts if p) or self.say(NONE)

    def effect(self, gate: m.Gate) -> str:
        """`không xếp quá mức HTT`."""
        return f"{self.say(VOCABULARY[gate.effect])} {gate.class_id}".strip()

    def band(self, band: m.Bounds | Tier) -> str:
        """`từ 70 đến dưới 90`."""
        low, high = ("" if end is None else number_text(end) for end in (band.low, band.high))
        return interval_text(self.words, band, low, high)


def lower_first(text: str) -> str:
    """`Điểm tối đa` -> `điểm tối đa`."""
    return text[:1].lower() + text[1:]
