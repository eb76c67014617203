"""`Rulebook` -> YAML that a person of an office reads; reading it back gives an equal rulebook."""

import datetime as dt
from fractions import Fraction
from typing import Any

import yaml

from thidua.rules._model import Rulebook
from thidua.rules._printing import decimal_text
from thidua.rules._shapes import RULEBOOK

SHORT, WIDTH = 100, 110
YAML_TAG = "tag:yaml.org,2002:"


class Writer(yaml.SafeDumper):
    """Block style; a mapping of a few plain values inside a list stands on one line."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _fraction(writer: Writer, value: Fraction) -> yaml.Node:
    return writer.represent_scalar(f"{YAML_TAG}float", decimal_text(value))


def _date(writer: Writer, value: dt.date) -> yaml.Node:
    return writer.represent_scalar(f"{YAML_TAG}timestamp", value.isoformat())


def _list(writer: Writer, values: list[Any]) -> yaml.Node:
    node = writer.represent_sequence(f"{YAML_TAG}seq", values, flow_style=_is_short(values))
    for value, child in zip(values, node.value, strict=True):
        if isinstance(child, yaml.MappingNode):
            child.flow_style = isinstance(value, dict) and _is_short(list(value.items()))
    return node


def _is_short(values: list[Any]) -> bool:
    """True for a few plain values that fit one line."""
    flat = [v for pair in values for v in (pair if isinstance(pair, tuple) else (pair,))]
    plain = not any(isinstance(v, list | dict) for v in flat)
    return plain and sum(len(str(v)) + 2 for v in flat) <= SHORT


Writer.add_representer(Fraction, _fraction)
Writer.add_representer(dt.date, _date)
Writer.add_representer(list, _list)


def dump_rulebook(rulebook: Rulebook) -> str:
    """The rulebook as YAML, keys in the order of the format, defaults left out."""
    return yaml.dump(
        RULEBOOK.write(rulebook),
        Dumper=Writer,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=WIDTH,
    )
