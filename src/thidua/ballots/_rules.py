"""Voting rules as data: who counts, how many must be there, how many must agree, and what if they do not."""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from thidua.ballots._errors import RuleInvalid
from thidua.ballots._words import Said

KEYS = {
    "id", "source", "ballot", "quorum", "quorum_for_awards", "base", "share", "awards", "rounds", "deadlock", "tie",
    "order", "absent", "own_candidate", "every_question", "note", "assumed",
}  # fmt: skip
ASSUMABLE = {"ballot", "base", "quorum", "share", "rounds"}


class Base(StrEnum):
    """Of whom a threshold is a share."""

    MEMBERS = "members"
    ENTITLED = "entitled"
    PRESENT = "present"
    CAST = "cast"
    VALID = "valid"


@dataclass(frozen=True)
class Share:
    """A part of a base that must be reached, or exceeded where `strict`.

    >>> Share(Fraction(4, 5)).needed(14), Share(Fraction(1, 2), strict=True).needed(14)
    (12, 8)
    """

    share: Fraction
    strict: bool = False

    @classmethod
    def read(cls, text: str) -> "Share":
        """Read `80 %`, `2/3` or `> 1/2`; refuse what is not above nothing and at most all."""
        strict = text.startswith(">")
        number, percent, _ = text.removeprefix(">").replace(" ", "").partition("%")
        try:
            share = Fraction(number) / (100 if percent else 1)
        except (ValueError, ZeroDivisionError):
            raise RuleInvalid("share_unreadable", text=text) from None
        if not 0 <= share <= 1 or (strict and share == 1) or not (strict or share):
            raise RuleInvalid("share_unreadable", text=text)
        return cls(share, strict)

    def needed(self, base: int) -> int:
        """The smallest whole number of votes that is enough out of `base`."""
        exact = self.share * base
        return math.floor(exact) + 1 if self.strict else math.ceil(exact)

    @property
    def plain(self) -> str:
        """The part alone: `80 %`, `2/3`, `1/2`."""
        percent = self.share * 100
        as_percent = percent.denominator == 1 and self.share.denominator not in {2, 4}
        return f"{percent} %" if as_percent else str(self.share)

    def __str__(self) -> str:
        return f"> {self.plain}" if self.strict else self.plain


@dataclass(frozen=True)
class Source:
    """Where a rule stands written, and since and until when."""

    document: str
    article: str
    since: dt.date | None = None
    until: dt.date | None = None
    replaced_by: str = ""


@dataclass(frozen=True)
class Award:
    """A title with a threshold of its own."""

    name: str
    share: Share


@dataclass(frozen=True)
class Rule:
    """One way of voting; None means that the source is silent, `assumed` names what is our reading."""

    id: str
    source: Source
    base: Base
    awards: Mapping[str, Award]
    share: Share | None = None
    ballot: str | None = None
    quorum: Share | None = None
    quorum_for_awards: Share | None = None
    rounds: int | None = None
    deadlock: Said | None = None
    tie: Said | None = None
    order: Said | None = None
    absent: str | None = None
    own_candidate: str | None = None
    every_question: bool = False
    note: Said | None = None
    assumed: tuple[str, ...] = ()

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Rule":
        """A rule from its data, as in `rules.yaml` and in a board; refuses unknown keys and words."""
        unknown = set(data) - KEYS
        if unknown or "id" not in data or "source" not in data:
            raise RuleInvalid("rule_shape", keys=", ".join(sorted(unknown)) or "id, source")
        try:
            return cls(
                id=str(data["id"]),
                source=_source(data["source"]),
                base=Base(data["base"]),
                awards={
                    k: Award(a["name"], Share.read(a["share"])) for k, a in data.get("awards", {}).items()
                },
                share=_share(data, "share"),
                ballot=_one_of(data, "ballot", {"secret", "open"}),
                quorum=_share(data, "quorum"),
                quorum_for_awards=_share(data, "quorum_for_awards"),
                rounds=_rounds(data),
                deadlock=_said(data, "deadlock"),
                tie=_said(data, "tie"),
                order=_said(data, "order"),
                absent=_one_of(data, "absent", {"written", "written_minuted", "excluded"}),
                own_candidate=_one_of(data, "own_candidate", {"allowed", "barred"}),
                note=_said(data, "note"),
                every_question=bool(data.get("every_question", False)),
                assumed=_assumed(data),
            )
        except (AttributeError, KeyError, TypeError, ValueError) as wrong:
            raise RuleInvalid("rule_shape", keys=str(wrong)) from None

    def data(self) -> dict[str, Any]:
        """The rule as plain data: `Rule.read(rule.data()) == rule`."""
        plain = {key: value for key, value in vars(self).items() if value not in (None, (), False, {})}
        return {key: _plain(value) for key, value in plain.items()}

    def share_for(self, award: str | None) -> Share:
        """The threshold of a question; refuses an award that the rule does not know."""
        if award is not None and award in self.awards:
            return self.awards[award].share
        if self.share is None or (award is not None and self.awards):
            raise RuleInvalid("no_threshold", rule=self.id, award=award or "–")
        return self.share

    def with_tie(self, name: str) -> "Rule":
        """The rule with one of the shipped ways of deciding between equals; refuses an unknown name."""
        way = _ties().get(name)
        if way is None:
            raise RuleInvalid("tie_unknown", name=name, known=", ".join(_ties()))
        where = " ".join(part for part in (way["article"], way["document"]) if part)
        return replace(self, tie=Said(*(f"{way[lang]} ({where})" for lang in ("vi", "en"))))

    def in_force(self, day: dt.date) -> bool:
        """Whether the source applies on a day, as far as its dates are known."""
        return (self.source.since or day) <= day <= (self.source.until or day)


def _rounds(data: Mapping[str, Any]) -> int | None:
    rounds = data.get("rounds")
    if rounds is not None and (type(rounds) is not int or rounds < 1):
        raise ValueError(f"rounds: {rounds}")
    return rounds


def _assumed(data: Mapping[str, Any]) -> tuple[str, ...]:
    names = tuple(data.get("assumed", ()))
    if not set(names) <= ASSUMABLE:
        raise ValueError(f"assumed: {names}")
    return names


def _plain(value: Any) -> Any:
    if isinstance(value, Said | Award):
        return {key: _plain(part) for key, part in vars(value).items()}
    if isinstance(value, Source):
        return {key: str(part) for key, part in vars(value).items() if part is not None}
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, bool | int) else str(value)


def _share(data: Mapping[str, Any], key: str) -> Share | None:
    return Share.read(data[key]) if key in data else None


def _said(data: Mapping[str, Any], key: str) -> Said | None:
    return Said(**data[key]) if key in data else None


def _source(data: Mapping[str, Any]) -> Source:
    return Source(**{**data, "since": _day(data, "since"), "until": _day(data, "until")})


def _day(source: Mapping[str, Any], key: str) -> dt.date | None:
    value = source.get(key)
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def _one_of(data: Mapping[str, Any], key: str, words: set[str]) -> str | None:
    value = data.get(key)
    if value is not None and value not in words:
        raise ValueError(f"{key}: {value}")
    return value


@cache
def _ties() -> Mapping[str, Mapping[str, str]]:
    ways: Mapping[str, Mapping[str, str]] = _shipped("ties.yaml")
    return ways


def tie_names() -> tuple[str, ...]:
    """The names that `Rule.with_tie` takes."""
    return tuple(_ties())


def _shipped(name: str) -> Any:
    return yaml.safe_load(files("thidua.ballots").joinpath(name).read_text(encoding="utf-8"))


@cache
def rules() -> Mapping[str, Rule]:
    """The rules that are shipped, by id."""
    return {rule.id: rule for rule in map(Rule.read, _shipped("rules.yaml"))}
