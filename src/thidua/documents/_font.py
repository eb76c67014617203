"""Liberation Serif as shipped: which characters it has and how wide they are."""

import struct
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
Face = dict[int, int]


@cache
def face(name: str = "Regular") -> Face:
    """Code point -> advance in thousandths of the type size, for one of the four shipped files."""
    raw = (FONTS / f"LiberationSerif-{name}.ttf").read_bytes()
    count = struct.unpack_from(">H", raw, 4)[0]
    tables = {}
    for at in range(12, 12 + 16 * count, 16):
        tag, _, start, _ = struct.unpack_from(">4sIII", raw, at)
        tables[tag] = start
    em = struct.unpack_from(">H", raw, tables[b"head"] + 18)[0]
    metrics = struct.unpack_from(">H", raw, tables[b"hhea"] + 34)[0]
    advances = [
        struct.unpack_from(">H", raw, tables[b"hmtx"] + 4 * n)[0] * 1000 // em for n in range(metrics)
    ]
    return {
        code: advances[min(glyph, metrics - 1)]
        for code, glyph in _characters(raw, tables[b"cmap"]).items()
        if glyph
    }


def _characters(raw: bytes, cmap: int) -> dict[int, int]:
    for n in range(struct.unpack_from(">H", raw, cmap + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", raw, cmap + 4 + 8 * n)
        if (platform, encoding) == (3, 1):
            return _format_4(raw, cmap + offset)
    return {}


def _format_4(raw: bytes, at: int) -> dict[int, int]:
    segments = struct.unpack_from(">H", raw, at + 6)[0] // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{segments}H", raw, at + 14 + 2 * segments * part + (2 if part else 0))
        for part in range(4)
    )
    found: dict[int, int] = {}
    offsets_at = at + 16 + 6 * segments
    for n in range(segments):
        for code in range(starts[n], ends[n] + 1):
            if offsets[n]:
                place = offsets_at + 2 * n + offsets[n] + 2 * (code - starts[n])
                glyph = struct.unpack_from(">H", raw, place)[0] if place + 2 <= len(raw) else 0
                found[code] = (glyph + deltas[n]) & 0xFFFF if glyph else 0
            else:
                found[code] = (code + deltas[n]) & 0xFFFF
    return found


@cache
def printable() -> frozenset[int]:
    """Code points that all four faces have."""
    return frozenset.intersection(*(frozenset(face(n)) for n in ("Regular", "Bold", "Italic", "BoldItalic")))


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is, in points."""
    advances = face("Bold" if bold else "Regular")
    return sum(advances.get(ord(c), 500) for c in text) * size / 1000
