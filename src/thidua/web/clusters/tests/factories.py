"""Printed documents for tests: small, but of the right types and different under each number."""

import datetime as dt
import io
import zipfile

from thidua import documents
from thidua.documents.papers import Letter
from thidua.documents.papers.facts import Head
from thidua.web.clusters.actions import NewDocument, Printed, draft_document, issue_document
from thidua.web.clusters.documents import kept

DAY = dt.date(2021, 12, 3)


def printed(number):
    """What a renderer returns for the number."""
    word = io.BytesIO()
    with zipfile.ZipFile(word, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w>{number}</w>")
    symbol = f"{number:02d}-BC/BTC" if number else ""
    return Printed(symbol, word.getvalue(), f"%PDF-1.4 {number}".encode())


def draft(w, kind="year_report", **more):
    """A draft of the world's secretariat."""
    new = NewDocument(
        **{"kind": kind, "profile": "hd36-2018", "subject": f"Văn bản {kind}", "cycle": w.year} | more
    )
    return draft_document(actor=w.secretary, cluster=w.cluster, new=new)


def issued(w, kind="year_report", day=DAY, **more):
    """A document that is out."""
    return issue_document(actor=w.secretary, document=draft(w, kind, **more), issued_on=day, render=printed)


ISSUER = documents.Issuer("party", "Tỉnh ủy An", "Ban Tổ chức", "BTCTU", "An", "Ban Tổ chức Tỉnh ủy An")


def written(w, **more):
    """A draft that keeps a whole paper with two places to write: a letter."""
    head = Head(ISSUER, signers=(documents.Signer("Trưởng ban", "", None),), recipients=("Các đơn vị",))
    said = (f"Đề nghị gửi báo cáo trước {documents.gap('ngày')}.", f"{documents.gap('nội dung')}.")
    paper = Letter(head, "gửi báo cáo", ("Ban Tổ chức Tỉnh ủy Bình",), said).paper()
    facts = kept(paper, "clusters.letter", profile_chosen=False)
    return draft(w, "letter", subject="gửi báo cáo", facts=facts, about=f"cycle:{w.year.pk}", **more)
