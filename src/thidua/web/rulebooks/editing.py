"""Changes to a rulebook on screen: pure functions from one rulebook to the next.

They keep the tree consistent (unique ids, references to a renumbered item); whether the result is a
rulebook at all is the loader's business, asked on every save.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from typing import Any

from thidua.rules import Criterion, Input, Rulebook, Section
from thidua.rules.vocabulary import PATTERNS, Expr, Points, rebuild, walk_items

Item = Section | Criterion
Items = tuple[Item, ...]


class EditImpossible(ValueError):  # noqa: N818 - the domain word
    """The change cannot be made to this tree; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def siblings_of(rulebook: Rulebook, item_id: str) -> Items:
    """The items among which `item_id` stands; KeyError when there is no such item."""
    parent = parent_of(rulebook, item_id)
    return parent.items if parent else rulebook.items


def parent_of(rulebook: Rulebook, item_id: str) -> Section | None:
    """The section that holds the item; None at the top. KeyError when there is no such item."""
    if any(i.id == item_id for i in rulebook.items):
        return None
    for item in walk_items(rulebook.items):
        if isinstance(item, Section) and any(i.id == item_id for i in item.items):
            return item
    raise KeyError(item_id)


def _changed(items: Items, parent: str, change: Callable[[Items], Items]) -> Items:
    """The tree with `change` applied to the items of the section `parent` ("" is the top)."""
    if not parent:
        return change(items)
    return tuple(_inside(i, parent, change) for i in items)


def _inside(item: Item, parent: str, change: Callable[[Items], Items]) -> Item:
    if isinstance(item, Criterion):
        return item
    if item.id == parent:
        return replace(item, items=change(item.items))
    return replace(item, items=_changed(item.items, parent, change))


def _among_siblings(rulebook: Rulebook, item_id: str, change: Callable[[Items], Items]) -> Rulebook:
    parent = parent_of(rulebook, item_id)
    return replace(rulebook, items=_changed(rulebook.items, parent.id if parent else "", change))


def replace_item(rulebook: Rulebook, item_id: str, new: Item) -> Rulebook:
    """`new` in place of the item; references to a changed number follow. Its items stay a section's own."""
    if new.id != item_id and new.id in rulebook.item_by_id:
        raise EditImpossible("id_taken")
    changed = _among_siblings(
        rulebook, item_id, lambda items: tuple(new if i.id == item_id else i for i in items)
    )
    return changed if new.id == item_id else _renumbered(changed, item_id, new.id)


def _renumbered(rulebook: Rulebook, old: str, new: str) -> Rulebook:
    def change(expr: Expr) -> Expr:
        return Points(new) if isinstance(expr, Points) and expr.item == old else expr

    parts = ("gates", "classes", "ranking")
    return replace(rulebook, **{part: _everywhere(getattr(rulebook, part), change) for part in parts})


def _everywhere(value: Any, change: Callable[[Expr], Expr]) -> Any:
    """`value` with `change` applied to each expression in it, however deep."""
    if isinstance(value, Expr):
        return rebuild(value, change)
    if isinstance(value, tuple):
        return tuple(_everywhere(v, change) for v in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: _everywhere(getattr(value, f.name), change) for f in fields(value) if f.init}
        return replace(value, **parts)
    return value


def add_item(rulebook: Rulebook, parent: str, new: Item) -> Rulebook:
    """`new` as the last item of the section `parent` ("" is the top)."""
    if new.id in rulebook.item_by_id:
        raise EditImpossible("id_taken")
    if parent and not isinstance(rulebook.item_by_id.get(parent), Section):
        raise KeyError(parent)
    return replace(rulebook, items=_changed(rulebook.items, parent, lambda items: (*items, new)))


def remove_item(rulebook: Rulebook, item_id: str) -> Rulebook:
    """The rulebook without the item and all in it; a section keeps at least one item."""
    if len(siblings_of(rulebook, item_id)) == 1:
        raise EditImpossible("last_item")
    return _among_siblings(rulebook, item_id, lambda items: tuple(i for i in items if i.id != item_id))


def move_item(rulebook: Rulebook, item_id: str, by: int) -> Rulebook:
    """The item `by` places later among its siblings (negative: earlier), as far as there is room."""
    items = list(siblings_of(rulebook, item_id))
    at = next(n for n, i in enumerate(items) if i.id == item_id)
    to = min(max(at + by, 0), len(items) - 1)
    items.insert(to, items.pop(at))
    return _among_siblings(rulebook, item_id, lambda _items: tuple(items))


def move_into(rulebook: Rulebook, item_id: str, parent: str) -> Rulebook:
    """The item as the last one of the section `parent` ("" is the top); never into itself."""
    item = rulebook.item_by_id[item_id]
    inside = {i.id for i in walk_items((item,))}
    if parent in inside:
        raise EditImpossible("into_itself")
    if parent == (getattr(parent_of(rulebook, item_id), "id", "")):
        return rulebook
    if isinstance(item, Section) and parent:
        item = replace(item, kind="base")
    return add_item(remove_item(rulebook, item_id), parent, item)


def set_maxima(rulebook: Rulebook, maxima: Mapping[str, Fraction | None]) -> Rulebook:
    """The rulebook with these maxima; None lets a section take the sum of its items."""

    def change(item: Item) -> Item:
        if isinstance(item, Section):
            item = replace(item, items=tuple(change(i) for i in item.items))
            return replace(item, max=maxima[item.id]) if item.id in maxima else item
        wanted = maxima.get(item.id)
        return item if wanted is None else replace(item, max=wanted)

    return replace(rulebook, items=tuple(change(i) for i in rulebook.items))


def next_id(rulebook: Rulebook, parent: str) -> str:
    """A free number for a new item: the last sibling's, counted on."""
    section = rulebook.item_by_id.get(parent)
    siblings = section.items if isinstance(section, Section) else rulebook.items
    prefix = f"{parent}." if parent else ""
    number = len(siblings)
    if siblings and (found := re.fullmatch(r"(.*?)(\d+)", siblings[-1].id)):
        prefix, number = found[1], int(found[2])
    while True:
        number += 1
        if f"{prefix}{number}" not in rulebook.item_by_id:
            return f"{prefix}{number}"


def new_criterion(item_id: str, name: str, maximum: Fraction) -> Criterion:
    """A criterion marked by a person, until another rule is chosen."""
    return Criterion(id=item_id, name=name, max=maximum, rule=PATTERNS["manual"]())


def put_input(rulebook: Rulebook, new: Input) -> Rulebook:
    """`new` in place of the input with its id, or after the others."""
    known = new.id in rulebook.input_by_id
    inputs = tuple(new if i.id == new.id else i for i in rulebook.inputs)
    return replace(rulebook, inputs=inputs if known else (*inputs, new))


def remove_input(rulebook: Rulebook, input_id: str) -> Rulebook:
    """The rulebook without the input; what still reads it is the loader's to refuse."""
    return replace(rulebook, inputs=tuple(i for i in rulebook.inputs if i.id != input_id))
