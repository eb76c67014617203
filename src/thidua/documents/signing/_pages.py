"""What a reader would see differently: pages of two revisions side by side."""

import hashlib
from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler

from thidua.documents.signing._problems import Finding
from thidua.documents.signing._reading import MALFORMED, page_count

MOST_PAGES = 2000


def changed_since(reader: PdfFileReader, revision: int) -> Finding:
    """What changed from a revision to the newest, as far as pages tell it."""
    try:
        before, after = list(_digests(reader.get_historical_resolver(revision))), list(_digests(reader))
    except MALFORMED:
        return Finding("changed.other")
    if len(before) != len(after):
        return Finding("changed.pages", values={"before": len(before), "after": len(after)})
    pages = [i for i, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new]
    if not pages:
        return Finding("changed.other")
    return Finding("changed.page", values={"pages": ", ".join(map(str, pages))})


def _digests(revision: PdfHandler) -> Iterator[str]:
    count = page_count(revision)
    if not 0 <= count <= MOST_PAGES:
        raise ValueError("too many pages to compare")
    for index in range(count):
        page = revision.find_page_for_modification(index)[0].get_object()
        digest = hashlib.sha256()
        contents: Any = page["/Contents"] if "/Contents" in page else ()  # noqa: SIM401 - .get follows no reference
        for stream in [contents] if hasattr(contents, "encoded_data") else contents:
            digest.update(stream.get_object().encoded_data)
        marks: Any = page["/Annots"] if "/Annots" in page else ()  # noqa: SIM401
        shown = [m for m in marks if m.get_object().get("/Subtype") != "/Widget"]
        digest.update(repr((len(shown), page.get("/MediaBox"), page.get("/Rotate", 0))).encode())
        yield digest.hexdigest()
