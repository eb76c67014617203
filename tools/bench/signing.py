"""Figures of digital signing: the fourteenth signature of a paper, with its stamp, and checking all of them."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import typst
from tools.bench.figures import Figure, median_ms

import thidua.documents
from thidua.documents import signing

AT = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)
UNITS = tuple(f"Đơn vị {number:02}" for number in range(1, 15))
SECRET = "bench"  # noqa: S105 - of keys made here and thrown away
OWN_FONTS = Path(thidua.documents.__file__).parent / "fonts"
FONTS = OWN_FONTS if OWN_FONTS.exists() else Path("/usr/share/fonts/truetype/liberation2")


def figures() -> Iterator[Figure]:
    """RSA-2048, the slower of the kinds of key in use; the key file is opened anew for each signature."""
    made = signing.make_authority(UNITS, at=AT, passphrase=SECRET, kind="rsa")
    plain = typst.compile(b'#set page("a4")\n' + b"#lorem(400) " * 3, format="pdf", timestamp=AT)
    pdf = signing.with_fields(plain, signing.grid(UNITS, page=1, area=(40, 40, 560, 800)))

    def sign(name: str) -> bytes:
        key = signing.open_key(made.units[name], SECRET)
        return signing.sign(pdf, name, key, at=AT, stamp=signing.Stamp(name, name, [FONTS]))

    for name in UNITS[:-1]:
        pdf = sign(name)
    spent = median_ms(lambda: sign(UNITS[-1]), 15)
    yield Figure(
        "sign_ms", spent, "ms", 200, note="14th PAdES B-B signature, RSA-2048, stamp drawn, key opened"
    )
    pdf = sign(UNITS[-1])
    asked = signing.Asked([made.root], AT, made.crls)
    if not signing.verify(pdf, asked).good:
        raise SystemExit("the signatures that were measured are not good")
    checked = median_ms(lambda: signing.verify(pdf, asked), 5)
    yield Figure(
        "verify_14_ms", checked, "ms", note=f"all 14 with difference analysis, {len(pdf) // 1024} KiB"
    )
