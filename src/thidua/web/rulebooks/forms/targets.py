"""The grid of targets: units down, indicators across, as a person fills or pastes it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thidua.rules import Input
from thidua.rules.vocabulary import number_text
from thidua.web.clusters.models import Unit
from thidua.web.rulebooks.actions import TargetRow
from thidua.web.rulebooks.forms.exact import exact_number
from thidua.web.rulebooks.models import Target

PLACES = 6
LARGEST = 10**14


def target_amount(text: str) -> Decimal | None:
    """The amount in a cell; None for an empty one. Raises `ValueError` with a sentence."""
    if not text.strip():
        return None
    try:
        value = exact_number(text)
    except ValueError:
        raise ValueError(_("chưa đọc được số")) from None
    if value < 0 or value >= LARGEST:
        raise ValueError(_("số âm hoặc quá lớn"))
    scaled = value * 10**PLACES
    if scaled.denominator != 1:
        raise ValueError(_("nhiều hơn 6 chữ số thập phân"))
    return Decimal(scaled.numerator).scaleb(-PLACES)


def amount_text(amount: Decimal | None) -> str:
    """An amount as shown in a cell."""
    return "" if amount is None else number_text(Fraction(amount))


@dataclass
class TargetGrid:
    """Cells as texts, what was saved when the page was made, and what is wrong, by (unit, indicator)."""

    units: list[Unit]
    inputs: list[Input]
    saved: dict[tuple[int, str], str]
    texts: dict[tuple[int, str], str] = field(default_factory=dict)
    wrong: dict[tuple[int, str], str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    locked: bool = False

    @classmethod
    def of(
        cls, units: list[Unit], inputs: list[Input], targets: Mapping[tuple[int, str], Target]
    ) -> "TargetGrid":
        """The grid as saved."""
        saved = {key: amount_text(row.amount) for key, row in targets.items()}
        return cls(units, inputs, saved, dict(saved))

    def take(self, data: Mapping[str, Any]) -> None:
        """Take the cells as posted, with what the page had shown as saved."""
        try:
            seen = json.loads(data.get("seen", "{}"))
        except ValueError:
            seen = {}
        seen = seen if isinstance(seen, dict) else {}
        for key in self.keys():
            name = self.name(key)
            self.texts[key] = str(data.get(name, self.saved.get(key, ""))).strip()[:40]
            self.saved[key] = str(seen.get(name, ""))[:40]

    def paste(self, text: str) -> None:
        """Lay pasted rows over the grid: unit code or name, then the figures in the order of the columns."""
        known = {n.casefold(): u for u in self.units for n in (u.code, str(u))}
        for number, line in enumerate(text.splitlines(), start=1):
            cells = [cell.strip() for cell in line.replace("\t", ";").split(";")]
            if not any(cells):
                continue
            unit = known.get(cells[0].casefold())
            if unit is None:
                self.remarks.append(
                    _("Dòng %(number)d: không có đơn vị «%(unit)s» trong cụm.")
                    % {"number": number, "unit": cells[0][:60]}
                )
                continue
            for item, cell in zip(self.inputs, cells[1:], strict=False):
                self.texts[unit.pk, item.id] = cell[:40]

    def keys(self) -> list[tuple[int, str]]:
        """Every cell."""
        return [(unit.pk, item.id) for unit in self.units for item in self.inputs]

    @staticmethod
    def name(key: tuple[int, str]) -> str:
        """The name of a cell's field."""
        return f"t-{key[0]}-{key[1]}"

    def rows(self) -> list[TargetRow]:
        """The changed cells; what cannot be read is noted in `wrong` and left out."""
        by_id = {unit.pk: unit for unit in self.units}
        found = []
        for key in self.keys():
            text, saved = self.texts.get(key, ""), self.saved.get(key, "")
            if text == saved:
                continue
            try:
                amount = target_amount(text)
                found.append(TargetRow(by_id[key[0]], key[1], amount, target_amount(saved)))
            except ValueError as error:
                self.wrong[key] = str(error)
        return found

    @property
    def seen(self) -> str:
        """What the page shows as saved, for the next post."""
        return json.dumps({self.name(key): text for key, text in self.saved.items() if text})

    def body(self) -> SafeString:
        """The rows of the table: one header cell and the fields, joined here for speed."""
        return format_html_join(
            "\n", '<tr><th scope="row">{}</th>{}</tr>', ((unit, self._cells(unit)) for unit in self.units)
        )

    def _cells(self, unit: Unit) -> SafeString:
        return format_html_join("", "{}", ((self._cell(unit, item),) for item in self.inputs))

    def _attributes(self, wrong: str) -> SafeString:
        invalid = ' aria-invalid="true"' if wrong else ""
        return SafeString(invalid + (" readonly" if self.locked else ""))

    def _cell(self, unit: Unit, item: Input) -> SafeString:
        key = (unit.pk, item.id)
        text, wrong = self.texts.get(key, ""), self.wrong.get(key, "")
        changed = " cell-changed" if text != self.saved.get(key, "") else ""
        look = " cell-error" if wrong else changed
        said = format_html('<span class="cell-note">{}</span>', wrong) if wrong else ""
        return format_html(
            '<td class="num{}"><input name="{}" value="{}" inputmode="decimal" autocomplete="off" '
            'aria-label="{}, {}"{}>{}</td>',
            look, self.name(key), text, unit, item.name, self._attributes(wrong), said,
        )  # fmt: skip
