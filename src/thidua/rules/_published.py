"""A published ranking as one file: the rulebook's text, the frozen inputs, the result and a digest over all.

Whoever holds the file can compute the ranking anew, without the site that published it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from thidua.rules._data import Data
from thidua.rules._errors import RulebookInvalid
from thidua.rules._exchange import content_digest, data_from_json, result_as_json, result_from_json
from thidua.rules._load import parse_rulebook
from thidua.rules._model import Rulebook
from thidua.rules._result import Result
from thidua.rules._score import score

RANKING_FORMAT = "thidua-ranking/1"
STRANGE = (AttributeError, KeyError, RulebookInvalid, TypeError, ValueError, ZeroDivisionError)


@dataclass(frozen=True)
class Recheck:
    """A published ranking computed anew.

    `edition`, `digest`: whether the rulebook's text and the whole file are what their digests name.
    `changed`: codes of the units that come out differently, in order of code.
    """

    rulebook: Rulebook
    data: Data
    result: Result
    published_digest: str
    edition: bool
    digest: bool
    changed: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """True when nothing differs, to the last digit."""
        return self.edition and self.digest and not self.changed


def ranking_digest(edition: str, inputs: Any, result: Any) -> str:
    """The digest that a published ranking is known by; `edition` is the digest of its rulebook."""
    return content_digest({"edition": edition, "inputs": inputs, "result": result})


def recheck(content: Mapping[str, Any]) -> Recheck:
    """Compute a published ranking anew from its own rulebook and inputs, and compare.

    `content` is the downloaded file as JSON. Raises ValueError when it is something else.
    """
    try:
        if content["format"] != RANKING_FORMAT:
            raise ValueError(f"not {RANKING_FORMAT}")
        rulebook = parse_rulebook(content["edition"]["text"])
        data = data_from_json(content["inputs"])
        published = result_from_json(content["result"])
        named, digest = content["edition"]["digest"], content["digest"]
    except STRANGE as error:
        raise ValueError(f"not {RANKING_FORMAT}") from error
    again = score(rulebook, data)
    return Recheck(
        rulebook=rulebook,
        data=data,
        result=again,
        published_digest=digest,
        edition=rulebook.digest == named,
        digest=ranking_digest(named, content["inputs"], content["result"]) == digest,
        changed=_changed(result_as_json(published), result_as_json(again)),
    )


def _changed(published: dict[str, Any], again: dict[str, Any]) -> tuple[str, ...]:
    old, new = ({u["code"]: u for u in result["units"]} for result in (published, again))
    return tuple(code for code in sorted({*old, *new}) if old.get(code) != new.get(code))
