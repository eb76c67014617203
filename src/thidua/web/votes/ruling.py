"""A shipped voting rule together with what a cluster set where the rule is silent."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thidua.ballots import BallotsError, Question, Rule, rules, tie_names
from thidua.web.core.access import Refused

SETTABLE = ("base", "quorum", "share", "rounds", "absent", "own_candidate", "tie", "order", "deadlock")
"""What a cluster may set when the rule's text does not."""


def in_language(said: Any) -> str:
    """A sentence of the package in the reader's language."""
    return str(said.en if (get_language() or "").startswith("en") else said.vi)


def rule_named(rule: str) -> Rule:
    """The shipped rule. Raises `Refused` for an unknown one."""
    found = rules().get(rule)
    if found is None:
        raise Refused(_("Không có quy tắc biểu quyết này."))
    return found


@cache
def ties() -> Mapping[str, Any]:
    """Ways of deciding between equals that documents give: id -> sentence with its source."""
    any_rule = next(iter(rules().values()))
    return {name: any_rule.with_tie(name).tie for name in tie_names()}


def left_open(rule: Rule) -> tuple[str, ...]:
    """What the rule's text leaves to the cluster: what it is silent about, and what is only our reading."""
    return tuple(key for key in SETTABLE if getattr(rule, key) is None or key in rule.assumed)


def effective(rule: str, given: Mapping[str, Any]) -> Rule:
    """The rule as it holds with the cluster's settings.

    Raises `Refused` for a setting the rule's text does not leave open, or one that cannot be read.
    """
    shipped = rule_named(rule)
    fixed = sorted(set(given) - set(left_open(shipped)))
    if fixed:
        raise Refused(_("Quy tắc đã quy định, không đặt khác: %(keys)s.") % {"keys": ", ".join(fixed)})
    data = shipped.data()
    data["assumed"] = [key for key in shipped.assumed if key not in given]
    for key, value in given.items():
        if key not in {"tie", "order", "deadlock"}:
            data[key] = value
        elif key != "tie":
            data[key] = {"vi": value, "en": value}
    try:
        found = Rule.read(data)
        return found.with_tie(given["tie"]) if "tie" in given else found
    except BallotsError as wrong:
        raise Refused(in_language(wrong.said)) from wrong


def require_answerable(rule: Rule, questions: list[Question]) -> None:
    """Raises `Refused` when the rule has no threshold for one of the questions."""
    try:
        for question in questions:
            if question.kind != "rank":
                rule.share_for(question.award)
    except BallotsError as wrong:
        raise Refused(in_language(wrong.said)) from wrong
