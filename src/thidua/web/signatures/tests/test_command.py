"""One command makes a test authority for the site."""

import io

from django.core.management import call_command
from tests.worlds import small_world

from thidua.web.signatures import key_files, trust
from thidua.web.signatures.models import UnitCertificate


def test_every_unit_gets_a_test_certificate_and_the_root_is_marked(db, home):
    w, out = small_world(), io.StringIO()
    call_command("test_authority", stdout=out)
    rows = UnitCertificate.objects.order_by("pk")
    assert [(r.unit, r.kind, r.is_test) for r in rows] == [(u, "test", True) for u in (w.a, w.b, w.c)]
    assert [root.is_test for root in trust.roots()] == [True]
    word = out.getvalue().split(":")[-1].strip()
    assert key_files.opened(rows[0], word).certificate.fingerprint == rows[0].fingerprint
