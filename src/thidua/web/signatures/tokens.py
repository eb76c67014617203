"""Tokens of signing sessions: whoever has one may bring the signature of that session, and nothing else.

Made from the site's secret and never stored; the database keeps a digest to find the session by.
"""

import hashlib

from django.utils.crypto import salted_hmac

from thidua.web.signatures.models import SigningSession


def token_of(session: SigningSession) -> str:
    """The session's token, for its owner's page."""
    named = f"{session.signer_id}:{session.way}:{session.opened_at.isoformat(timespec='microseconds')}"
    return salted_hmac("thidua.web.signatures.session", named, algorithm="sha256").hexdigest()


def digest_of(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
