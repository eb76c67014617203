"""Run as a program by the tests: fifty people issue documents at the same moment; prints the numbers given."""

import json
import threading
from typing import Any

import django

ISSUERS = 50


def main() -> dict[str, Any]:
    django.setup()
    from django.db import connection

    from tests.worlds import small_world
    from thidua.web.clusters.actions import issue_document
    from thidua.web.clusters.models import NumberSeries, OfficialDocument
    from thidua.web.clusters.tests.factories import DAY, draft, printed
    from thidua.web.core import audit
    from thidua.web.core.invariants import check_all

    w = small_world()
    runs = [{}, {"family": "state"}, {"issuer": "council"}]
    drafts = [draft(w, **runs[number % 5 % 3]) for number in range(ISSUERS)]
    gate, errors = threading.Barrier(ISSUERS), []

    def issue(number: int) -> None:
        def render(given: int | None) -> Any:
            if number % 10 == 9:
                raise RuntimeError("not printed")
            return printed(given)

        gate.wait()
        try:
            issue_document(actor=w.secretary, document=drafts[number], issued_on=DAY, render=render)
        except RuntimeError as error:
            errors.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=issue, args=[number]) for number in range(ISSUERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    given = OfficialDocument.objects.exclude(number=None).order_by("series_id", "number")
    return {
        "runs": sorted(
            [s.issuer, s.family, s.last, [d.number for d in given if d.series_id == s.pk]]
            for s in NumberSeries.objects.all()
        ),
        "errors": errors,
        "broken": {name: lines for name, lines in check_all().items() if lines},
        "chain": list(audit.broken_links()),
    }


if __name__ == "__main__":
    print(json.dumps(main(), ensure_ascii=False))
