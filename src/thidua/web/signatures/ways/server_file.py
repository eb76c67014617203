"""Signing with the unit's key file on this server, opened by the passphrase its leader types."""

from dataclasses import dataclass, field
from typing import ClassVar

from thidua.documents.signing import sign
from thidua.web.signatures import key_files
from thidua.web.signatures.models import RoundSigner, UnitCertificate
from thidua.web.signatures.ways import Paper, Signed


@dataclass(frozen=True)
class ServerFile:
    """A certificate whose key lies here, and its passphrase."""

    certificate: UnitCertificate
    passphrase: str = field(repr=False)
    key: ClassVar[RoundSigner.Way] = RoundSigner.Way.SERVER

    def sign(self, paper: Paper) -> Signed:
        """Open the key, sign, forget the key."""
        key = key_files.opened(self.certificate, self.passphrase)
        pdf = sign(paper.pdf, paper.field, key, at=paper.at, stamp=paper.stamp)
        return Signed(pdf, self.certificate.fingerprint)
