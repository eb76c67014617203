"""Photos leave their hidden data behind and keep their picture."""

import struct
import zlib

import pytest

from thidua.web.core import files
from thidua.web.core.picture_data import ORIENTATION, without_metadata


def png(text=b""):
    """A one-pixel PNG, with hidden text when given."""

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    hidden = chunk(b"tEXt", text) if text else b""
    body = chunk(b"IDAT", zlib.compress(b"\0\xff\0\0"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + hidden + body + chunk(b"IEND", b"")


def segment(marker, body):
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def exif(order, turned):
    tiff = (
        {"<": b"II", ">": b"MM"}[order]
        + struct.pack(f"{order}HI", 42, 8)
        + struct.pack(f"{order}HHHIHHI", 1, ORIENTATION, 3, 1, turned, 0, 0)
    )
    return segment(0xE1, b"Exif\0\0" + tiff + b"GPS 21.0285N")


SCAN = segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"picture\xff\xd9"
HEAD, TABLE, PROFILE = segment(0xE0, b"JFIF\0"), segment(0xDB, b"table"), segment(0xE2, b"ICC_PROFILE\0")


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_jpeg_keeps_its_picture_and_how_it_is_turned(order):
    hidden = segment(0xFE, b"owner") + segment(0xED, b"Photoshop")
    shot = b"\xff\xd8" + HEAD + exif(order, 6) + hidden + PROFILE + TABLE + SCAN + b"trailer GPS"
    clean = without_metadata(shot, files.JPEG)
    assert all(word not in clean for word in (b"GPS", b"owner", b"Photoshop"))
    assert clean.endswith(HEAD + PROFILE + TABLE + SCAN)
    assert clean[2:4] == b"\xff\xe1"
    assert without_metadata(clean, files.JPEG) == clean


def test_a_jpeg_without_hidden_data_stays_as_it_is():
    shot = b"\xff\xd8" + HEAD + b"\xff" + TABLE + SCAN
    assert without_metadata(shot, files.JPEG) == b"\xff\xd8" + HEAD + TABLE + SCAN


def test_a_png_loses_its_text():
    assert without_metadata(png(b"GPS\0here"), files.PNG) == png()


@pytest.mark.parametrize(
    ("torn", "kind"),
    [
        (png()[:-8], files.PNG),
        (png()[:20], files.PNG),
        (b"\xff\xd8" + HEAD, files.JPEG),
        (b"\xff\xd8" + HEAD + segment(0xDA, b"") + b"no end", files.JPEG),
        (b"\xff\xd8" + segment(0xE1, b"Exif\0\0MM") + HEAD, files.JPEG),
    ],
)
def test_a_torn_file_is_told(torn, kind):
    with pytest.raises(ValueError, match="torn"):
        without_metadata(torn, kind)
