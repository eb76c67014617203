"""`thidua web test-authority`: a test certificate for every unit of the site, ready to sign with."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from thidua.documents.signing import SigningError
from thidua.web.clusters.models import Cluster
from thidua.web.clusters.queries import member_units
from thidua.web.core import clock
from thidua.web.core.access import Refused
from thidua.web.signatures.test_authority import TestAuthority


class Command(BaseCommand):
    """Nothing it makes has legal force: names, stamp and pages say so."""

    help = "Làm chứng thư THỬ NGHIỆM cho mọi đơn vị. / Make TEST certificates for every unit of the site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=730, help="số ngày hiệu lực / days of validity")

    def handle(self, *_args: Any, **options: Any) -> None:
        units = {u.pk: u for cluster in Cluster.objects.all() for u in member_units(cluster, clock.today())}
        if not units:
            raise CommandError("Chưa có đơn vị nào trong cụm. / There is no unit in any cluster yet.")
        try:
            made = TestAuthority.make(list(units.values()), days=options["days"])
        except (SigningError, Refused) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Đã làm {made.count} chứng thư THỬ NGHIỆM. / Made {made.count} TEST certificates.\n"
            f"Mật khẩu chung, chỉ in một lần / Their passphrase, printed once:  {made.passphrase}"
        )
