"""The ways to sign, behind one interface: each adds exactly one signature to the file as it stands.

`ServerFile`: with a key file on this server. `Deferred`: with a value made elsewhere over a digest of ours.
`Uploaded`: by taking in a file that was signed elsewhere.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import get_language

from thidua.documents import FONT_FOLDER
from thidua.documents.signing import Finding, SigningError, Stamp
from thidua.web.signatures.models import RoundSigner


@dataclass(frozen=True)
class Paper:
    """The file as it stands, the field to sign, when, and what the stamp says."""

    pdf: bytes
    field: str
    at: dt.datetime
    stamp: Stamp


@dataclass(frozen=True)
class Signed:
    """The file with the one new signature, and whose certificate made it."""

    pdf: bytes
    fingerprint: str


class Way(Protocol):
    """One way to sign. SigningError when the signature could not be made; nothing was changed then."""

    @property
    def key(self) -> RoundSigner.Way:
        """Which way it is."""

    def sign(self, paper: Paper) -> Signed:
        """The signature of the paper's field."""


def paper_of(signer: RoundSigner, pdf: bytes, at: dt.datetime) -> Paper:
    """What is to be signed by a unit."""
    who = ", ".join(part for part in (signer.signer_name, signer.post) if part)
    return Paper(pdf, signer.field_name, at, Stamp(signer.unit_name, who, [FONT_FOLDER]))


def sentence(problem: SigningError | Finding) -> str:
    """What is wrong, in the reader's language."""
    return problem.sentence("en" if (get_language() or "vi").startswith("en") else "vi")
