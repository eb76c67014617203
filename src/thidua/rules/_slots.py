"""What a person fills in to write one part of a rulebook, told by the shapes of the format: for who builds a form."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from thidua.rules._keys import Ends, Entry, Inside, Key
from thidua.rules._kinds import Boolean, Choice, Date, Exact, Expression, Integer, Kind, Pattern, Several
from thidua.rules._shape import Shape
from thidua.rules._shapes import RULEBOOK, SHAPES, Effect, Items, QuotaBase
from thidua.rules._telling import VOCABULARY

BY_MODEL = {shape.make: shape for shape in (*SHAPES, RULEBOOK)}


@dataclass(frozen=True)
class Slot:
    """One value: the file's `key`, the model's `field`, what it `holds`, its label, its default.

    `holds` is text, date, number, share, whole, truth, expression, condition, code, input, inputs, class,
    classes, choice, choices, order (all of `words`, in some order), band, effect, base, thing, rows, items.
    """

    key: str
    field: str
    holds: str
    label: str
    required: bool = False
    default: Any = None
    nullable: bool = False
    words: tuple[str, ...] = ()
    low: int = 0
    high: int = 0
    pattern: str = ""
    of: type | None = None


def slots_of(make: type) -> tuple[Slot, ...]:
    """The slots of a part of the model, in the order of the format. KeyError for what is no part."""
    defaults = {f.name: f.default for f in dataclasses.fields(make)}
    return tuple(_slots(BY_MODEL[make].entries, defaults))


def choice_word(word: str) -> str:
    """A choice of the format in Vietnamese (`say` has its English); the word itself where it has none."""
    return VOCABULARY.get(word, word)


def _slots(entries: tuple[Entry, ...], defaults: dict[str, Any]) -> Iterator[Slot]:
    for entry in entries:
        match entry:
            case Key():
                yield _slot(entry, defaults)
            case Inside(entries=keys, label=label):
                for slot in _slots(keys, defaults):
                    yield dataclasses.replace(slot, key=f"{entry.name}.{slot.key}", label=slot.label or label)
            case Ends(attribute=attribute):
                yield Slot(attribute, attribute, "band", "")
            case Effect():
                yield Slot(entry.name, entry.name, "effect", "Hệ quả", required=True,
                           words=(*entry.WORDS, *entry.LIMITS))  # fmt: skip


def _slot(key: Key, defaults: dict[str, Any]) -> Slot:
    default = defaults.get(key.field)
    absent = default is dataclasses.MISSING or default is None
    return Slot(
        key=key.name,
        field=key.field,
        label=key.label,
        required=key.required,
        default=None if absent else default,
        nullable=getattr(key.kind, "nullable", False) or (default is None and not key.required),
        **_held(key.kind),
    )


def _held(kind: Kind) -> dict[str, Any]:  # noqa: C901, PLR0912 - one line per kind
    match kind:
        case Expression(truth=truth):
            return {"holds": "condition" if truth else "expression"}
        case Exact(percent=percent):
            return {"holds": "share" if percent else "number"}
        case Integer(low=low, high=high):
            return {"holds": "whole", "low": low, "high": high}
        case Choice(words=words):
            return {"holds": "choice", "words": words}
        case Pattern(pattern=pattern, refers=refers):
            return {"holds": refers or "code", "pattern": pattern}
        case Several(of=Choice(words=words), least=least):
            return {"holds": "order" if least == len(words) else "choices", "words": words}
        case Several(of=Pattern(refers=refers)):
            return {"holds": {"input": "inputs", "class": "classes"}[refers]}
        case Several(of=Shape(make=make)):
            return {"holds": "rows", "of": make}
        case Shape(make=make):
            return {"holds": "thing", "of": make}
    plain = {Boolean: "truth", Date: "date", QuotaBase: "base", Items: "items", Kind: "text"}
    return {"holds": plain[type(kind)]}
