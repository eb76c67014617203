"""Files kept once by content, their type read from content, never from the name."""

import hashlib
import io
import os
import tempfile
import zipfile
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.web.core import clock
from thidua.web.core.access import Refused
from thidua.web.core.models import StoredFile

MAX_BYTES = 20 * 1024 * 1024
PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT = "text/plain"
ALLOWED = {
    PDF: "PDF",
    PNG: gettext_lazy("ảnh PNG"),
    JPEG: gettext_lazy("ảnh JPEG"),
    DOCX: "Word (.docx)",
    XLSX: "Excel (.xlsx)",
}
INLINE = {PDF, PNG, JPEG}


def sniff(head: bytes, file: IO[bytes]) -> str | None:
    """Return the media type that the content shows, or None when it is none of the allowed ones."""
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"PK\x03\x04"):
        return _office_type(file)
    return None


def _office_type(file: IO[bytes]) -> str | None:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return None
    if "[Content_Types].xml" not in names or any("vbaProject" in n for n in names):
        return None
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.xml" in names:
        return XLSX
    return None


def path_of(sha256: str) -> Path:
    """Where the content with this digest lives under the site's files folder."""
    return Path(settings.FILES_ROOT) / sha256[:2] / sha256


def store(upload: "UploadedFile[Any] | io.BytesIO") -> StoredFile:
    """Keep the upload's content once and return its record.

    Raises `Refused` with a sentence when it is empty, too large or of a type not accepted. The
    bytes are on disk (fsync) before the record is written.
    """
    digest, size = hashlib.sha256(), 0
    root = Path(settings.FILES_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=root, delete=False) as kept:
        try:
            media_type, size = _copy(upload, kept, digest)
            target = path_of(digest.hexdigest())
            target.parent.mkdir(parents=True, exist_ok=True)
            Path(kept.name).replace(target)
        except BaseException:
            Path(kept.name).unlink(missing_ok=True)
            raise
    stored, _created = StoredFile.objects.get_or_create(
        sha256=digest.hexdigest(),
        defaults={"size": size, "media_type": media_type, "stored_at": clock.now()},
    )
    return stored


def _copy(
    upload: "UploadedFile[Any] | io.BytesIO", kept: IO[bytes], digest: "hashlib._Hash"
) -> tuple[str, int]:
    size, head = 0, b""
    chunks = upload.chunks() if isinstance(upload, UploadedFile) else iter([upload.getvalue()])
    for chunk in chunks:
        size += len(chunk)
        if size > MAX_BYTES:
            most = {"most": MAX_BYTES // 1024 // 1024}
            raise Refused(_("Tệp lớn hơn %(most)d MB. Hãy nén hoặc chia nhỏ tệp.") % most)
        head = head or chunk[:16]
        digest.update(chunk)
        kept.write(chunk)
    kept.flush()
    os.fsync(kept.fileno())
    if size == 0:
        raise Refused(_("Tệp rỗng. Hãy chọn lại tệp."))
    with Path(kept.name).open("rb") as again:
        media_type = sniff(head, again)
    if media_type is None:
        raise Refused(
            _(
                "Không nhận tệp này: nội dung không phải %(types)s, dù tên tệp ghi gì; tệp Office có macro cũng không nhận. "
                "Hãy mở thử tệp rồi lưu lại đúng loại."
            )
            % {"types": ", ".join(map(str, ALLOWED.values()))}
        )
    return media_type, size


def problem_with(stored: StoredFile) -> str | None:
    """Say what is wrong with the file on disk, or None when its content is what the record says."""
    path = path_of(stored.sha256)
    if not path.exists():
        return f"Tệp {stored.sha256[:12]}: không còn trên đĩa"
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != stored.sha256:
            return f"Tệp {stored.sha256[:12]}: nội dung trên đĩa đã đổi"
    return None
