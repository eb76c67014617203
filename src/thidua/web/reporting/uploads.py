"""Names of uploaded files, made harmless. Pure."""

import re
import unicodedata

from thidua.web.core import files

ENDINGS = {
    files.PDF: (".pdf",),
    files.PNG: (".png",),
    files.JPEG: (".jpg", ".jpeg"),
    files.DOCX: (".docx",),
    files.XLSX: (".xlsx",),
}
LONGEST = 120
UNSAFE = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')


def clean_file_name(name: str, media_type: str) -> str:
    """The last part of the name in NFC, without signs that paths or readers trip over, ending by content.

    >>> clean_file_name("../../Báo cáo\\u202ecod.exe", files.PDF)
    'Báo cáocod.exe.pdf'
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    last = " ".join(UNSAFE.sub("", last).split()).strip(" .")
    endings = ENDINGS[media_type]
    if not last.lower().endswith(endings):
        last = f"{last or 'tệp'}{endings[0]}"
    stem, _dot, ending = last.rpartition(".")
    return f"{stem[:LONGEST]}.{ending}"
