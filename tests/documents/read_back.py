"""What a printed file says, read without our own code: .docx by its XML, PDF by poppler."""

import io
import re
import subprocess
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def squeezed(text):
    """The text without blanks, and with plain hyphens: line ends and held numbers do not matter."""
    return re.sub(r"[\s\u2060]", "", text).replace("\u2011", "-")


def docx_body(raw):
    document = zipfile.ZipFile(io.BytesIO(raw)).read("word/document.xml")
    return ET.fromstring(document).find(f"{W}body")  # noqa: S314 - our own file


def docx_text(raw):
    """Every paragraph of the body in order."""
    return [_paragraph(p) for p in docx_body(raw).iter(f"{W}p")]


def _paragraph(p):
    return "".join(
        "-" if node.tag == f"{W}noBreakHyphen" else node.text or ""
        for node in p.iter()
        if node.tag in {f"{W}t", f"{W}noBreakHyphen"}
    )


def pdf_text(path):
    """The tagged text in logical order; page numbers, repeated heads and watermarks are no part of it."""
    told = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, check=True).stdout.decode(
        errors="replace"
    )
    return re.findall(r'^ *"(.*)"$', told, re.MULTILINE)


def pdf_words(raw):
    """All words of a PDF as a reader copies them, one space between."""
    told = subprocess.run(["pdftotext", "-", "-"], input=raw, capture_output=True, check=True).stdout
    return " ".join(told.decode().split())


def pdf_fonts(path):
    """Names of the embedded fonts; one that is not embedded keeps a mark."""
    rows = (
        subprocess.run(["pdffonts", path], capture_output=True, check=True).stdout.decode().splitlines()[2:]
    )
    return {
        re.sub(r"^[A-Z]{6}\+", "", row.split()[0]) + ("" if " yes " in row else " (not embedded)")
        for row in rows
    }


@dataclass(frozen=True)
class Box:
    """A line of a page with its place in points."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


def boxes(path):
    """All lines of a PDF as laid out."""
    told = subprocess.run(
        ["pdftotext", "-bbox-layout", path, "-"], capture_output=True, check=True
    ).stdout.decode()
    root = ET.fromstring(re.sub(r' xmlns="[^"]+"', "", re.sub(r"<!DOCTYPE[^>]*>", "", told)))  # noqa: S314 - poppler's word on our own file
    found = []
    for n, page in enumerate(root.iter("page"), 1):
        for line in page.iter("line"):
            text = " ".join(word.text or "" for word in line.iter("word"))
            place = (float(line.get(side)) for side in ("xMin", "yMin", "xMax", "yMax"))
            found.append(Box(n, *place, text))
    return found
