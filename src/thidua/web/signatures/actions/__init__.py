"""Acts of signing: rounds, signatures, certificates, signatures on their way."""

from thidua.web.signatures.actions.certificates import (
    register_certificate,
    register_key_file,
    register_test_certificates,
    revoke_certificate,
)
from thidua.web.signatures.actions.rounds import Seat, ToSign, cancel_round, open_round
from thidua.web.signatures.actions.sessions import close_session, note_fetch, start_session
from thidua.web.signatures.actions.signing import sign

__all__ = [
    "Seat",
    "ToSign",
    "cancel_round",
    "close_session",
    "note_fetch",
    "open_round",
    "register_certificate",
    "register_key_file",
    "register_test_certificates",
    "revoke_certificate",
    "sign",
    "start_session",
]
