"""What happens when somebody signs in or changes their password."""

from typing import Any

from allauth.account.signals import password_changed
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from thidua.web.accounts.models import User
from thidua.web.accounts.queries import LAST_VISIT
from thidua.web.core import audit


@receiver(password_changed)
def password_was_changed(user: User, **_kwargs: Any) -> None:
    """The person chose a password: nothing more is asked of them, and the audit says so."""
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(must_change_password=False)
        user.must_change_password = False
        audit.record("accounts.password.change", actor=user, of=user)


@receiver(user_logged_in)
def remember_last_visit(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Keep the moment of the visit before this one, for "since you were last here"."""
    request.session[LAST_VISIT] = user.last_seen_at.isoformat() if user.last_seen_at else ""
