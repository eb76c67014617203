"""The small text format of articles: paragraphs, headings, lists, quotes; everything else is plain text. Pure.

Blocks are parted by an empty line. `## ` begins a heading, `- ` a point of a list, `> ` a quote.
"""

from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from thidua.web.core.written import unbroken


@dataclass(frozen=True)
class Block:
    """One block: kind `heading`, `list`, `quote` or `text`, and its lines."""

    kind: str
    lines: tuple[str, ...]


MARKS = {"## ": "heading", "- ": "list", "> ": "quote"}


def blocks(text: str) -> list[Block]:
    """The text in blocks; lines of one kind that follow each other belong together.

    >>> [(block.kind, block.lines) for block in blocks("Một\\nhai\\n\\n## Ba\\n- bốn\\n- năm")]
    [('text', ('Một', 'hai')), ('heading', ('Ba',)), ('list', ('bốn', 'năm'))]
    """
    found: list[Block] = []
    fresh = True
    for line in text.replace("\r\n", "\n").split("\n"):
        bare = line.strip()
        if not bare:
            fresh = True
            continue
        mark = next((m for m in MARKS if bare.startswith(m)), "")
        kind, words = MARKS.get(mark, "text"), bare[len(mark) :].strip()
        if not fresh and kind != "heading" and found and found[-1].kind == kind:
            found[-1] = Block(kind, (*found[-1].lines, words))
        else:
            found.append(Block(kind, (words,)))
        fresh = False
    return found


def html(text: str) -> SafeString:
    """The text as HTML: only these five elements, every word escaped.

    >>> html("<script>x</script>")
    '<p>&lt;script&gt;x&lt;/script&gt;</p>'
    """
    return mark_safe("\n".join(_html(block) for block in blocks(text)))  # noqa: S308 - every word escaped


def _html(block: Block) -> str:
    words = [escape(unbroken(line)) for line in block.lines]
    if block.kind == "list":
        return "<ul>" + "".join(f"<li>{w}</li>" for w in words) + "</ul>"
    if block.kind == "heading":
        return f"<h2>{words[0]}</h2>"
    text = " ".join(words)
    return f"<blockquote><p>{text}</p></blockquote>" if block.kind == "quote" else f"<p>{text}</p>"
