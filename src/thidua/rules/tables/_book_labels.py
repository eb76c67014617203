"""Keys and choices of a rule as an office reads them: `Chiều tốt: càng cao càng tốt`, `{Từ: 90, Điểm: 5}`."""

from collections.abc import Mapping
from typing import Any

from thidua.rules._keys import Inside, Key
from thidua.rules._kinds import Choice, Expression, Kind, Pattern, Several
from thidua.rules._rule_shapes import PATTERN_SHAPES, RuleKind
from thidua.rules._shape import OneOrSeveral, Shape
from thidua.rules.tables._written import folded

CHOICES = {
    "higher": "càng cao càng tốt", "lower": "càng thấp càng tốt", "whole": "chỉ tính mức trọn",
    "pro_rata": "tính cả phần lẻ", "full": "được điểm tối đa", "undefined": "chờ quyết định",
    "rescale": "quy đổi theo phần còn lại", "split": "chia cho các mục còn lại", "not_scored": "không chấm",
    "zero": "0 điểm", "explain": "phải giải trình", "allow": "vẫn chấm", "sum": "cộng lại", "max": "lấy mục cao nhất",
    "mean": "lấy trung bình", "min": "lấy mục thấp nhất", "year": "năm", "half": "6 tháng", "quarter": "quý",
    "month": "tháng", "official": "chính thức", "transcribed": "chép lại", "illustrative": "minh họa",
    "complete": "đầy đủ", "frame": "mới có khung",
}  # fmt: skip
OF_MAXIMUM = "(% điểm tối đa)"
SHORT = {"Từ (kể cả)": "Từ", "Đến (kể cả)": "Đến"}  # inside brackets, where room is scarce


def entry_of(shape: Shape, name: str) -> Kind | None:
    """The kind of value under a key; None for what only the shape itself understands."""
    for entry in shape.entries:
        for key in entry.entries if isinstance(entry, Inside) else (entry,):
            if isinstance(key, Key) and key.name == name:
                return key.kind
    return None


def inner(kind: Kind | None) -> Kind | None:
    """What a list holds; anything else is itself."""
    return kind.of if isinstance(kind, Several | OneOrSeveral) else kind


def labels_in(shape: Shape) -> dict[str, str]:
    """The label of each key; the key itself where a label would name two."""
    properties = shape.definition()["properties"]
    labels = {key: str(about.get("description") or key) for key, about in properties.items() if key != "type"}
    shared = {name for name in labels.values() if list(labels.values()).count(name) > 1}
    return {key: key if name in shared else name for key, name in labels.items()}


def labels_of(pattern: str) -> dict[str, str]:
    """The label of each parameter of a pattern."""
    return labels_in(PATTERN_SHAPES[pattern])


def short_labels(shape: Shape) -> dict[str, str]:
    """Labels for the keys inside brackets."""
    labels = labels_in(shape)
    return {k: "% điểm tối đa" if v.endswith(OF_MAXIMUM) else SHORT.get(v, v) for k, v in labels.items()}


def in_words(kind: Kind | None, value: Any) -> Any:
    """A parameter with Vietnamese keys and choices; `from_words` turns it back."""
    kind = inner(kind)
    if isinstance(value, list):
        return [in_words(kind, v) for v in value]
    if isinstance(kind, Choice):
        return CHOICES.get(value, value)
    if isinstance(kind, Shape) and isinstance(value, dict):
        labels = short_labels(kind)
        return {labels.get(k, k): in_words(entry_of(kind, k), v) for k, v in value.items()}
    return value


def from_words(kind: Kind | None, value: Any, inputs: Mapping[str, str]) -> Any:
    """The parameter as the format has it; `inputs` are ids by folded name. What is no word stays."""
    kind = inner(kind)
    if isinstance(value, list):
        return [from_words(kind, v, inputs) for v in value]
    if isinstance(kind, Shape) and isinstance(value, dict):
        named = _with_keys(kind, value)
        return {k: from_words(entry_of(kind, k), v, inputs) for k, v in named.items()}
    if isinstance(kind, Choice) and isinstance(value, str):
        known = {folded(CHOICES[key]): key for key in kind.words if key in CHOICES}
        return known.get(folded(value), value)
    if isinstance(value, str) and names_input(kind) and value not in inputs.values():
        return inputs.get(folded(value), value)
    return value


def _with_keys(kind: Shape, value: dict[str, Any]) -> dict[str, Any]:
    """Labels as keys; one that is written twice stays, to be told as an unknown one."""
    keys = {folded(label): key for key, label in (*labels_in(kind).items(), *short_labels(kind).items())}
    named: dict[str, Any] = {}
    for said, inside in value.items():
        written = str(said)
        key = keys.get(folded(written), written)
        named[written if key in named else key] = inside
    return named


def names_input(kind: Kind | None) -> bool:
    """True where one input may stand alone."""
    return isinstance(kind, Expression) or (isinstance(kind, Pattern) and kind.refers == "input")


def label_at(shape: Shape, keys: list[str]) -> str:
    """The label of the last of the keys, each inside the one before."""
    here: Kind | None = shape
    for key in keys[:-1]:
        here = inner(entry_of(here, key)) if isinstance(here, Shape) else None
        if isinstance(here, RuleKind):
            return keys[-1]
    labels = (labels_in if here is shape else short_labels)(here) if isinstance(here, Shape) else {}
    return labels.get(keys[-1], keys[-1])
