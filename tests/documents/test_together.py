"""Many papers of one form in one file: each on pages of its own, numbered from one."""

import io
import subprocess

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from thidua.documents import Issuer, Paper, PaperInvalid, Text, pdf, pdf_together, profile


def paper(words, times=1):
    body = tuple(Text(words) for _ in range(times))
    return Paper(
        "letter", Issuer("party", "TỈNH ỦY", "BAN TỔ CHỨC", "BTCTU", "Lai Châu", "BAN TỔ CHỨC"), body
    )


def pages(content):
    return PdfFileReader(io.BytesIO(content)).root["/Pages"]["/Count"]


FORM = profile("hd36-2018")


def test_each_paper_begins_on_a_page_of_its_own():
    long = paper("Một đoạn văn dài để sang trang. " * 12, 30)
    alone = pages(pdf(long, FORM))
    assert alone > 1
    together = pdf_together([long, paper("Một"), paper("Hai")], FORM)
    assert pages(together) == alone + 2
    assert together == pdf_together([long, paper("Một"), paper("Hai")], FORM)


def test_one_alone_is_the_same_as_ever_and_none_is_refused():
    assert pdf_together([paper("Một")], FORM) == pdf(paper("Một"), FORM)
    with pytest.raises(PaperInvalid):
        pdf_together([], FORM)


def test_each_counts_its_pages_from_one():
    long = paper("Một đoạn văn dài để sang trang. " * 12, 30)
    made = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf_together([paper("Một"), long, paper("Hai")], FORM),
        capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip
    numbers = [page.strip().split("\n")[0].strip() for page in made.split("\f") if page.strip()]
    first = [number if number.isdecimal() else "" for number in numbers]
    assert first == ["", "", *(str(n) for n in range(2, len(first) - 1)), ""]
