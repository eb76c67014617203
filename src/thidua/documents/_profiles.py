"""Dated format profiles, read once from `profiles.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from thidua.documents._blocks import Family, Issuer
from thidua.documents._errors import UnknownProfile
from thidua.documents._kinds import kind_name

_FILE = Path(__file__).parent / "profiles.yaml"
SINGLE = 1.149  # height of a single line of this type, in parts of its size


@dataclass(frozen=True)
class Style:
    """A named style; lengths in points, indents in millimetres."""

    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: str = "left"
    before: float = 0
    after: float = 0
    indent: float = 0
    left: float = 0
    line: float = 1
    keep: bool = False

    @property
    def exact(self) -> bool:
        """True when the height of a line is given in points."""
        return self.line >= 4  # noqa: PLR2004 - no one sets lines four high

    @property
    def line_height(self) -> float:
        """Points from one line to the next."""
        return self.line if self.exact else self.line * SINGLE * self.size


@dataclass(frozen=True)
class Profile:
    """One format of papers. `confidence` is primary, partial or secondary: how its rules are known."""

    id: str
    family: Family
    since: date
    until: date | None
    name: str
    source: str
    confidence: str
    page: Mapping[str, Any]
    rules: Mapping[str, Any]
    styles: Mapping[str, Style]

    @property
    def description(self) -> str:
        """Its name, its days and how it is known, for the people who choose it."""
        end = f" đến {self.until:%d/%m/%Y}" if self.until else ""
        return f"{self.name}, áp dụng từ {self.since:%d/%m/%Y}{end}. {self.source}"

    def code(self, kind: str) -> str | None:
        """Abbreviation of a kind in document numbers; None when papers of this kind carry no number."""
        kind_name(kind)
        code = self.rules["codes"].get(kind)
        return None if code is None else str(code)

    def text_width(self, *, landscape: bool = False) -> float:
        """Millimetres between the margins."""
        return float((297 if landscape else 210) - self.page["left"] - self.page["right"])


@cache
def profiles() -> tuple[Profile, ...]:
    """All profiles, in the order of the file."""
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(_profile(raw, data["common"]) for raw in data["profiles"])


def _profile(raw: dict[str, Any], common: dict[str, Any]) -> Profile:
    own = {"id", "family", "since", "until", "name", "source", "confidence", "styles", "page"}
    styles = common["styles"] | raw.get("styles", {})
    return Profile(
        id=raw["id"],
        family=raw["family"],
        since=raw["since"],
        until=raw.get("until"),
        name=raw["name"],
        source=raw["source"],
        confidence=raw["confidence"],
        page=MappingProxyType(common["page"] | raw.get("page", {})),
        rules=MappingProxyType(
            {"pad_below": common["pad_below"]} | {k: v for k, v in raw.items() if k not in own}
        ),
        styles=MappingProxyType({name: Style(**values) for name, values in styles.items()}),
    )


def profile(profile_id: str) -> Profile:
    """The profile with this id. Raises `UnknownProfile`.

    >>> profile("hd36-2018").family
    'party'
    """
    for known in profiles():
        if known.id == profile_id:
            return known
    raise UnknownProfile(f"No profile {profile_id!r}; known: {', '.join(p.id for p in profiles())}")


def profile_for(family: Family, day: date) -> Profile:
    """The profile in force for papers of this family on that day; older papers take the earliest one.

    >>> profile_for("party", date(2020, 12, 18)).id, profile_for("party", date(2026, 12, 18)).id
    ('hd36-2018', 'hd05-2026')
    """
    of_family = sorted((p for p in profiles() if p.family == family), key=lambda p: p.since)
    if not of_family:
        raise UnknownProfile(f"No profile for the family {family!r}")
    return next((p for p in reversed(of_family) if p.since <= day), of_family[0])


def symbol(kind: str, issuer: Issuer, number: int | None, profile: Profile) -> str:
    """Number and symbol of a paper, "" for kinds that carry none; a number not yet given is an open place.

    >>> host = Issuer("party", "Tỉnh ủy Bắc Kạn", "Ban Tổ chức", "BTCTU", "Bắc Kạn")
    >>> symbol("year_report", host, 5, profile_for("party", date(2020, 12, 18)))
    '05-BC/BTCTU'
    >>> symbol("letter", host, None, profile_for("state", date(2020, 12, 18)))
    '…/BTCTU'
    """
    code = profile.code(kind)
    if code is None:
        return ""
    rule = profile.rules["number"]
    form = rule["letter_form" if kind == "letter" else "form"]
    below = profile.rules["pad_below"]
    written = "…" if number is None else f"0{number}" if number < below else str(number)
    return str(form.format(n=written, code=code, org=issuer.symbol))
