"""Who is told when every unit signed: upper features register for the things their rounds are about.

The act runs in the transaction of the last signature: either both are there or neither.
"""

from collections.abc import Callable

from thidua.web.signatures.models import SigningRound

Act = Callable[[SigningRound], None]
_ACTS: dict[str, Act] = {}


def register(prefix: str, act: Act) -> None:
    """Call `act` with the finished round when what it is about begins with `prefix` (`agreement:`)."""
    _ACTS[prefix] = act


def tell(row: SigningRound) -> None:
    """Tell the feature whose thing was signed by all."""
    act = _ACTS.get(row.about.partition(":")[0] + ":")
    if act is not None:
        act(row)
