"""Signing with a key that is elsewhere: only the digest of the signed attributes goes out, a value comes back."""

from dataclasses import dataclass
from typing import ClassVar

from thidua.documents.signing import Prepared, SigningError, finish
from thidua.web.signatures.models import RoundSigner, SigningSession
from thidua.web.signatures.queries import bytes_of
from thidua.web.signatures.ways import Paper, Signed


def prepared_of(session: SigningSession) -> Prepared:
    """What waits for its value in a session."""
    return Prepared.of(bytes_of(session.base) + bytes(session.tail), session.prepared)


@dataclass(frozen=True)
class Deferred:
    """A session and the signature value that came back for its digest."""

    session: SigningSession
    value: bytes
    key: ClassVar[RoundSigner.Way] = RoundSigner.Way.DEFERRED

    def sign(self, paper: Paper) -> Signed:
        """Prove the value against the certificate and put it in; `finish.outdated` if somebody signed first."""
        if self.session.certificate is None:
            raise SigningError("finish.wrong_signature")
        pdf = finish(prepared_of(self.session), self.value, current=paper.pdf)
        return Signed(pdf, self.session.certificate.fingerprint)
