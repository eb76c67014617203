"""Acts on people: make an account, hand out a one-time code, use it, lock and unlock."""

import datetime as dt
import hashlib
import secrets

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.accounts.models import OneTimeCode, User
from thidua.web.core import audit, clock, set_up
from thidua.web.core.access import Refused

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no 0/O, 1/I/L: read from paper
CODE_HOURS = 72


def _digest(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter in CODE_LETTERS)
    return hashlib.sha256(plain.encode()).hexdigest()


def make_user(*, username: str, full_name: str, post: str = "", phone: str = "") -> User:
    """Part of an act that writes the audit line: an account that only a one-time code opens.

    Raises `Refused` when the user name is taken.
    """
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(_("Tên đăng nhập %(name)s đã có người dùng.") % {"name": username})
    user = User(
        username=username.lower(), full_name=full_name.strip(), post=post.strip(), phone=phone.strip()
    )
    user.set_unusable_password()
    user.save()
    return user


def make_code(user: User, *, clears_second_factor: bool = False) -> str:
    """Part of an act that writes the audit line: a new code, 72 hours long; older ones stop working."""
    now = clock.now()
    OneTimeCode.objects.filter(user=user, used_at=None, expires_at__gt=now).update(expires_at=now)
    letters = [secrets.choice(CODE_LETTERS) for _i in range(12)]
    code = "-".join("".join(letters[i : i + 4]) for i in (0, 4, 8))
    OneTimeCode.objects.create(
        user=user,
        digest=_digest(code),
        made_at=now,
        expires_at=now + dt.timedelta(hours=CODE_HOURS),
        clears_second_factor=clears_second_factor,
    )
    return code


@transaction.atomic
def create_user(*, actor: User | None, username: str, full_name: str, post: str = "") -> User:
    """Make an account that nobody can sign in to until its one-time code is used."""
    user = make_user(username=username, full_name=full_name, post=post)
    audit.record("accounts.user.create", actor=actor, of=user, username=user.username)
    return user


@transaction.atomic
def create_site_admin(*, username: str, full_name: str, password: str) -> User:
    """The first person of an empty site, who may set everything up; refused once anybody exists."""
    if User.objects.select_for_update().exists():
        raise Refused(_("Hệ thống đã có người dùng; trang thiết lập ban đầu đã đóng."))
    user = User(username=username.lower(), full_name=full_name.strip(), is_site_admin=True)
    user.set_password(password)
    user.save()
    set_up.close()
    audit.record("accounts.site_admin.create", actor=user, of=user, username=user.username)
    return user


@transaction.atomic
def add_site_admin(*, username: str, full_name: str) -> str:
    """Another administrator of the site, made at the server's own terminal; returns their code."""
    user = make_user(username=username, full_name=full_name)
    user.is_site_admin = True
    user.save(update_fields=["is_site_admin"])
    audit.record("accounts.site_admin.add", actor=None, of=user, username=user.username)
    return make_code(user)


@transaction.atomic
def issue_one_time_code(
    *,
    actor: User | None,
    user: User,
    clears_second_factor: bool = False,
    unit_id: int | None = None,
    reason: str = "",
) -> str:
    """Return a new printed code for `user`, valid 72 hours; older unused codes stop working.

    With `clears_second_factor` using the code also removes a lost second factor.
    """
    code = make_code(user, clears_second_factor=clears_second_factor)
    audit.record(
        "accounts.code.issue",
        actor=actor,
        of=user,
        unit_id=unit_id,
        clears_second_factor=clears_second_factor,
        reason=reason.strip(),
    )
    return code


@transaction.atomic
def use_one_time_code(*, username: str, code: str, password: str) -> bool:
    """Set the password when `code` is this user's, unused and in time; False otherwise.

    The answer does not tell which of the three was wrong.
    """
    found = (
        OneTimeCode.objects.select_for_update()
        .filter(digest=_digest(code), user__username__iexact=username, used_at=None)
        .filter(expires_at__gt=clock.now(), user__is_active=True)
        .select_related("user")
        .first()
    )
    if found is None:
        return False
    found.used_at = clock.now()
    found.save(update_fields=["used_at"])
    user = found.user
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    if found.clears_second_factor:
        Authenticator.objects.filter(user=user).delete()
    audit.record("accounts.code.use", actor=user, of=user, second_factor_removed=found.clears_second_factor)
    return True


@transaction.atomic
def set_locked(*, actor: User, user: User, locked: bool, reason: str, unit_id: int | None = None) -> None:
    """Lock or unlock sign-in of `user`; a reason is required. Locking ends every visit at once."""
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do."))
    user.is_active = not locked
    user.save(update_fields=["is_active"])
    audit.record(
        "accounts.user.lock" if locked else "accounts.user.unlock",
        actor=actor,
        of=user,
        unit_id=unit_id,
        reason=reason.strip(),
    )
