"""The form of one part of a rulebook beside its tree, or of one row of a part, built from its slots."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from thidua.rules import Rulebook
from thidua.rules.vocabulary import Expr, GradeClass, Slot, Source, slots_of, words_of
from thidua.web.core.written import language
from thidua.web.rulebooks.forms.conditions import Condition, Limit, Picked
from thidua.web.rulebooks.forms.slots import Band, Effect, OneField, code_of, said

OWN_CLASSES: dict[str, type[OneField]] = {
    "condition": Condition,
    "expression": Picked,
    "expression max": Limit,
    "band": Band,
    "effect": Effect,
}
TELLING = {"text", "condition", "expression", "input", "class"}  # what a row says by being filled in
SPARE_ROWS, MAX_ROWS = 1, 60
ROW = re.compile(r"(\w+)\[(\d+)\]\.?(.*)")


@dataclass(frozen=True)
class Block:
    """Fields that stand together: `look` is line, wide, many, picked, limit or code."""

    look: str
    fields: list[forms.BoundField]
    label: str = ""
    written: forms.BoundField | None = None
    said: str = ""

    @property
    def is_open(self) -> bool:
        """True when the folded text of an expression says something, or a folded list is wrong."""
        if self.written is None:
            return bool(self.fields[0].errors)
        return bool(self.written.value() or self.written.errors)

    @property
    def chosen(self) -> int:
        """How many of a folded list are chosen."""
        return len(self.fields[0].value() or ())


class SlotsForm(forms.Form):
    """The plain slots of one mapping of the format; `values()` are the model's fields."""

    use_required_attribute = False

    def __init__(
        self,
        data: Any,
        *,
        slots: Iterable[Slot],
        rulebook: Rulebook,
        held: Any,
        dense: bool = False,
        **kwargs: Any,
    ) -> None:
        self.rulebook, self.held = rulebook, held
        self.entries = [
            entry_of(s, rulebook, dense=dense) for s in slots if s.holds not in {"rows", "thing", "items"}
        ]
        initial = {k: v for entry in self.entries for k, v in entry.initial(held).items()}
        super().__init__(data, initial=initial, **kwargs)
        for entry in self.entries:
            self.fields.update(entry.fields())
            if entry.slot.holds == "code" and held is not None:
                self.fields[entry.name].disabled = True

    def clean(self) -> dict[str, Any]:
        """What a slot made of several fields means, told at the field that is wrong."""
        cleaned = super().clean() or self.cleaned_data
        self.found: dict[str, Any] = {}
        for entry in self.entries:
            if any(name in self.errors for name in entry.names):
                continue
            try:
                self.found.update(entry.values(cleaned, self.held))
            except ValidationError as error:
                for name, told in error.message_dict.items():
                    self.add_error(name, told)
        return cleaned

    def values(self) -> dict[str, Any]:
        """The model's fields as written."""
        return dict(self.found)

    def has_changed(self) -> bool:
        """A row in which nothing is written is not checked."""
        telling = [e for e in self.entries if e.slot.holds in TELLING]
        names = {name for e in telling for name in (e.names[0], e.names[-1])}
        return any(str(self.data.get(self.add_prefix(name), "")).strip() for name in names)

    def field_at(self, path: str) -> str:
        """The field that writes what stands at a path inside the mapping; "" for none."""
        places = {key: name for entry in self.entries for key, name in entry.places.items()}
        steps = path.split(".")
        tried = (".".join(steps[:n]) for n in range(len(steps), 0, -1))
        return next((places[t.partition("[")[0]] for t in tried if t.partition("[")[0] in places), "")

    @cached_property
    def blocks(self) -> list[Block]:
        """The fields as they stand on the page."""
        return list(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        line: list[forms.BoundField] = []
        codes = [e for e in self.entries if e.slot.holds == "code"]
        for entry in (e for e in self.entries if e not in codes):
            fields = [self[name] for name in entry.names]
            if entry.short:
                line += fields
                continue
            if line:
                yield Block("line", line)
                line = []
            if isinstance(entry, Picked):
                yield Block("picked", fields[:-1], said(entry.slot.label), fields[-1], self._said(entry))
            else:
                look = (
                    "limit"
                    if isinstance(entry, Limit)
                    else "many"
                    if entry.slot.holds == "inputs"
                    else "wide"
                )
                yield Block(look, fields, said(entry.slot.label), said=self._said(entry))
        if line:
            yield Block("line", line)
        if codes:
            yield Block("code", [self[e.name] for e in codes])

    def _said(self, entry: OneField) -> str:
        """What a held expression means."""
        expr = getattr(self.held, entry.slot.field, None) if self.held is not None else None
        return words_of(self.rulebook, language()).text(expr) if isinstance(expr, Expr) else ""


def entry_of(slot: Slot, rulebook: Rulebook, *, dense: bool) -> OneField:
    """The fields of a slot."""
    own = OWN_CLASSES.get(f"{slot.holds} {slot.field}") or OWN_CLASSES.get(slot.holds, OneField)
    return own(slot, rulebook, slot.field, dense=dense)


class Rows:
    """The rows of a slot inside a part (needs of a class); an empty row is none."""

    def __init__(self, slot: Slot, rulebook: Rulebook, held: tuple[Any, ...], data: Any) -> None:
        assert slot.of is not None  # noqa: S101 - a slot of rows says what its rows are
        self.slot, self.rulebook, self.held, self.data, self.make = slot, rulebook, held, data, slot.of
        self.label, self.error = said(slot.label), ""
        self.forms = [self._form(n) for n in range(self._count())]

    @property
    def count_name(self) -> str:
        """The hidden field that tells how many rows the page showed."""
        return f"{self.slot.field}-count"

    def _count(self) -> int:
        if self.data is None:
            return len(self.held) + SPARE_ROWS
        text = str(self.data.get(self.count_name, ""))
        count = int(text) if text.isdecimal() and len(text) < 4 else 0  # noqa: PLR2004 - three digits
        more = SPARE_ROWS if self.data.get("act") == "rows" else 0
        return min(max(count, len(self.held)) + more, MAX_ROWS)

    def _form(self, number: int) -> SlotsForm:
        held = self.held[number] if number < len(self.held) else None
        return SlotsForm(self.data, slots=slots_of(self.make), rulebook=self.rulebook, held=held,
                         dense=True, prefix=f"{self.slot.field}-{number}", empty_permitted=True)  # fmt: skip

    @property
    def filled(self) -> list[SlotsForm]:
        """The rows that say something."""
        return [form for form in self.forms if form.has_changed()]

    def is_valid(self) -> bool:
        """True when every row that says something is right; each shows its own mistakes."""
        good = [form.is_valid() for form in self.filled]
        return all(good)

    def value(self) -> tuple[Any, ...]:
        """The rows as the model holds them; what a row does not show (its source) stays."""
        found = []
        for form in self.filled:
            values = form.values()
            found.append(self.make(**values) if form.held is None else replace(form.held, **values))
        return tuple(found)


class PartForm:
    """A part or a row of one: its own fields, its source, its rows inside."""

    def __init__(
        self, make: type, slots: tuple[Slot, ...], rulebook: Rulebook, held: Any, data: Any, taken: set[str]
    ) -> None:
        self.make, self.slots, self.held, self.taken = make, slots, held, taken
        self.fields = SlotsForm(data, slots=slots, rulebook=rulebook, held=held)
        self.rows = [Rows(s, rulebook, getattr(held, s.field, ()), data) for s in slots if s.holds == "rows"]
        self.things = {
            s.field: SlotsForm(data, slots=slots_of(s.of or Source), rulebook=rulebook,
                               held=getattr(held, s.field, None), dense=True, prefix=s.field)
            for s in slots
            if s.holds == "thing"
        }  # fmt: skip
        self.labels = {s.field: said(s.label) for s in slots}
        self.code = next((s for s in slots if s.holds == "code"), None)

    @property
    def nested(self) -> list[tuple[str, SlotsForm]]:
        """The mappings inside, each with its label."""
        return [(self.labels[name], form) for name, form in self.things.items()]

    @property
    def all_forms(self) -> list[SlotsForm]:
        """Every form of the page."""
        return [self.fields, *self.things.values(), *(f for rows in self.rows for f in rows.forms)]

    @property
    def has_errors(self) -> bool:
        """True when something is told at a field."""
        return any(form.is_bound and form.errors for form in (self.fields, *self.things.values())) or any(
            form.errors for rows in self.rows for form in rows.filled if form.is_bound
        )

    def is_valid(self) -> bool:
        """True when everything is right; every mistake is shown at once."""
        own = [self.fields.is_valid(), *(form.is_valid() for form in self.things.values())]
        own += [rows.is_valid() for rows in self.rows]
        if all(own):
            self._give_code()
        return all([*own, not self.fields.errors])

    def _give_code(self) -> None:
        code = self.code
        if code is None or self.held is not None:
            return
        written = self.fields.cleaned_data.get(code.field)
        if written in self.taken:
            self.fields.add_error(code.field, _("Mã này đã có."))
        made = code_of(self.fields.cleaned_data["name"], self.taken, capitals=self.make is GradeClass)
        self.fields.found[code.field] = written or made

    def changes(self) -> dict[str, Any]:
        """The model's fields as written."""
        found = self.fields.values()
        for slot in self.slots:
            if slot.holds == "thing":
                found[slot.field] = (slot.of or Source)(**self.things[slot.field].values())
        return found | {rows.slot.field: rows.value() for rows in self.rows}

    def tell(self, path: str, sentence: str) -> bool:
        """Show a mistake at the field of its path inside the part; False when no field is at fault."""
        form, rest = self._form_at(path)
        name = form.field_at(rest) if form is not None else ""
        if form is None or not name:
            return False
        form.add_error(name, sentence)
        return True

    def _form_at(self, path: str) -> tuple[SlotsForm | None, str]:
        if found := ROW.fullmatch(path):
            filled = next((rows.filled for rows in self.rows if rows.slot.key == found[1]), [])
            number = int(found[2])
            if filled:
                return (filled[number] if number < len(filled) else None), found[3]
        first, _dot, rest = path.partition(".")
        return (self.things[first], rest) if first in self.things else (self.fields, path)
