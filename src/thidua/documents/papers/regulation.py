"""Quy chế tổ chức và hoạt động của cụm."""

from collections.abc import Iterator
from dataclasses import dataclass

from thidua.documents._blocks import Article, Block, Chapter, Numbered, Paper, Text
from thidua.documents.papers.facts import Head
from thidua.documents.text import sentence


@dataclass(frozen=True)
class RegulationArticle:
    """An article: its title and its clauses; one clause alone is not numbered."""

    title: str
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class RegulationChapter:
    """A chapter and its articles."""

    title: str
    articles: tuple[RegulationArticle, ...]


@dataclass(frozen=True)
class Regulation:
    """The regulation, by the decision it comes with (`issued_with`, as "Quyết định số 05-QĐ/BTCTU ngày …")."""

    head: Head
    about: str
    chapters: tuple[RegulationChapter, ...]
    issued_with: str = ""

    def paper(self) -> Paper:
        """The regulation."""
        attached = f"Ban hành kèm theo {self.issued_with}" if self.issued_with else ""
        return self.head.paper(
            "regulation", self.about, tuple(self._body()), attached_to=attached, numbered=not self.issued_with
        )

    def _body(self) -> Iterator[Block]:
        for chapter in self.chapters:
            yield Chapter(chapter.title)
            for article in chapter.articles:
                yield Article(article.title, title=True)
                clauses = tuple(sentence(text) for text in article.clauses)
                yield Text(clauses[0]) if len(clauses) == 1 else Numbered(clauses)
