"""What the sign-in page of a demo shows."""

from typing import Any

from django.http import HttpRequest

from thidua.web.demo.actions import PASSWORD, SIGN_INS


def sign_ins(request: HttpRequest) -> dict[str, Any]:
    """One sign-in per role and the shared password, for the sign-in page alone (shown if this is a demo)."""
    match = request.resolver_match
    if match is None or match.view_name != "account_login":
        return {}
    return {"demo_sign_ins": SIGN_INS, "demo_password": PASSWORD}
