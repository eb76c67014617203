"""Reads of accounts."""

import datetime as dt
from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpRequest

LAST_VISIT = "last_visit_at"


def last_visit(request: HttpRequest) -> dt.datetime | None:
    """When the person's visit before this one ended; None on the first."""
    text = request.session.get(LAST_VISIT)
    return dt.datetime.fromisoformat(text) if text else None


def has_second_factor(user: Any) -> bool:
    """True with a six-digit-code app or a passkey; recovery codes alone do not count."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user=user, type__in=kinds).exists())
