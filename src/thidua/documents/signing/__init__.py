"""Digital signatures on papers: fields, signing here or elsewhere, checking, and a test authority.

Real PAdES by pyHanko. Times are arguments; keys and serial numbers come from the system's randomness.
"""

import logging

from thidua.documents.signing._apart import check_upload_apart, verify_apart
from thidua.documents.signing._authority import Authority, certificate_of, make_authority, revoke
from thidua.documents.signing._certificate import check_certificate
from thidua.documents.signing._deferred import Prepared, finish, prepare
from thidua.documents.signing._fields import Field, Place, fields, grid, with_fields
from thidua.documents.signing._keys import Certificate, Key, certificates, describe, open_key
from thidua.documents.signing._problems import Finding, SigningError, UploadRefusedError
from thidua.documents.signing._report import Report, SignatureReport, as_json, report_of
from thidua.documents.signing._sign import LongTerm, sign
from thidua.documents.signing._stamp import TEST_MARK, Stamp, draw_stamp
from thidua.documents.signing._upload import check_upload
from thidua.documents.signing._verify import Asked, verify
from thidua.documents.signing._words import SENTENCES

__all__ = [
    "SENTENCES",
    "TEST_MARK",
    "Asked",
    "Authority",
    "Certificate",
    "Field",
    "Finding",
    "Key",
    "LongTerm",
    "Place",
    "Prepared",
    "Report",
    "SignatureReport",
    "SigningError",
    "Stamp",
    "UploadRefusedError",
    "as_json",
    "certificate_of",
    "certificates",
    "check_certificate",
    "check_upload",
    "check_upload_apart",
    "describe",
    "draw_stamp",
    "fields",
    "finish",
    "grid",
    "make_authority",
    "open_key",
    "prepare",
    "report_of",
    "revoke",
    "sign",
    "verify",
    "verify_apart",
    "with_fields",
]

# pyHanko logs every refusal; here a refusal is a finding. Whoever wants its log adds a handler.
for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).addHandler(logging.NullHandler())
