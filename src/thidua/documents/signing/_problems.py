"""What may be said about a signature or a file: a code, its weight, its values, and a sentence in two languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from thidua.documents.signing._words import SENTENCES

Severity = Literal["error", "warning", "note"]
Language = Literal["vi", "en"]


@dataclass(frozen=True)
class Finding:
    """One fact about a file or a signature. `error`: do not rely on it. `warning`: look. `note`: good to know."""

    code: str
    severity: Severity = "error"
    values: Mapping[str, str | int] = field(default_factory=dict)

    def sentence(self, language: Language = "vi") -> str:
        """The finding as a sentence of an office."""
        return SENTENCES[self.code][language != "vi"].format_map(self.values)


class SigningError(Exception):
    """An act that was refused; nothing was signed. `finding` says why, in both languages."""

    def __init__(self, code: str, **values: str | int) -> None:
        self.finding = Finding(code, "error", values)
        super().__init__(f"{code}: {self.finding.sentence('en')}")

    @property
    def code(self) -> str:
        """The reason's code, a key of SENTENCES."""
        return self.finding.code

    def sentence(self, language: Language = "vi") -> str:
        """The reason as a sentence of an office."""
        return self.finding.sentence(language)


class UploadRefusedError(SigningError):
    """A file signed elsewhere that is not our bytes plus exactly one new valid signature."""
