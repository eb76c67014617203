"""Every problem of rulebooks and data in a Vietnamese or English sentence, with what to do about it."""

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from thidua.rules._errors import Problem
from thidua.rules._lint._zones import Zone
from thidua.rules._messages._linting import LINTING, REASONS, SETTINGS, TOPICS
from thidua.rules._messages._reading import DATA, READING
from thidua.rules._printing import decimal_text
from thidua.rules._wording import number_text

SENTENCES = READING | DATA | LINTING
MOST_SHOWN = 200
TYPES = {
    "number": ("số", "a number"), "integer": ("số nguyên", "a whole number"), "string": ("chữ", "a text"),
    "object": ("một nhóm khóa", "a mapping"), "array": ("một danh sách", "a list"),
    "boolean": ("true hoặc false", "true or false"), "null": ("trống", "empty"),
    "truth": ("một điều kiện đúng/sai", "a condition"), "text": ("một lựa chọn", "a choice"),
    "flag": ("có/không", "yes or no"),
}  # fmt: skip
EXPRESSION = {
    "too_long": ("biểu thức quá dài", "too long"),
    "too_deep": ("lồng quá nhiều tầng", "nested too deeply"),
    "unknown_sign": ("dấu lạ “{what}”", "unknown sign “{what}”"),
    "expected": ("thiếu “{what}”", "“{what}” expected"),
    "unexpected": ("thừa “{what}”", "unexpected “{what}”"),
    "ends_early": ("còn thiếu phần sau", "something is missing"),
    "chained": ("không so sánh liền hai lần; dùng and", "comparisons cannot be chained; use and"),
    "unknown_part": ("không có phần “.{what}”", "unknown part “.{what}”"),
    "unknown_function": ("hàm “{what}” không có hoặc sai số tham số",
                         "unknown function “{what}”, or a wrong number of arguments"),
}  # fmt: skip

YAML = {
    "found character that cannot start any token": "có ký tự không đặt được ở đây, thường là phím Tab hoặc dấu @, %",
    "found a tab character that violates indentation": "đầu dòng có phím Tab; dùng dấu cách",
    "found a tab character where an indentation space is expected": "đầu dòng có phím Tab; dùng dấu cách",
    "found unknown escape character": "dấu \\ trong ngoặc kép đặt không đúng chỗ",
    "mapping values are not allowed in this context": "dấu hai chấm hoặc khoảng trắng đầu dòng không đúng chỗ",
    "did not find expected key": "dòng này không thẳng hàng với các dòng trên, hoặc thiếu dấu hai chấm",
    "did not find expected ',' or ']'": "thiếu dấu phẩy hoặc dấu ]",
    "did not find expected ',' or '}'": "thiếu dấu phẩy hoặc dấu }",
    "did not find expected node content": "thiếu nội dung, hoặc ngoặc mở chưa đóng",
    "did not find expected '-' indicator": "dòng này không thẳng hàng với các mục của danh sách",
    "did not find expected <document start>": "nội dung thừa ở sau phần đã đóng",
    "could not find expected ':'": "thiếu dấu hai chấm",
    "found unexpected end of stream": "dấu ngoặc kép mở chưa đóng",
    "found unexpected document indicator": "dấu ngoặc kép mở chưa đóng",
    "block sequence entries are not allowed in this context": "dấu gạch đầu dòng đặt không đúng chỗ",
    "found undefined alias": "dấu * không dùng được ở đây",
    "control characters are not allowed": "có ký tự điều khiển không nhìn thấy",
}  # fmt: skip


def message(problem: Problem, language: str = "vi") -> str:
    """What is wrong, in one sentence; the code itself for a code of another package."""
    return _sentence(problem, 0, language) or problem.code


def suggestion(problem: Problem, language: str = "vi") -> str:
    """What to do about it; "" for a code of another package."""
    return _sentence(problem, 2, language)


def topic_name(topic: str, language: str = "vi") -> str:
    """The heading of a group of the linter's checks."""
    return TOPICS[topic][language != "vi"]


def types_text(wanted: str | list[str], language: str = "vi") -> str:
    """`số hoặc chữ`: what a value may be."""
    return _types(wanted, {}, language)


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def _sentence(problem: Problem, first: int, language: str) -> str:
    four = SENTENCES.get(problem.code)
    if four is None:
        return ""
    return four[first + (language != "vi")].format_map(_facts(problem.values, language))


def _facts(values: Mapping[str, Any], language: str) -> _Facts:
    facts = _Facts({k: _shown(k, v, values, language) for k, v in values.items()})
    facts["case"] = _case(values, facts, language)
    return facts


def _case(values: Mapping[str, Any], facts: _Facts, language: str) -> str:
    if "second" not in values:
        return ""
    case = (
        " Ví dụ {at}: {first} hoặc {second} điểm."
        if language == "vi"
        else " Example {at}: {first} or {second} points."
    )
    return case.format_map(facts)


def _shown(key: str, value: Any, values: Mapping[str, Any], language: str) -> str:
    if key in SPECIAL:
        return SPECIAL[key](value, values, language)
    if isinstance(value, Zone):
        return _zone(value, share=bool(values.get("share")), language=language)
    return _plain(value, language)


def _plain(value: Any, language: str) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, Fraction | int):
        return _number(Fraction(value), language)
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, dict):
        return TYPES["object"][language != "vi"]
    if isinstance(value, list | tuple):
        return ", ".join(_plain(v, language) for v in value)
    return _short(str(value))


def _short(text: str) -> str:
    """What a person wrote, cut where it runs on."""
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}..."


def _given(value: Any, _values: Mapping[str, Any], language: str) -> str:
    """The value that stood in the file or table."""
    return TYPES["array"][language != "vi"] if isinstance(value, list) else _plain(value, language)


def _number(value: Fraction, language: str) -> str:
    if language == "vi":
        return number_text(value)
    return decimal_text(value) or f"{value.numerator}/{value.denominator}"


def _zone(zone: Zone, *, share: bool, language: str) -> str:
    def end(value: Fraction) -> str:
        return f"{_number(value * 100, language)} %" if share else _number(value, language)

    vi = language == "vi"
    if zone.low is not None and zone.low == zone.high:
        return f"đúng {end(zone.low)}" if vi else f"of exactly {end(zone.low)}"
    parts = [] if zone.low is not None or zone.high is not None else ["bất kỳ" if vi else "of any size"]
    if zone.low is not None:
        from_word, above_word = ("từ", "trên") if vi else ("from", "above")
        parts.append(f"{from_word if zone.low_closed else above_word} {end(zone.low)}")
    if zone.high is not None:
        to_word, below_word = (
            ("đến", "đến dưới" if parts else "dưới") if vi else ("to", "to below" if parts else "below")
        )
        parts.append(f"{to_word if zone.high_closed else below_word} {end(zone.high)}")
    return " ".join(parts)


def _near(value: Any, _values: Mapping[str, Any], language: str) -> str:
    words = " Có phải “{}” không?" if language == "vi" else " Did you mean “{}”?"
    return words.format(value) if value else ""


def _types(value: Any, _values: Mapping[str, Any], language: str) -> str:
    names = value if isinstance(value, list) else [value]
    joint = " hoặc " if language == "vi" else " or "
    return joint.join(TYPES[n][language != "vi"] if n in TYPES else str(n) for n in names)


def _alike(value: Any, values: Mapping[str, Any], language: str) -> str:
    return _types(value, values, language) if value in TYPES else _plain(value, language)


def _reason(value: Any, values: Mapping[str, Any], language: str) -> str:
    both = EXPRESSION.get(value)
    if both:
        return both[language != "vi"].format_map(values)
    return YAML.get(value, "xem lại dòng này") if language == "vi" else str(value)


def _rewards(value: Any, _values: Mapping[str, Any], language: str) -> str:
    more, less = ("càng nhiều", "càng ít") if language == "vi" else ("more", "less")
    return more if value > 0 else less


def _measure(value: Any, _values: Mapping[str, Any], language: str) -> str:
    """“Việc chậm”, or “Việc chậm” so với “Việc được giao”."""
    return (" so với " if language == "vi" else " as a share of ").join(f"“{name}”" for name in value)


def _needs(value: Any, _values: Mapping[str, Any], _language: str) -> str:
    return "; ".join(value)


def _setting(value: Any, _values: Mapping[str, Any], language: str) -> str:
    return SETTINGS[value][language != "vi"]


def _by(value: Any, _values: Mapping[str, Any], language: str) -> str:
    return REASONS[value][language != "vi"]


SPECIAL = {
    "value": _given,
    "near": _near, "wanted": _types, "found": _types, "one": _alike, "other": _alike, "reason": _reason,
    "rewards": _rewards, "setting": _setting, "by": _by,
    "measure": _measure, "needs": _needs,
}  # fmt: skip
