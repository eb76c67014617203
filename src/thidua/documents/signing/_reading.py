"""Opening a PDF that may come from anybody: what cannot be opened is told apart, never a traceback."""

import struct
import zlib
from io import BytesIO

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler
from pyhanko_certvalidator.errors import PathError, ValidationError

from thidua.documents.signing._problems import SigningError

MEGABYTE = 2**20
LIMIT_MB = 50
HEADER_WITHIN = 1024
# What pyHanko, its certificate validator and asn1crypto raise over malformed input: errors of their own and of
# the libraries below them, and Python's from wrong shapes.
MALFORMED = (
    PdfError, PathError, ValidationError, UnsupportedAlgorithm, InvalidSignature, zlib.error, struct.error,
    ValueError, LookupError, TypeError, AttributeError, AssertionError, NotImplementedError, ArithmeticError, OSError,
)  # fmt: skip
TOO_HARD = (RecursionError, MemoryError)


def open_pdf(pdf: bytes) -> PdfFileReader:
    """A reader over the bytes. SigningError `file.*` if they are no PDF, too big, encrypted or damaged."""
    if b"%PDF-" not in pdf[:HEADER_WITHIN]:
        raise SigningError("file.not_pdf")
    if len(pdf) > LIMIT_MB * MEGABYTE:
        raise SigningError("file.too_big", limit=LIMIT_MB)
    try:
        reader = PdfFileReader(BytesIO(pdf))
        if reader.encrypted:
            raise SigningError("file.encrypted")
        page_count(reader)
        if reader.xrefs.hybrid_xrefs_present:
            raise SigningError("file.unreadable")
    except TOO_HARD as error:
        raise SigningError("file.too_hard") from error
    except MALFORMED as error:
        raise SigningError("file.unreadable") from error
    return reader


def page_count(reader: PdfHandler) -> int:
    """How many pages the newest revision has."""
    return int(reader.root["/Pages"]["/Count"])


class Revision(IncrementalPdfFileWriter):
    """Appends to a PDF without touching its metadata: a signature is no new edition, and no clock is read."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__(BytesIO(pdf), prev=open_pdf(pdf))

    def _update_meta(self) -> None:
        """pyHanko would write the present time and its own name into the document's properties."""

    def bytes(self) -> bytes:
        """The file with what was appended."""
        out = BytesIO()
        self.write(out)  # type: ignore[no-untyped-call] # pyHanko leaves it untyped
        return out.getvalue()
