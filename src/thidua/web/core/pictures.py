"""Photos as every feature keeps and shows them: without the camera's data, never larger than a screen needs.

A picture that is small enough keeps its very pixels (`picture_data`); a larger one is drawn anew.
"""

import io
import os
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from thidua.web.core import files
from thidua.web.core.access import Refused
from thidua.web.core.models import StoredFile
from thidua.web.core.picture_data import without_metadata
from thidua.web.core.uploads import file_response

LONGEST = 2560
"""Pixels of the longer side that are kept: an A4 page at 220 dpi, a 2K screen."""
WIDTHS = (480, 960)
"""Widths made for lists and pages; the kept picture itself is for the full view."""
MOST_PIXELS = 80_000_000
"""More is no photo of an office but a file made to fill the memory."""
QUALITY = 82
NAMES = {files.JPEG: "JPEG", files.PNG: "PNG"}


def keep_picture(content: bytes) -> StoredFile:
    """Keep a JPEG or PNG without metadata, at most `LONGEST` pixels long. `Refused` when it is none or torn."""
    kind = files.sniff(content[:16], io.BytesIO(content))
    if kind not in NAMES:
        raise Refused(_("Chỉ nhận ảnh JPEG hoặc PNG."))
    if len(content) > files.MAX_BYTES:
        most = {"most": files.MAX_BYTES // 1024 // 1024}
        raise Refused(_("Tệp lớn hơn %(most)d MB. Hãy nén hoặc chia nhỏ tệp.") % most)
    try:
        return files.store(io.BytesIO(_ready(content, kind)))
    except (ValueError, OSError, SyntaxError, Image.DecompressionBombError) as torn:
        raise Refused(_("Tệp ảnh bị hỏng; hãy chọn tệp khác.")) from torn


def _ready(content: bytes, kind: str) -> bytes:
    clean = without_metadata(content, kind)
    with Image.open(io.BytesIO(clean), formats=[NAMES[kind]]) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise Refused(_("Ảnh quá lớn. Hãy thu nhỏ ảnh rồi chọn lại."))
        if max(picture.size) <= LONGEST:
            picture.load()  # a torn picture is told now, not when somebody looks at it
            return clean
        return _drawn(picture, kind, LONGEST, LONGEST)


def _drawn(picture: Image.Image, kind: str, width: int, height: int) -> bytes:
    """The picture at most so wide and high, turned upright, with its colour profile and nothing else."""
    profile = picture.info.get("icc_profile")
    if kind == files.JPEG:
        picture.draft(None, (width, height))  # the decoder itself skips what is not needed
    upright = ImageOps.exif_transpose(picture)
    if kind == files.JPEG and upright.mode not in {"RGB", "L"}:
        upright, profile = upright.convert("RGB"), None
    upright.thumbnail((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
    out = io.BytesIO()
    options: dict[str, Any] = {"quality": QUALITY, "progressive": True} if kind == files.JPEG else {}
    upright.save(out, NAMES[kind], optimize=True, icc_profile=profile, exif=b"", **options)
    return out.getvalue()


def at_width(stored: StoredFile, width: int) -> Path:
    """The kept picture, at most `width` wide: made once, made again when the folder was emptied."""
    whole = files.path_of(stored.sha256)
    made = Path(settings.FILES_ROOT) / "widths" / f"{stored.sha256}-{width}"
    if made.exists():
        return made
    with Image.open(whole, formats=list(NAMES.values())) as picture:
        if picture.width <= width:
            return whole
        content = _drawn(picture, stored.media_type, width, width * 4)
    made.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=made.parent, delete=False) as kept:
        kept.write(content)
    os.replace(kept.name, made)  # noqa: PTH105 - both are in one folder, at once
    return made


def picture_response(request: HttpRequest, stored: StoredFile, name: str) -> FileResponse:
    """The picture; `?w=480` asks for one of `WIDTHS`, anything else for the kept one."""
    response = file_response(stored, name)
    asked = request.GET.get("w", "")
    if asked.isdecimal() and int(asked) in WIDTHS:
        response.close()
        response = FileResponse(
            at_width(stored, int(asked)).open("rb"), filename=name, content_type=stored.media_type
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "private, no-cache"
    return response
