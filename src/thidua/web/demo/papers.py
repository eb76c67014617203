"""The demo's evidence: numbered documents, and a small real file here and there."""

import datetime as dt
import io

from thidua.rules import Criterion, Rulebook
from thidua.web.accounts.models import User
from thidua.web.clusters.models import Cycle, Unit
from thidua.web.core import clock, files
from thidua.web.reporting.models import Evidence

WITH_FILE = {"3.1", "6.2"}
"""Criteria whose evidence comes with a file in the open year."""


def small_pdf(line: str) -> bytes:
    """A valid one-page PDF with one line of plain letters."""
    text = f"BT /F1 14 Tf 60 780 Td ({line}) Tj ET".encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, offsets = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, io.SEEK_END)
    for number, content in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for offset in offsets:
        out.write(b"%010d 00000 n \n" % offset)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def add_evidence(  # noqa: PLR0913 - one unit's evidence is just these
    cycle: Cycle,
    unit: Unit,
    officer: User,
    reviewer: User | None,
    rulebook: Rulebook,
    *,
    reviewed: bool,
    leave_out: frozenset[str] = frozenset(),
) -> None:
    """What the rulebook requires, criterion by criterion, except what the unit has not given."""
    rows = []
    for criterion in rulebook.criteria:
        if criterion.id not in leave_out:
            rows += [
                _paper(cycle, unit, criterion, name, n) for n, name in enumerate(criterion.evidence.required)
            ]
    for row in rows:
        row.added_by, row.added_at = officer, clock.now()
        if reviewed:
            row.review, row.reviewed_by = Evidence.Review.ACCEPTED, reviewer
        elif row.criterion in WITH_FILE:
            line = f"Minh hoa: {unit.code} {cycle.year} tieu chi {row.criterion}"
            row.file = files.store(io.BytesIO(small_pdf(line)))
            row.file_name = f"minh-hoa-{unit.code.lower()}-{row.criterion}.pdf"
    Evidence.objects.bulk_create(rows)


def _paper(cycle: Cycle, unit: Unit, criterion: Criterion, name: str, number: int) -> Evidence:
    return Evidence(
        cycle=cycle,
        unit=unit,
        criterion=criterion.id,
        title=f"{name} (minh họa)",
        covers=name,
        document_number=f"{100 + len(criterion.id) * 7 + number}-BC/BTCTU",
        issued_on=dt.date(cycle.year, 11, 20),
    )
