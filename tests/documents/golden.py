"""What the sample papers look like, pinned after the pages were looked at.

`python -m tests.documents.golden` writes the files anew; look at the pages before committing a change of them.
"""

import tempfile
from dataclasses import replace
from pathlib import Path

from tests.documents.conftest import PROFILES, papers
from tests.documents.read_back import boxes
from thidua.documents import lay_out, pdf, profile
from thidua.documents._sheet import Columns, Grid, Line

FOLDER = Path(__file__).parent / "golden"
KEY_LINES = 7


def structure(sheet):
    """One line per paragraph: style, marks, text; tables and columns indented."""
    for part in ((sheet.head,), sheet.titles, sheet.body, sheet.end):
        for element in part:
            yield from _element(element)


def _element(element):
    if isinstance(element, Line):
        yield _line(element)
    elif isinstance(element, Grid):
        yield f"table {' '.join(f'{w:.3f}' for w in element.widths)}"
        yield "  " + " | ".join(line.text for line in element.head)
        for row in element.rows:
            yield "  " + " | ".join(line.text for line in row.cells) + ("  (splits)" if row.splits else "")
    elif isinstance(element, Columns):
        yield f"columns {' '.join(f'{w:.2f}' for w in element.widths)}"
        for row in element.rows:
            for n, cell in enumerate(row, 1):
                yield from (f"  {n} {_line(line)}" for line in cell)
    else:
        yield type(element).__name__.lower()


def _line(line):
    marked = "".join(f"[{kind}:{text}]" if kind else text for text, kind in line.runs)
    rule = f" ({line.rule:g} pt)" if line.rule else ""
    return f"{line.style}{'+' if line.keep else ''}{rule}: {marked}".rstrip()


def places(path):
    """Number of pages, then the first and last lines of the paper with their page and box in whole points."""
    found = boxes(path)
    yield f"{found[-1].page} pages, {len(found)} lines"
    for box in [*found[:KEY_LINES], *found[-KEY_LINES:]]:
        yield f"p{box.page} {box.left:.0f} {box.top:.0f} {box.right:.0f} {box.bottom:.0f} {box.text}"


def structures(profile_id):
    """All papers of a profile as text."""
    form = profile(profile_id)
    return _joined({kind: structure(lay_out(paper, form)) for kind, paper in papers(profile_id).items()})


def pages(profile_id, folder):
    """Where the key lines of all papers of a profile stand."""
    found, form = {}, profile(profile_id)
    for kind, paper in papers(profile_id).items():
        path = Path(folder) / "page.pdf"
        path.write_bytes(pdf(replace(paper, watermark=""), form))
        found[kind] = list(places(path))
    return _joined(found)


def _joined(parts):
    return "\n".join(f"== {kind}\n" + "\n".join(lines) + "\n" for kind, lines in parts.items())


def main():
    """Write every golden file."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for profile_id in PROFILES:
            (FOLDER / f"{profile_id}.structure.txt").write_text(structures(profile_id), encoding="utf-8")
            (FOLDER / f"{profile_id}.pages.txt").write_text(pages(profile_id, folder), encoding="utf-8")


if __name__ == "__main__":
    main()
