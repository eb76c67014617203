"""Two editions of a rulebook: what was added, removed, renumbered, moved and changed, in sentences."""

import difflib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from thidua.rules._keys import Ends, Entry, Inside, Key
from thidua.rules._model import Criterion, Item, Quota, Rulebook, Section
from thidua.rules._printing import expression_text
from thidua.rules._shape import Shape
from thidua.rules._shapes import (
    AWARD,
    CLASS_SHAPE,
    COLUMN,
    CRITERION,
    GATE,
    INPUT_SHAPE,
    QUOTA,
    RANKING,
    ROUNDING,
    RULEBOOK,
    SCORERS,
    SECTION,
    STEP,
    TOTAL,
    VALUES,
    Effect,
)
from thidua.rules._speech import say
from thidua.rules._telling import NONE, Telling, lower_first
from thidua.rules._wording import number_text

SPOKEN: dict[type, tuple[str, str, Callable[[Telling, Any], str]]] = {
    Ends: ("band", "Khung điểm", lambda tell, grade: tell.band(grade.band)),
    Effect: ("effect", "Hệ quả", Telling.effect),
}
ALIKE = 0.8
APART = {"id", "items", "inputs", "gates", "classes", "quotas", "awards", "timeline", "columns",
         "rounding", "values", "total", "scorers", "ranking"}  # fmt: skip
SUBJECTS = {
    "item": "Mục", "input": "Chỉ tiêu", "gate": "Điều kiện", "class": "Mức", "quota": "Tỷ lệ khống chế mức",
    "award": "Khen thưởng",
    "step": "Bước", "column": "Cột điểm", "setting": "Quy định chung",
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One difference. `kind` is added, removed, renumbered, moved or changed; `subject` item, input,
    gate, class, quota, award, step, column or setting; `field` and `label` say what changed."""

    kind: str
    subject: str
    old_id: str
    new_id: str
    name: str
    field: str = ""
    label: str = ""
    before: str = ""
    after: str = ""
    language: str = "vi"

    @property
    def sentence(self) -> str:
        """The difference in one sentence of `language`."""
        what = say(self.language, SUBJECTS[self.subject])
        code = self.new_id or self.old_id
        head = f"{what} {code}".strip() if self.subject in {"item", "class", "quota"} else what
        named = f"{head} “{self.name}”" if self.name else head
        if self.kind == "added":
            return say(self.language, "Thêm {what}: {how}", what=lower_first(named), how=self.after)
        if self.kind == "removed":
            return say(self.language, "Bỏ {what}: {how}", what=lower_first(named), how=self.before)
        if self.kind == "renumbered":
            text = "{what}: số thứ tự {old} nay là {new}."
            return say(self.language, text, what=named, old=self.old_id, new=self.new_id)
        text = "{what}: {label} trước là “{before}”, nay là “{after}”."
        facts = {"label": lower_first(self.label), "before": self.before, "after": self.after}
        return say(self.language, text, what=named, **facts)


@dataclass(frozen=True)
class Row:
    """One line of two editions side by side; an empty side has no such item."""

    depth: int
    old: Item | None
    new: Item | None
    old_text: str
    new_text: str
    changes: tuple[Change, ...]


def compare(old: Rulebook, new: Rulebook, language: str = "vi") -> tuple[Change, ...]:
    """Every difference between two editions: settings, inputs, items, gates, classes, quotas, awards, steps."""
    return tuple(_Comparison(old, new, language).all())


def side_by_side(old: Rulebook, new: Rulebook, language: str = "vi") -> tuple[Row, ...]:
    """The items of both editions in printed order, each pair on one row with its differences."""
    return tuple(_Comparison(old, new, language).rows())


class _Comparison:
    def __init__(self, old: Rulebook, new: Rulebook, language: str) -> None:
        self.old, self.new = old, new
        self.tell_old, self.tell_new = Telling(old, language), Telling(new, language)
        self.say, self.change = self.tell_new.say, partial(Change, language=language)
        self.olds, self.news = _flat(old.items, 0, ""), _flat(new.items, 0, "")
        self.pairs = _paired(self.olds, self.news)
        self.new_of = {old_id: new_id for old_id, new_id in self.pairs if old_id and new_id}

    def all(self) -> Iterator[Change]:
        yield from self.settings()
        yield from self.listed("column", COLUMN, self.old.scorers.columns, self.new.scorers.columns)
        yield from self.listed("input", INPUT_SHAPE, self.old.inputs, self.new.inputs)
        for old, new in self.item_pairs():
            yield from self.item(old, new)
        yield from self.listed("gate", GATE, self.old.gates, self.new.gates)
        yield from self.listed("class", CLASS_SHAPE, self.old.classes, self.new.classes)
        yield from self.listed("quota", QUOTA, self.old.quotas, self.new.quotas)
        yield from self.listed("award", AWARD, self.old.awards, self.new.awards)
        yield from self.listed("step", STEP, self.old.timeline, self.new.timeline)

    def settings(self) -> Iterator[Change]:
        yield from self.fields("setting", RULEBOOK, self.old, self.new)
        for shape, name in ((ROUNDING, "rounding"), (VALUES, "values"), (TOTAL, "total"), (SCORERS, "scorers"),
                            (RANKING, "ranking")):  # fmt: skip
            yield from self.fields("setting", shape, getattr(self.old, name), getattr(self.new, name))

    def listed(
        self, subject: str, shape: Shape, old: tuple[Any, ...], new: tuple[Any, ...]
    ) -> Iterator[Change]:
        """Differences between two lists whose members have ids."""
        several = {c for things in (old, new) for c, n in Counter(map(_code, things)).items() if n > 1}
        olds, news = _keyed(old, several), _keyed(new, several)
        for key in [*olds, *(k for k in news if k not in olds)]:
            before, after = olds.get(key), news.get(key)
            code, name = _code(after or before), self.title(after or before)
            if before is None:
                yield self.change(
                    "added", subject, "", code, name, after=self.member(self.tell_new, shape, after)
                )
            elif after is None:
                yield self.change(
                    "removed", subject, code, "", name, before=self.member(self.tell_old, shape, before)
                )
            else:
                yield from self.fields(subject, shape, before, after)

    def title(self, thing: Any) -> str:
        """The name of a member; of a quota the units that it is for."""
        if isinstance(thing, Quota):
            return self.tell_new.words.text(thing.when) if thing.when is not None else ""
        return _title(thing)

    def member(self, telling: Telling, shape: Shape, thing: Any) -> str:
        """One member of a list, beside its id and name."""
        return telling.thing(shape, thing, skip=("id", "name", "class")) + "."

    def item_pairs(self) -> Iterator[tuple[Item | None, Item | None]]:
        for old_id, new_id in self.pairs:
            yield self.old.item_by_id.get(old_id), self.new.item_by_id.get(new_id)

    def item(self, old: Item | None, new: Item | None) -> Iterator[Change]:
        """Differences of one pair; one side may be absent."""
        if old is None or new is None:
            one = new or old
            if one is not None:
                text = self.item_text(one, self.tell_new if new else self.tell_old)
                kind, sides = ("added", {"after": text}) if new else ("removed", {"before": text})
                yield self.change(
                    kind, "item", old.id if old else "", new.id if new else "", one.name, **sides
                )
            return
        if old.id != new.id:
            yield self.change("renumbered", "item", old.id, new.id, new.name, before=old.id, after=new.id)
        above_old, above_new = self.olds[old.id][1], self.news[new.id][1]
        if self.new_of.get(above_old, "") != above_new:
            places = {"before": above_old or self.say(NONE), "after": above_new or self.say(NONE)}
            label = self.say("Thuộc mục")
            yield self.change("moved", "item", old.id, new.id, new.name, "place", label, **places)
        shape = SECTION if isinstance(new, Section) else CRITERION
        if type(old) is type(new):
            yield from self.fields("item", shape, old, new)
        else:
            texts = {
                "before": self.item_text(old, self.tell_old),
                "after": self.item_text(new, self.tell_new),
            }
            label = self.say("Cách tính điểm")
            yield self.change("changed", "item", old.id, new.id, new.name, "rule", label, **texts)

    def fields(self, subject: str, shape: Shape, old: Any, new: Any) -> Iterator[Change]:
        """Differences key by key."""
        ids = (_code(old), _code(new)) if subject != "setting" else ("", "")
        name = self.title(new) if subject != "setting" else ""
        for entry in shape.entries:
            for field, label, before, after in self.differing(entry, old, new):
                yield self.change("changed", subject, *ids, name, field, label, before, after)

    def differing(self, entry: Entry, old: Any, new: Any) -> Iterator[tuple[str, str, str, str]]:
        if isinstance(entry, Inside):
            for key in entry.entries:
                for field, label, *texts in self.differing(key, old, new):
                    yield field, f"{self.say(entry.label)} – {lower_first(label)}", texts[0], texts[1]
        elif type(entry) in SPOKEN:
            field, label, tell = SPOKEN[type(entry)]
            before, after = tell(self.tell_old, old), tell(self.tell_new, new)
            if before != after:
                yield field, self.say(label), before, after
        elif isinstance(entry, Key) and entry.name not in APART:
            yield from self.key(entry, old, new)

    def key(self, key: Key, old: Any, new: Any) -> Iterator[tuple[str, str, str, str]]:
        before, after = getattr(old, key.field), getattr(new, key.field)
        if before == after:
            return
        texts = self.tell_old.value(key.kind, before, old), self.tell_new.value(key.kind, after, new)
        yield key.name, self.say(key.label), *texts

    def item_text(self, item: Item, telling: Telling) -> str:
        """The item in one line: maximum and rule."""
        if isinstance(item, Criterion):
            rule = telling.rule(item.rule, item)
            return self.say("tối đa {max} điểm. {rule}.", max=number_text(item.max), rule=rule)
        inside = self.say("{count} mục con.", count=len(item.items))
        if item.max is None:
            return inside
        return self.say("tối đa {max} điểm, {inside}", max=number_text(item.max), inside=inside)

    def rows(self) -> Iterator[Row]:
        for old, new in self.item_pairs():
            depth = self.news[new.id][0] if new else self.olds[old.id][0] if old else 0
            old_text = self.item_text(old, self.tell_old) if old else ""
            new_text = self.item_text(new, self.tell_new) if new else ""
            yield Row(depth, old, new, old_text, new_text, tuple(self.item(old, new)))


def _code(thing: Any) -> str:
    return str(getattr(thing, "id", "") or getattr(thing, "class_id", ""))


def _keyed(things: tuple[Any, ...], several: set[str]) -> dict[str, Any]:
    """Members by id; quotas of a class that has several also by the units that they are for."""
    found: dict[str, Any] = {}
    for thing in things:
        key = _code(thing)
        if key in several and isinstance(thing, Quota) and thing.when is not None:
            key = f"{key} {expression_text(thing.when)}"
        while key in found:
            key += "'"
        found[key] = thing
    return found


def _title(thing: Any) -> str:
    return str(getattr(thing, "name", "") or getattr(thing, "what", ""))


Flat = dict[str, tuple[int, str, Item]]


def _flat(items: tuple[Item, ...], depth: int, above: str) -> Flat:
    """Every item by id in printed order, with its depth and the id of the section around it."""
    found: Flat = {}
    for item in items:
        found[item.id] = (depth, above, item)
        if isinstance(item, Section):
            found.update(_flat(item.items, depth + 1, item.id))
    return found


def _paired(olds: Flat, news: Flat) -> list[tuple[str, str]]:
    """Pairs of old and new ids in the order of the new edition; "" where a side has none."""
    new_of: dict[str, str] = {}
    for same in (_same_both, _same_name, _same_id, _alike):
        for old_id in [i for i in olds if i not in new_of]:
            free = [i for i in news if i not in new_of.values()]
            match = [i for i in free if same(olds[old_id][2], news[i][2])]
            if match and (same is not _same_name or len(match) == 1):
                new_of[old_id] = match[0]
    old_of = {new: old for old, new in new_of.items()}
    keys_old = [new_of.get(i, f"-{i}") for i in olds]
    keys_new = list(news)
    pairs: list[tuple[str, str]] = []
    matcher = difflib.SequenceMatcher(None, keys_old, keys_new, autojunk=False)
    for _tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        pairs += [
            (key[1:], "") for key in keys_old[old_from:old_to] if key.startswith("-") and key not in news
        ]
        pairs += [(old_of.get(key, ""), key) for key in keys_new[new_from:new_to]]
    return pairs


def _name(item: Item) -> str:
    return " ".join(unicodedata.normalize("NFC", item.name).casefold().split())


def _same_both(one: Item, other: Item) -> bool:
    return one.id == other.id and _name(one) == _name(other)


def _same_name(one: Item, other: Item) -> bool:
    return _name(one) == _name(other) and type(one) is type(other)


def _same_id(one: Item, other: Item) -> bool:
    return one.id == other.id


def _alike(one: Item, other: Item) -> bool:
    close = difflib.SequenceMatcher(None, _name(one), _name(other)).ratio() >= ALIKE
    return close and type(one) is type(other)
