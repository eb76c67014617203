"""QR codes as papers and screens show them."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe

SCALE = 8


def qr_png(text: str) -> bytes:
    """The code as PNG for paper; a quarter of it may be dirty and it still reads."""
    out = io.BytesIO()
    segno.make(text, error="q", micro=False).save(out, kind="png", scale=SCALE, border=4)
    return out.getvalue()


def qr_svg(text: str) -> SafeString:
    """The code as SVG for a screen: dark on white in the dark theme too, or cameras miss it."""
    made = segno.make(text, error="m", micro=False).svg_inline(
        scale=SCALE, border=4, dark="#000", light="#fff", omitsize=True
    )
    return mark_safe(made)  # noqa: S308 - drawn by the library from modules, holds no text of ours
