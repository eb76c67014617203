"""Signature fields: made with their boxes before the first signature, so that later ones break nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler
from pyhanko.sign.fields import SigFieldSpec, append_signature_field, ensure_sig_flags, enumerate_sig_fields

from thidua.documents.signing._problems import SigningError
from thidua.documents.signing._reading import MALFORMED, Revision, open_pdf, page_count

Box = tuple[int, int, int, int]
SMALLEST = 20
CORNERS = 4


@dataclass(frozen=True)
class Place:
    """A field to be made: its name, the page (from 1), its box in points from the lower left, what it is for."""

    name: str
    page: int
    box: Box
    label: str = ""


@dataclass(frozen=True)
class Field:
    """A signature field of a file; `box` is None where it shows nothing."""

    name: str
    signed: bool
    box: Box | None
    kind: str = "signature"


def with_fields(pdf: bytes, places: Sequence[Place]) -> bytes:
    """The file with an empty signature field at each place.

    Refused when the file is signed already, a name is taken, a page is missing or a box is off its page.
    """
    revision = Revision(pdf)
    reader = revision.prev
    known = {f.name: f for f in fields_of(reader)}
    if any(f.signed for f in known.values()):
        raise SigningError("field.too_late")
    for place in places:
        if place.name in known:
            raise SigningError("field.exists", field=place.name)
        known[place.name] = Field(place.name, signed=False, box=place.box)
        _must_fit(reader, place)
        append_signature_field(
            revision,
            SigFieldSpec(
                place.name,
                on_page=place.page - 1,
                box=place.box,
                readable_field_name=place.label or place.name,
            ),
        )
    # "Append only" from the start: else the first signature made elsewhere would have to change the form.
    ensure_sig_flags(revision, lock_sig_flags=True)
    return revision.bytes()


def grid(names: Sequence[str], *, page: int, area: Box, columns: int = 2, gap: int = 8) -> tuple[Place, ...]:
    """Places for the names in rows of `columns` filling the area from its upper left."""
    left, bottom, right, top = area
    rows = -(-len(names) // columns)
    width = (right - left - gap * (columns - 1)) // columns
    height = (top - bottom - gap * (rows - 1)) // rows
    places = []
    for index, name in enumerate(names):
        x = left + (index % columns) * (width + gap)
        y = top - (index // columns) * (height + gap)
        places.append(Place(name, page, (x, y - height, x + width, y)))
    return tuple(places)


def fields(pdf: bytes) -> tuple[Field, ...]:
    """Every signature field of a file, in the file's order."""
    return fields_of(open_pdf(pdf))


def fields_of(reader: PdfHandler, name: str | None = None) -> tuple[Field, ...]:
    """Every signature field that a reader, or an earlier revision of it, knows; or those of one name.

    Naming one is quicker: the signatures of the others are not read.
    """
    try:
        return tuple(
            Field(
                name=str(found),
                signed=value is not None,
                box=_box(reference.get_object()),
                kind=_kind(value),
            )
            for found, value, reference in enumerate_sig_fields(reader, with_name=name)
        )
    except MALFORMED as error:
        raise SigningError("file.unreadable") from error


def _kind(value: object) -> str:
    found = value.get_object() if hasattr(value, "get_object") else value
    return "timestamp" if isinstance(found, dict) and found.get("/Type") == "/DocTimeStamp" else "signature"


def _box(field: dict[str, object]) -> Box | None:
    rect = field["/Rect"] if "/Rect" in field else None  # noqa: SIM401 - .get would not follow a reference
    if not isinstance(rect, list) or len(rect) != CORNERS:
        return None
    numbers = [float(rect[i]) for i in range(CORNERS)]
    xs, ys = sorted(numbers[::2]), sorted(numbers[1::2])
    if xs[0] == xs[1] or ys[0] == ys[1]:
        return None
    return round(xs[0]), round(ys[0]), round(xs[1]), round(ys[1])


def _must_fit(reader: PdfFileReader, place: Place) -> None:
    if not 1 <= place.page <= page_count(reader):
        raise SigningError("field.page", page=place.page)
    page = reader.find_page_for_modification(place.page - 1)[0].get_object()
    while "/MediaBox" not in page:
        page = page["/Parent"]
    media = page["/MediaBox"]
    x1, y1, x2, y2 = (float(media[i]) for i in range(CORNERS))
    left, bottom, right, top = place.box
    inside = x1 <= left and y1 <= bottom and right <= x2 and top <= y2
    if not inside or right - left < SMALLEST or top - bottom < SMALLEST:
        raise SigningError("field.box", field=place.name)
