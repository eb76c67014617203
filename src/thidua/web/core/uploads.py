"""Uploads as every feature takes and hands them out: harmless names, types by content, never HTML."""

import re
import unicodedata
from typing import Any

from django.http import FileResponse

from thidua.web.core import files
from thidua.web.core.access import Refused
from thidua.web.core.models import StoredFile

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


def store_upload(upload: Any) -> StoredFile:
    """Keep an upload once; raises `Refused` with the file's name in front of the reason."""
    try:
        return files.store(upload)
    except Refused as refusal:
        raise Refused(f"«{upload.name[:80]}»: {refusal.reason}") from refusal


def file_response(stored: StoredFile, name: str) -> FileResponse:
    """The file itself: shown in the browser for PDF and pictures, saved for the rest, never as HTML."""
    response = FileResponse(
        files.path_of(stored.sha256).open("rb"),
        as_attachment=stored.media_type not in files.INLINE,
        filename=name,
        content_type=stored.media_type,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    return response
