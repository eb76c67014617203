"""Quyết định."""

from dataclasses import dataclass

from thidua.documents._blocks import Article, Enacting, Paper
from thidua.documents.papers.facts import Head
from thidua.documents.text import sentence


@dataclass(frozen=True)
class Decision:
    """A decision: who decides, on which bases, its articles in order."""

    head: Head
    about: str
    authority: str
    bases: tuple[str, ...]
    articles: tuple[str, ...]

    def paper(self) -> Paper:
        """The decision."""
        return self.head.paper(
            "decision",
            self.about,
            tuple(Article(sentence(text)) for text in self.articles),
            bases=self.bases,
            enacting=Enacting(self.authority),
        )
