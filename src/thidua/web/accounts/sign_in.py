"""The session and the person of a request, each read by one short query: every page of everyone asks them first."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from thidua.web.accounts.models import User
from thidua.web.core import sql


class SessionStore(db.SessionStore):
    """Sessions in the database as Django keeps them."""

    def _get_session_from_db(self) -> Session | None:
        asked = {"key": self.session_key, "now": timezone.now()}
        found = sql.one(Session, "session_key = %(key)s AND expire_date > %(now)s", asked)
        if found is None:
            self._session_key = None
        return found


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Sign-in by allauth."""

    def get_user(self, user_id: Any) -> User | None:
        """The person of the session, unless they may not sign in any more."""
        user = sql.one(User, "id = %(id)s", {"id": user_id})
        return user if user and self.user_can_authenticate(user) else None
