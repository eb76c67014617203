"""How a rulebook's keys and values stand in the cells of a table."""

import json
import re
from fractions import Fraction
from typing import Any

from thidua.rules._patterns import PATTERNS
from thidua.rules._printing import decimal_text
from thidua.rules._rule_shapes import PATTERN_SHAPES
from thidua.rules._shapes import RULEBOOK
from thidua.rules._yaml import read_document
from thidua.rules.tables._book_labels import entry_of, in_words, labels_of
from thidua.rules.tables._written import folded, number_of

TABLE, INPUTS, GENERAL = "Bảng điểm", "Chỉ tiêu", "Quy định chung"
COLUMNS = {
    "id": "Số TT", "parent": "Thuộc mục", "name": "Nội dung, tiêu chí", "kind": "Loại", "max": "Điểm tối đa",
    "rule": "Cách chấm", "params": "Tham số", "inputs": "Chỉ tiêu", "evidence": "Minh chứng",
    "article": "Căn cứ (điều, mục)", "document": "Căn cứ (văn bản)", "note": "Ghi chú", "rest": "Quy định khác",
}  # fmt: skip
HEADINGS = {
    "id": {"số tt", "stt", "tt", "mục", "số thứ tự"}, "parent": {"thuộc mục"},
    "name": {"nội dung, tiêu chí", "nội dung", "tiêu chí", "nội dung tiêu chí", "nội dung thi đua",
             "nội dung, tiêu chí thi đua", "nội dung chấm điểm", "tên tiêu chí", "nội dung và tiêu chí"},
    "kind": {"loại"}, "max": {"điểm tối đa", "điểm chuẩn", "thang điểm", "điểm", "số điểm", "điểm thi đua"},
    "rule": {"cách chấm", "cách tính", "cách tính điểm"}, "params": {"tham số"},
    "inputs": {"chỉ tiêu", "số liệu"}, "evidence": {"minh chứng", "tài liệu minh chứng", "tài liệu kiểm chứng"},
    "article": {"căn cứ (điều, mục)", "căn cứ"}, "document": {"căn cứ (văn bản)"},
    "note": {"ghi chú", "hướng dẫn chấm"}, "rest": {"quy định khác"},
}  # fmt: skip
INPUT_COLUMNS = {
    "id": "Mã", "name": "Tên chỉ tiêu", "kind": "Loại số liệu", "unit": "Đơn vị tính", "numerator": "Tử số",
    "denominator": "Mẫu số", "choices": "Các lựa chọn", "rest": "Quy định khác",
}  # fmt: skip
INPUT_KINDS = {
    "count": "Số đếm", "number": "Số", "money": "Số tiền", "percent": "Phần trăm", "ratio": "Tỷ lệ (tử số, mẫu số)",
    "yes_no": "Có/không", "choice": "Lựa chọn",
}  # fmt: skip
KINDS = {"base": "Điểm nội dung", "bonus": "Điểm thưởng", "deduction": "Điểm trừ"}
FROM_COLUMN = ("input", "yes", "done", "of")  # parameters that the column of inputs may give
SAFE = re.compile(r"\w(?:[\w %./()-]*[\w%)])?")
NUMBERISH = re.compile(r"[-−]?[\d.,\u00a0 ]*\d ?%?")
MOST_PLACES = 18


def flow(value: Any) -> str:
    """A value of a rulebook file on one line of YAML; `parsed` reads it back equal."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(v) for v in value) + "]"
    if isinstance(value, Fraction):
        return decimal_text(value)
    if isinstance(value, str) and SAFE.fullmatch(value) and read_document(f"[{value}]").content == [value]:
        return value
    return json.dumps(value, ensure_ascii=False)


def parsed(text: str) -> Any:
    """The value of a cell of YAML. Raises `RulebookInvalid`."""
    return read_document(text).content


def parameter_text(value: Any) -> str:
    """A parameter as an officer reads it: numbers the Vietnamese way, lists on one line."""
    if isinstance(value, Fraction | int) and not isinstance(value, bool):
        return decimal_text(Fraction(value)).replace(".", ",")
    if (
        isinstance(value, str)
        and not NUMBERISH.fullmatch(value)
        and value.strip() == value
        and "\n" not in value
    ):
        return value if value and value[0] not in "[{\"'" else flow(value)
    if isinstance(value, str) and value.endswith("%") and NUMBERISH.fullmatch(value):
        return value.replace(".", ",")
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else flow(value)


def parameter_value(text: str) -> Any:
    """What `parameter_text` wrote, or an officer: `0,4` and `85 %` are numbers, `[…]` is a list.

    Raises `RulebookInvalid` or `MisreadError`.
    """
    if text[:1] in {"[", "{", '"'}:
        return parsed(text)
    if not NUMBERISH.fullmatch(text):
        return text
    number = number_of(text, MOST_PLACES)
    if number.percent:
        return f"{decimal_text(number.value)}%"
    return int(number.value) if number.value.denominator == 1 else number.value


def parameters_text(rule: dict[str, Any]) -> str:
    """One line a parameter: `Ngưỡng: 95%`."""
    labels, shape = labels_of(rule["type"]), PATTERN_SHAPES[rule["type"]]
    return "\n".join(
        f"{labels[k]}: {parameter_text(in_words(entry_of(shape, k), v))}"
        for k, v in rule.items()
        if k != "type"
    )


def pattern_named(text: str) -> str | None:
    """The type of the pattern with this label or name."""
    words = {folded(cls.label): name for name, cls in PATTERNS.items()} | {name: name for name in PATTERNS}
    return words.get(folded(text))


def general_labels() -> dict[str, str]:
    """The label of each key at the top of a rulebook file."""
    properties = RULEBOOK.definition()["properties"]
    return {k: str(v.get("description") or k) for k, v in properties.items() if k not in {"inputs", "items"}}
