"""Run as a program by the tests: people book money of one fund at the same moment; prints what happened."""

import datetime as dt
import json
import uuid
from typing import Any

import django

from tests.postgres.act_at_once import together

ROUNDS = 5
DAY = dt.date(2021, 3, 1)


class Contests:
    """The small world's fund, and who meets whom in it."""

    def __init__(self) -> None:
        from tests.worlds import person, right
        from thidua.web.charity import actions
        from thidua.web.charity.tests import world
        from thidua.web.clusters.models import ClusterRole

        self.act, self.world = actions, world
        self.w = world.fund_world(adopted=False)
        self.second = person("thuky-hai")
        by = (self.w.site_admin, self.w.leader)
        right(self.second, self.w.cluster, ClusterRole.Role.SECRETARIAT, by, self.w.b)
        self.pair = (self.w.secretary, self.second)

    def adopt(self) -> list[str]:
        """Two secretaries record the same resolution."""
        return together(
            *(
                lambda who=who: self.act.adopt_campaign(
                    actor=who, campaign=self.w.campaign, resolution="Thống nhất.", adopted_on=self.world.ADOPTED
                )
                for who in self.pair
            )
        )  # fmt: skip

    def pay(self, actor: Any, amount: int, number: str, **more: Any) -> Any:
        """One payment of unit A."""
        return self.world.pay(self.w, self.w.pledge_a, amount, on=DAY, number=number, actor=actor, **more)

    def same_receipt(self, number: int) -> list[str]:
        """Both book the same receipt."""
        return together(*(lambda who=who: self.pay(who, 10_000, f"PT {number}") for who in self.pair))

    def double_press(self) -> list[str]:
        """One form is sent twice, under two receipt numbers so that only its key can tell."""
        key = uuid.uuid4()
        return together(
            *(lambda n=n: self.pay(self.w.secretary, 10_000, f"K {n} {key}", form_key=key) for n in range(2))
        )

    def rest(self) -> list[str]:
        """Both book all that is still owed, on two receipts: the second is told that nothing is owed."""
        from thidua.web.charity.queries import remaining_of

        owed = remaining_of(self.w.pledge_a)
        return together(*(lambda who=who: self.pay(who, owed, f"R {who}") for who in self.pair))

    def hand_over_all(self) -> list[str]:
        """Both hand over everything the fund holds."""
        from thidua.web.charity.queries import cash_of

        held = cash_of(self.w.fund)
        return together(*(lambda who=who: self.world.hand_over(self.w, held, actor=who) for who in self.pair))

    def amend(self) -> list[str]:
        """Both amend the pledge they read: one of them sees the other's."""
        return together(
            *(
                lambda who=who, more=more: self.act.amend_pledge(
                    actor=who, pledge=self.w.pledge_b, amount_vnd=11_000_000 + more, seen_vnd=10_000_000, reason="Đổi"
                )
                for more, who in enumerate(self.pair)
            )
        )  # fmt: skip

    def reverse(self) -> list[str]:
        """Both take the same payment back."""
        made = self.world.pay(self.w, self.w.pledge_b, 1_000_000, on=DAY, number="B 1")
        return together(
            *(
                lambda who=who: self.act.reverse_transaction(actor=who, row=made.transaction, reason="Nhầm")
                for who in self.pair
            )
        )

    def reverse_or_hand_over(self) -> list[str]:
        """A payment is taken back while its money is handed over: one of them comes too late."""
        made = self.world.pay(self.w, self.w.pledge_b, 1_000_000, on=DAY, number=f"B {uuid.uuid4()}")
        return together(
            lambda: self.act.reverse_transaction(actor=self.w.secretary, row=made.transaction, reason="Nhầm"),
            lambda: self.world.hand_over(self.w, 1_000_000, actor=self.second),
        )

    def everything(self) -> list[str]:
        """Many payments, publications and pages at once: nobody waits for ever, nothing is lost."""
        from thidua.web.charity import queries

        def publish() -> None:
            self.act.publish_statement(actor=self.second, campaign=self.w.campaign, as_of=DAY)

        def look() -> None:
            cut = queries.cut_now(self.w.fund, dt.date(2021, 12, 6))
            balances = queries.account_balances(queries.balances.entries_of(self.w.fund, cut))
            if sum(balances.values()):
                raise AssertionError(balances)

        pays = [
            lambda n=n: [
                self.world.pay(self.w, self.w.pledge_b, 1_000, on=DAY, number=f"E {n}-{k}", actor=self.pair[n % 2])
                for k in range(ROUNDS)
            ]
            for n in range(6)
        ]  # fmt: skip
        return together(*pays, publish, look, look)


def main() -> dict[str, Any]:
    django.setup()
    from thidua.web.charity.models import Contribution, LedgerTransaction
    from thidua.web.core import audit
    from thidua.web.core.invariants import check_all

    c = Contests()
    found: dict[str, Any] = {
        "adopt": c.adopt(),
        "same receipt": [c.same_receipt(number) for number in range(ROUNDS)],
        "double press": [c.double_press() for _round in range(ROUNDS)],
        "rest": c.rest(),
        "hand over all": c.hand_over_all(),
        "amend": c.amend(),
        "reverse": c.reverse(),
        "reverse or hand over": [c.reverse_or_hand_over() for _round in range(ROUNDS)],
        "everything": c.everything(),
    }
    numbers = list(LedgerTransaction.objects.order_by("number").values_list("number", flat=True))
    found["gapless"] = numbers == list(range(1, len(numbers) + 1))
    found["small payments"] = Contribution.objects.filter(amount_vnd=1_000).count()
    found["broken"] = {name: lines for name, lines in check_all().items() if lines}
    found["chain"] = list(audit.broken_links())
    return found


if __name__ == "__main__":
    print(json.dumps(main(), ensure_ascii=False))
