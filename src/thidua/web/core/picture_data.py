"""Photos without what a camera hides in them: place, time, owner. Pure; keeps the picture as it is.

Only how the picture is turned survives, or it would stand on its side.
"""

import struct

from thidua.web.core import files

ORIENTATION = 0x0112
TEXT_CHUNKS = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
STUFFED = 0xFF
LONE = frozenset({0x01, *range(0xD0, 0xD9)})
APP1, SCAN, APP_FIRST, APP_LAST, COMMENT = 0xE1, 0xDA, 0xE1, 0xEF, 0xFE
KEPT_APPS = frozenset({0xE2, 0xEE})
"""Colour profile and Adobe's colour mark: without them colours change."""


def without_metadata(content: bytes, media_type: str) -> bytes:
    """The same JPEG or PNG without metadata. Raises ValueError when the file is torn."""
    return _jpeg(content) if media_type == files.JPEG else _png(content)


def _png(content: bytes) -> bytes:
    out, at = [content[:8]], 8
    while at + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, at)
        end = at + 12 + length
        if end > len(content):
            break
        name = content[at + 4 : at + 8]
        if name not in TEXT_CHUNKS:
            out.append(content[at:end])
        if name == b"IEND":
            return b"".join(out)
        at = end
    raise ValueError("torn PNG")


def _jpeg(content: bytes) -> bytes:
    out, at = [content[:2]], 2
    turned = 1
    while at + 4 <= len(content) and content[at] == STUFFED:
        marker = content[at + 1]
        if marker in LONE or marker == STUFFED:
            at += 1 if marker == STUFFED else 2
            continue
        if marker == SCAN:
            head = _orientation(turned) if turned != 1 else b""
            return b"".join([out[0], head, *out[1:], _scan(content, at)])
        end = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        segment = content[at:end]
        if marker == APP1 and segment[4:10] == b"Exif\0\0":
            turned = _turned(segment[10:]) or turned
        if not (APP_FIRST <= marker <= APP_LAST and marker not in KEPT_APPS) and marker != COMMENT:
            out.append(segment)
        at = end
    raise ValueError("torn JPEG")


def _scan(content: bytes, at: int) -> bytes:
    """From the first scan to the end of the picture: what phones append after it is dropped."""
    end = content.rfind(b"\xff\xd9")
    if end < at:
        raise ValueError("torn JPEG")
    return content[at : end + 2]


def _turned(tiff: bytes) -> int:
    """The orientation that EXIF names, 0 when it names none."""
    try:
        order = {b"II": "<", b"MM": ">"}[tiff[:2]]
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for number in range(count):
            tag, _kind, _n, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + number * 12)
            if tag == ORIENTATION:
                return value if 1 <= value <= 8 else 0  # noqa: PLR2004 - EXIF knows eight
    except (KeyError, struct.error):
        pass
    return 0


def _orientation(turned: int) -> bytes:
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, ORIENTATION, 3, 1, turned, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
