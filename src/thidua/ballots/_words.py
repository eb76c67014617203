"""Every sentence of the package, in Vietnamese and English."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from importlib.resources import files

import yaml

TERMINATES = 6  # decimals written before a number is left as a fraction


@dataclass(frozen=True)
class Said:
    """A sentence in both languages."""

    vi: str
    en: str

    def __str__(self) -> str:
        return self.vi


def _load() -> Mapping[str, Mapping[str, str]]:
    text = files("thidua.ballots").joinpath("words.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Mapping[str, str]] = yaml.safe_load(text)
    return loaded


WORDS = _load()


def said(key: str, **values: object) -> Said:
    """The sentence `key` with its values written as each language writes them.

    >>> said("threshold_nobody").en
    'Nobody counts for this question.'
    """
    return Said(*(_fill(WORDS[key][lang], values, lang) for lang in ("vi", "en")))


def _fill(template: str, values: Mapping[str, object], lang: str) -> str:
    return template.format(**{key: _written(value, lang) for key, value in values.items()})


def _written(value: object, lang: str) -> str:
    if isinstance(value, Said):
        return value.vi if lang == "vi" else value.en
    if isinstance(value, Fraction):
        return _number(value, lang)
    if isinstance(value, int):
        return f"{value:,}".replace(",", "." if lang == "vi" else ",")
    return str(value)


def _number(value: Fraction, lang: str) -> str:
    scaled = value * 10**TERMINATES
    if scaled.denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    whole, part = divmod(int(scaled), 10**TERMINATES)
    digits = f"{part:0{TERMINATES}d}".rstrip("0")
    return (
        f"{_written(whole, lang)}{',' if lang == 'vi' else '.'}{digits}" if digits else _written(whole, lang)
    )


def percent(part: Fraction, places: int = 1) -> Said:
    """A part as a percentage to `places` decimals, half up, marked ≈ where that rounds.

    >>> str(percent(Fraction(12, 14)))
    '≈ 85,7 %'
    """
    unit = 10**places
    shown = Fraction((part * 100 * unit * 2 + 1).__floor__() // 2, unit)
    mark = "" if shown == part * 100 else "≈ "
    return Said(*(f"{mark}{_number(shown, lang)} %" for lang in ("vi", "en")))


def ratio(have: int, base: int) -> Said:
    """`have` out of `base` as a percentage, or as a plain mean when it exceeds the base."""
    if not base:
        return Said("–", "–")
    return percent(Fraction(have, base))
