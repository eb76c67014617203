"""The code that opens the first set-up of an empty site; only its digest is kept.

`thidua web start` prints a new one each time while the site has no person yet: whoever can read
the terminal owns the site, a stranger on the network does not.
"""

import hashlib
import hmac
import secrets

from django.contrib.auth import get_user_model

from thidua.web.core.models import SiteState

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no 0/O, 1/I/L: read from a screen


def _digest(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter in LETTERS)
    return hashlib.sha256(plain.encode()).hexdigest()


def is_open() -> bool:
    """True while the site has no person."""
    return not get_user_model().objects.exists()


def new_code() -> str | None:
    """A new set-up code, older ones void; None when somebody is already there."""
    if not is_open():
        return None
    letters = [secrets.choice(LETTERS) for _i in range(16)]
    code = "-".join("".join(letters[i : i + 4]) for i in (0, 4, 8, 12))
    SiteState.objects.update_or_create(pk=1, defaults={"set_up_digest": _digest(code)})
    return code


def matches(code: str) -> bool:
    """True when `code` is the one printed last and the site is still empty."""
    state = SiteState.objects.filter(pk=1).first()
    kept = state.set_up_digest if state else ""
    return bool(kept) and is_open() and hmac.compare_digest(kept, _digest(code))


def close() -> None:
    """Void the code: the first person exists."""
    SiteState.objects.filter(pk=1).update(set_up_digest="")
