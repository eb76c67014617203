"""Reads of signatures: the only doors to rows, progress, the round about a thing."""

from thidua.web.signatures.queries.certificates import (
    certificates_for_signing,
    certificates_visible_to,
    units_keeping_certificates,
)
from thidua.web.signatures.queries.rounds import (
    Progress,
    awaiting_signature_of,
    bytes_of,
    fields_received,
    open_session,
    progress,
    round_about,
    round_by_code,
    round_of_file,
    rounds_visible_to,
    signers_visible_to,
    with_progress,
)

__all__ = [
    "Progress",
    "awaiting_signature_of",
    "bytes_of",
    "certificates_for_signing",
    "certificates_visible_to",
    "fields_received",
    "open_session",
    "progress",
    "round_about",
    "round_by_code",
    "round_of_file",
    "rounds_visible_to",
    "signers_visible_to",
    "units_keeping_certificates",
    "with_progress",
]
