"""A test authority for a whole site: its root is trusted (and marked), every unit has a key file here."""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from thidua.documents.signing import make_authority
from thidua.web.clusters.models import Unit
from thidua.web.core import clock
from thidua.web.signatures import actions, trust


@dataclass(frozen=True)
class TestAuthority:
    """How many certificates were made, and the passphrase of them all."""

    __test__ = False

    count: int
    passphrase: str = field(repr=False)

    @classmethod
    def make(
        cls,
        units: Sequence[Unit],
        *,
        passphrase: str = "",
        days: int = 730,
        now: dt.datetime | None = None,
    ) -> "TestAuthority":
        """Root into the folder of trusted ones, key files into theirs, certificates registered."""
        at, word = now or clock.now(), passphrase or secrets.token_urlsafe(12)
        names = {unit.code: unit.name_on(clock.today()) for unit in units}
        made = make_authority(list(names.values()), at=at, passphrase=word, days=days)
        trust.add_test_root(made.root, made.crls, f"{at:%Y%m%d%H%M%S}")
        p12s = {code: made.units[name] for code, name in names.items()}
        rows = actions.register_test_certificates(units=units, p12s=p12s, passphrase=word, now=at)
        return cls(len(rows), word)
