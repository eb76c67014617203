"""Answers to "may this person do that?" with the reason, and the refusal an action raises."""

from dataclasses import dataclass


class Refused(Exception):  # noqa: N818 - the domain word
    """The act is not allowed now; `reason` is a sentence for the person who tried."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Conflict(Exception):  # noqa: N818 - the domain word
    """Somebody else changed the thing meanwhile; `mine` and `theirs` are shown side by side.

    `version` is theirs: who has seen it may save over it.
    """

    def __init__(
        self, reason: str, *, mine: object = None, theirs: object = None, version: int | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.mine = mine
        self.theirs = theirs
        self.version = version


@dataclass(frozen=True)
class Access:
    """Yes, or no with a reason the person can act on."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Raise `Refused` with the reason unless allowed."""
        if not self.allowed:
            raise Refused(self.reason)


YES = Access(allowed=True)


def no(reason: str) -> Access:
    """A refusal with its reason."""
    return Access(allowed=False, reason=str(reason))
