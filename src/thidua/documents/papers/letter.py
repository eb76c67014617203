"""Công văn."""

from dataclasses import dataclass

from thidua.documents._blocks import Block, Paper, Text
from thidua.documents.papers.facts import Head


@dataclass(frozen=True)
class Letter:
    """An official letter; `body` may hold tables and lists after its paragraphs."""

    head: Head
    about: str
    to: tuple[str, ...]
    paragraphs: tuple[str, ...]
    body: tuple[Block, ...] = ()
    closing: str = ""

    def paper(self) -> Paper:
        """The letter."""
        end = (Text(self.closing),) if self.closing else ()
        return self.head.paper(
            "letter", self.about, (*(Text(t) for t in self.paragraphs), *self.body, *end), to=self.to
        )
