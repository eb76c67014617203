"""What can go wrong, drawn as a tree.

BallotsError        has a `code` and the facts; `said` is the sentence in both languages
├── RuleInvalid     a voting rule, an electorate or a count cannot be right
├── CodeMisread     a code or a teller's share was typed or read wrongly
├── CastRefused     the ballot box does not take this ballot
├── KeyMissing      the tellers' shares do not give the key
└── BoardInvalid    the file is not a ballot board
"""

from thidua.ballots._words import Said, said


class BallotsError(Exception):
    """Base of the package's errors."""

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.values = code, values
        self.said: Said = said(code, **values)
        super().__init__(self.said.en)


class RuleInvalid(BallotsError):  # noqa: N818 - the domain word
    """A voting rule, an electorate or a count cannot be right."""


class CodeMisread(BallotsError):  # noqa: N818 - the domain word
    """A code or a teller's share was typed or read wrongly."""


class CastRefused(BallotsError):  # noqa: N818 - the domain word
    """The ballot box does not take this ballot."""


class KeyMissing(BallotsError):  # noqa: N818 - the domain word
    """The tellers' shares do not give the key."""


class BoardInvalid(BallotsError):  # noqa: N818 - the domain word
    """The file is not a ballot board."""
