"""Run as a program by the tests: fourteen units sign one paper at the same moment; prints what happened."""

import json
import time
from typing import Any

import django

from tests.postgres.act_at_once import together

UNITS = 14


class Contest:
    """A cluster of fourteen, each with a leader and a test certificate, and a paper for all."""

    def __init__(self) -> None:
        from tests.worlds import Role, person, small_world, unit
        from thidua.documents import SignatureRoom
        from thidua.web.signatures import actions
        from thidua.web.signatures.test_authority import TestAuthority
        from thidua.web.signatures.tests.world import PASSPHRASE, paper

        self.act, self.w = actions, small_world()
        more = [unit(f"U{n:02}", f"Đơn vị {n:02}", self.w.cluster) for n in range(3, UNITS + 1)]
        self.units = [self.w.a, self.w.b, *more]
        TestAuthority.make(self.units, passphrase=PASSPHRASE)
        self.leaders = [person(f"ky-{u.code.lower()}", u, Role.LEADER) for u in self.units]
        boxes = [(40 + n % 4 * 130, 40 + n // 4 * 60) for n in range(UNITS)]
        seats = [
            actions.Seat(unit, f"Người ký {n}", "", SignatureRoom(1, (x, y, x + 120, y + 50)))
            for n, (unit, (x, y)) in enumerate(zip(self.units, boxes, strict=True))
        ]
        to_sign = actions.ToSign("Giao ước thi đua", "paper:1", paper(), seats)
        self.round = actions.open_round(actor=self.w.secretary, cluster=self.w.cluster, to_sign=to_sign)

    def sign(self, number: int) -> Any:
        """The leader of the unit signs with the key here."""
        from thidua.web.signatures.models import UnitCertificate
        from thidua.web.signatures.tests.world import PASSPHRASE
        from thidua.web.signatures.ways.server_file import ServerFile

        own = self.units[number]
        signer, certificate = self.round.signers.get(unit=own), UnitCertificate.objects.get(unit=own)
        return self.act.sign(
            actor=self.leaders[number], signer=signer, way=ServerFile(certificate, PASSPHRASE)
        )

    def all_but_two(self) -> list[str]:
        """Twelve at once."""
        return together(*(lambda n=n: self.sign(n) for n in range(UNITS - 2)))

    def double_press(self) -> list[str]:
        """The thirteenth presses three times."""
        return together(*(lambda: self.sign(UNITS - 2) for _press in range(3)))

    def last_or_cancel(self) -> list[str]:
        """The last one signs while the secretary cancels: one of them comes too late."""
        return together(
            lambda: self.sign(UNITS - 1),
            lambda: self.act.cancel_round(actor=self.w.secretary, signing_round=self.round, reason="Sai"),
        )


def main() -> dict[str, Any]:
    django.setup()
    from thidua.documents.signing import verify
    from thidua.web.core import audit, clock
    from thidua.web.core.invariants import check_all
    from thidua.web.signatures import queries, trust

    c = Contest()
    start = time.monotonic()
    found: dict[str, Any] = {"twelve": c.all_but_two(), "seconds": time.monotonic() - start}
    found |= {"double press": c.double_press(), "last or cancel": c.last_or_cancel()}
    c.round.refresh_from_db()
    report = verify(queries.bytes_of(c.round.current), trust.asked(clock.now()))
    found["good"] = sum(s.good for s in report.signatures)
    found["recorded"] = queries.progress(c.round).signed
    found["state"] = c.round.state
    found["broken"] = {name: lines for name, lines in check_all().items() if lines}
    found["chain"] = list(audit.broken_links())
    return found


if __name__ == "__main__":
    print(json.dumps(main(), ensure_ascii=False))
