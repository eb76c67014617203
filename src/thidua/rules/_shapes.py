"""Every mapping of the rulebook format: its keys in printed order and the model class it becomes.

`rulebook.schema.json` is generated from here (a test compares it), and so are reading and writing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.rules import _model as m
from thidua.rules._keys import (
    Constant,
    Ends,
    Entry,
    Fields,
    Inside,
    Key,
    defaults_of,
    read_entries,
    write_entries,
)
from thidua.rules._kinds import (
    SLUG_PATTERN,
    Boolean,
    Choice,
    Exact,
    Integer,
    Kind,
    Pattern,
    Reader,
    Schema,
    Several,
)
from thidua.rules._rule_shapes import PART_SHAPES, PATTERN_SHAPES, RuleKind
from thidua.rules._shape import (
    CHOICE_ID,
    CLASS,
    CONDITION,
    DATE,
    IDENTIFIER,
    INPUT,
    LEFT_OUT,
    NAME,
    NUMBER,
    PERCENT,
    PRINTED,
    ROUNDING_MODE,
    TEXT,
    VALUE,
    Shape,
    text,
)
from thidua.rules._yaml import Place

SILENCES = ("rounding", "total.ceiling", "class_fallback", "classes", "quotas.of", "quotas.rounding",
            "values.missing", "values.not_applicable", "values.not_assigned", "ranking.ties", "partial")  # fmt: skip


class Items(Kind):
    """The tree: sections have `items`, criteria have a `rule`."""

    def schema(self) -> Schema:
        return {"type": "array", "items": {"$ref": "#/$defs/item"}, "maxItems": 1000}

    def read(self, value: Any, place: Place, reader: Reader) -> Any:
        return tuple(
            (SECTION if "items" in v else CRITERION).read(v, (*place, i), reader) for i, v in enumerate(value)
        )

    def write(self, value: Any) -> Any:
        return [(SECTION if isinstance(v, m.Section) else CRITERION).write(v) for v in value]


class QuotaBase(Kind):
    """`all`, or a list of class ids."""

    def schema(self) -> Schema:
        return {"if": {"type": "array"}, "then": Several(CLASS, 1).schema(), "else": {"const": "all"}}

    def read(self, value: Any, place: Place, reader: Reader) -> Any:  # noqa: ARG002
        return None if value == "all" else tuple(value)

    def write(self, value: Any) -> Any:
        return "all" if value is None else list(value)


@dataclass(frozen=True)
class Effect(Entry):
    """A gate's effect: a word, or the class it leads to or stops at."""

    required: bool = True
    name: str = "effect"
    WORDS = ("disqualified", "zero", "note")
    LIMITS = ("class", "class_at_most")

    def schemas(self) -> dict[str, Schema]:
        limits = {name: CLASS.schema() for name in self.LIMITS}
        limit = {"additionalProperties": False, "properties": limits, "minProperties": 1, "maxProperties": 1}
        rule = {"if": {"type": "object"}, "then": limit, "else": {"enum": list(self.WORDS)}}
        return {self.name: {**rule, "description": "Hệ quả khi điều kiện xảy ra"}}

    def read(self, mapping: Mapping[str, Any], place: Place, reader: Reader) -> Fields:  # noqa: ARG002
        effect = mapping[self.name]
        if isinstance(effect, str):
            return {"effect": effect}
        ((name, class_id),) = effect.items()
        return {"effect": name, "class_id": class_id}

    def write(self, thing: m.Gate, defaults: Fields) -> Fields:  # noqa: ARG002
        return {self.name: thing.effect if thing.effect in self.WORDS else {thing.effect: thing.class_id}}


SOURCE = Shape("source", m.Source, (
    text("document", "Số, ký hiệu văn bản"), text("issuer", "Cơ quan ban hành"),
    Key("issued", DATE, "Ngày ban hành"), text("article", "Điều, khoản, mục"), text("note", "Ghi chú"),
))  # fmt: skip
SOURCE_KEY, NOTE_KEY = Key("source", SOURCE, "Căn cứ"), text("note", "Ghi chú")
CHOICE_SHAPE = Shape("choice", m.Choice, (
    Key("id", CHOICE_ID, "Mã", required=True), text("name", "Tên", required=True),
))  # fmt: skip


def _whole_numbers(kind: str) -> bool:
    return kind in {"count", "money", "yes_no", "choice"}


def input_defaults(kind: str) -> Fields:
    """Limits and decimals of an input that names none."""
    high = {"money": 10**15, "percent": 1000, "yes_no": 1}.get(kind, 10**9)
    return {"places": 0 if _whole_numbers(kind) else 2, "low": Fraction(0), "high": Fraction(high)}


class InputShape(Shape):
    """An input: decimals and limits default by its kind."""

    def read(self, value: Mapping[str, Any], place: Place, reader: Reader) -> m.Input:
        fields = read_entries(self.entries, value, place, reader)
        return m.Input(**{**input_defaults(fields["kind"]), **fields})

    def write(self, value: m.Input) -> Fields:
        return write_entries(self.entries, value, {**defaults_of(m.Input), **input_defaults(value.kind)})


INPUT_SHAPE = InputShape("input", m.Input, (
    Key("id", IDENTIFIER, "Mã", required=True), text("name", "Tên chỉ tiêu", required=True),
    Key("kind", Choice(("count", "number", "money", "percent", "ratio", "yes_no", "choice")), "Loại số liệu", required=True),
    text("unit", "Đơn vị tính"), Key("direction", Choice(("higher", "lower")), "Chiều tốt"),
    Key("places", Integer(0, 6), "Số chữ số thập phân"), Key("min", NUMBER, "Giá trị nhỏ nhất", "low"),
    Key("max", NUMBER, "Giá trị lớn nhất", "high"), Key("choices", Several(CHOICE_SHAPE, 1), "Các lựa chọn"),
    Key("when_missing", Exact(nullable=True), "Giá trị khi không báo cáo"),
    text("numerator", "Tử số"), text("denominator", "Mẫu số"), text("definition", "Định nghĩa, cách tính"),
    Key("definition_version", Integer(1, 1000), "Phiên bản định nghĩa"),
    Key("frequency", Choice(("year", "half", "quarter", "month")), "Kỳ báo cáo"),
    Inside("from_system", (text("name", "Tên hệ thống", attribute="from_system"),
                           Key("published_on", DATE, "Ngày công bố")), "Lấy từ hệ thống khác"),
    SOURCE_KEY,
))  # fmt: skip

# ---- the tree ----
SUB_CAP = Shape("sub_cap", m.SubCap, (
    Key("when", CONDITION, "Khi", required=True), Key("max", NUMBER, "Không quá", required=True), NOTE_KEY, SOURCE_KEY,
))  # fmt: skip
PENALTY = Shape("penalty", m.Penalty, (
    Key("input", INPUT, "Số vụ việc", required=True), Key("percent_each", PERCENT, "Mỗi vụ trừ (%)", required=True),
    Key("cap", PERCENT, "Trừ không quá (%)"), NOTE_KEY, SOURCE_KEY,
))  # fmt: skip
PRORATE = Shape("prorate", m.Prorate, (
    Key("input", INPUT, "Số tháng", required=True), Key("of", Exact(positive=True), "Trên tổng số", required=True),
))  # fmt: skip
EVIDENCE = Shape("evidence", m.EvidenceNeed, (
    Key("required", Several(TEXT, 1), "Hồ sơ, minh chứng phải có", required=True),
    Key("if_missing", Choice(("zero", "explain", "allow")), "Khi thiếu"),
))  # fmt: skip
_HEAD = (Key("id", PRINTED, "Số thứ tự in trong văn bản, đặt trong dấu ngoặc kép", required=True),
         Key("number", PRINTED, "Số thứ tự in trong văn bản khi trùng với mục khác"),
         text("name", "Tên", required=True))  # fmt: skip
_ITEM = (
    Key("weight", NUMBER, "Hệ số"), Key("not_applicable", LEFT_OUT, "Khi không áp dụng"),
    Key("not_assigned", LEFT_OUT, "Khi không được giao"), Key("applies_when", CONDITION, "Áp dụng khi"),
    Key("caps", Several(SUB_CAP), "Mức trần có điều kiện"), Key("prorate", PRORATE, "Tính theo thời gian"),
)  # fmt: skip
_TAIL = (NOTE_KEY, SOURCE_KEY)
CRITERION = Shape("criterion", m.Criterion, (
    *_HEAD, Key("max", NUMBER, "Điểm tối đa in trong văn bản", required=True),
    Key("floor", NUMBER, "Điểm thấp nhất"), *_ITEM,
    Key("penalties", Several(PENALTY), "Trừ theo tỷ lệ"), Key("evidence", EVIDENCE, "Minh chứng"),
    text("carried_to", "Kết quả dùng cho bảng"), Key("rule", RuleKind(), "Cách tính điểm", required=True),
    Key("also_printed", RuleKind(), "Cách tính thứ hai mà văn bản in cho cùng mục"), *_TAIL,
))  # fmt: skip
SECTION = Shape("section", m.Section, (
    *_HEAD, Key("max", Exact(nullable=True), "Điểm tối đa in trong văn bản"),
    Key("kind", Choice(("base", "bonus", "deduction")), "Loại: điểm chuẩn, thưởng, trừ"),
    Key("combine", Choice(("sum", "max", "mean", "min")), "Cách gộp"), *_ITEM,
    Key("printed_rescale", Exact(nullable=True), "Hằng số quy đổi in trong văn bản"), *_TAIL,
    Key("items", Items(), "Các mục con", required=True),
))  # fmt: skip

# ---- settings, order, classes ----
ROUNDING = Shape("rounding", m.Rounding, (
    Key("places", Integer(0, 3), "Số chữ số"), Key("mode", ROUNDING_MODE, "Kiểu làm tròn"),
    Key("at", Choice(("criterion", "section", "total")), "Làm tròn ở đâu"),
    Key("caps", Choice(("before_rounding", "after_rounding")), "Khống chế trước hay sau khi làm tròn"),
))  # fmt: skip
VALUES = Shape("values", m.ValuePolicy, (
    Key("missing", Choice(("wait", "zero")), "Khi chưa có số liệu"),
    Key("not_applicable", LEFT_OUT, "Khi không áp dụng"), Key("not_assigned", LEFT_OUT, "Khi không được giao"),
    Key("estimates", Choice(("allowed", "not_allowed")), "Số ước"),
))  # fmt: skip
LIMIT = Exact(nullable=True)
TOTAL = Shape("total", m.TotalPolicy, (
    Key("floor", LIMIT, "Tổng điểm thấp nhất"), Key("ceiling", LIMIT, "Tổng điểm cao nhất"),
    Key("bonus_max", LIMIT, "Tổng điểm thưởng không quá"), Key("deduction_max", LIMIT, "Tổng điểm trừ không quá"),
    Key("order", Several(Choice(("bonus", "deduction", "clamp")), 3), "Thứ tự các bước cuối"),
))  # fmt: skip
COLUMN = Shape("scorer_column", m.ScorerColumn, (
    Key("id", IDENTIFIER, "Mã", required=True), text("name", "Tên cột", required=True), Key("weight", NUMBER, "Hệ số"),
))  # fmt: skip
SCORERS = Shape("scorers", m.Scorers, (
    Key("columns", Several(COLUMN, 1), "Các cột điểm, theo thứ tự"),
    Key("combine", Choice(("last", "mean", "median", "sum", "weighted")), "Cách lấy điểm"),
))  # fmt: skip
GATE = Shape("gate", m.Gate, (
    Key("id", IDENTIFIER, "Mã", required=True), text("name", "Tên", required=True),
    Key("when", CONDITION, "Khi", required=True), Effect(), SOURCE_KEY,
))  # fmt: skip
NEED = Shape("need", m.ClassNeed, (
    Key("when", CONDITION, "Điều kiện", required=True), text("name", "Tên điều kiện", required=True), SOURCE_KEY,
))  # fmt: skip
CLASS_SHAPE = Shape("class", m.GradeClass, (
    Key("id", NAME, "Mã", required=True), text("name", "Tên mức xếp loại", required=True), Ends("band"),
    Key("needs", Several(NEED), "Điều kiện kèm theo"), SOURCE_KEY,
))  # fmt: skip
QUOTA = Shape("quota", m.Quota, (
    Key("class", CLASS, "Mức bị khống chế", "class_id", required=True),
    Key("when", CONDITION, "Chỉ với đơn vị mà"), Key("and_better", Boolean(), "Tính chung với các mức cao hơn"),
    Key("percent", Exact(percent=True, nullable=True), "Không quá (%)"),
    Key("max", VALUE, "Không quá (số đơn vị)"), Key("of", QuotaBase(), "Tính trên"),
    Key("counting_itself", Boolean(), "Có tính cả mức này"), Key("rounding", ROUNDING_MODE, "Làm tròn"),
    Key("raise_to", Exact(percent=True, nullable=True), "Có thể nâng đến (%)"),
    Key("excess", Choice(("next_class", "decision")), "Phần vượt"), SOURCE_KEY,
))  # fmt: skip
AWARD = Shape("award", m.AwardRule, (
    Key("id", IDENTIFIER, "Mã", required=True), text("name", "Tên", required=True),
    Key("when", CONDITION, "Chỉ với đơn vị mà"),
    Key("from_classes", Several(CLASS), "Từ các mức"), Key("places", Integer(1, 10**6), "Từ hạng 1 đến hạng"),
    Key("max", VALUE, "Không quá (số đơn vị)"),
    Key("percent", Exact(percent=True, nullable=True), "Không quá (%)"),
    Key("rounding", ROUNDING_MODE, "Làm tròn"), SOURCE_KEY,
))  # fmt: skip
ORDER_KEY = Shape("order_key", m.OrderKey, (
    Key("value", VALUE, "Xếp theo"), Key("order", Choice(("desc", "asc")), "Chiều xếp"),
    Key("decided_by", Choice(("ballot", "decision")), "Do bỏ phiếu hoặc quyết định"), text("name", "Tên"), SOURCE_KEY,
))  # fmt: skip
RANKING = Shape("ranking", m.RankingRule, (
    Key("by", Several(ORDER_KEY), "Xếp hạng theo"), Key("ties", Several(ORDER_KEY), "Khi bằng nhau"),
    Key("leave_out", Several(CLASS), "Mức không xếp hạng"),
))  # fmt: skip
STEP = Shape("timeline_step", m.TimelineStep, (
    Key("id", IDENTIFIER, "Mã", required=True), Key("from", DATE, "Từ ngày", "start", required=True),
    Key("to", DATE, "Đến ngày", "end", required=True), text("who", "Ai làm"), text("what", "Việc"),
    Key("needs", Several(INPUT), "Số liệu cần có"),
))  # fmt: skip
RULEBOOK = Shape("rulebook", m.Rulebook, (
    Constant("format", "thidua-rulebook/1"), Key("id", Pattern(SLUG_PATTERN), "Mã bảng điểm", required=True),
    text("title", "Tên bảng điểm", required=True),
    Key("status", Choice(("official", "transcribed", "illustrative")), "Chính thức, chép lại hay minh họa",
        required=True),
    Key("completeness", Choice(("complete", "frame")), "Đầy đủ hay chỉ có khung"), NOTE_KEY,
    Inside("in_force", (Key("from", DATE, "Từ ngày", "from_on"),
                        Key("until", DATE, "Đến hết ngày", "until_on")), "Hiệu lực"),
    SOURCE_KEY, Inside("scale", (Key("max", LIMIT, "Điểm tối đa in cho cả bảng", "scale_max"),), "Thang điểm"),
    Key("silent_on", Several(Choice(SILENCES)), "Điều văn bản không nói rõ, phải hiểu theo thiết lập ở đây"),
    Key("rounding", ROUNDING, "Làm tròn"), Key("values", VALUES, "Giá trị thiếu, không áp dụng"),
    Key("total", TOTAL, "Tổng điểm"), Key("scorers", SCORERS, "Người chấm"),
    Key("inputs", Several(INPUT_SHAPE), "Số liệu"), Key("items", Items(), "Các mục chấm điểm"),
    Key("gates", Several(GATE), "Điều kiện loại, hạ mức"),
    Key("classes", Several(CLASS_SHAPE), "Mức xếp loại, từ cao xuống thấp"),
    Key("class_fallback", Choice(("next_lower", "decision")), "Khi thiếu điều kiện của mức"),
    Key("quotas", Several(QUOTA), "Tỷ lệ khống chế"), Key("awards", Several(AWARD), "Đề nghị khen thưởng"),
    Key("ranking", RANKING, "Xếp hạng"), Key("timeline", Several(STEP), "Lịch thực hiện"),
))  # fmt: skip
SHAPES: tuple[Shape, ...] = (
    SOURCE, CHOICE_SHAPE, INPUT_SHAPE, *PATTERN_SHAPES.values(), *PART_SHAPES, SUB_CAP, PENALTY, PRORATE, EVIDENCE,
    CRITERION, SECTION, ROUNDING, VALUES, TOTAL, COLUMN, SCORERS, GATE, NEED, CLASS_SHAPE, QUOTA, AWARD,
    ORDER_KEY, RANKING, STEP,
)  # fmt: skip
