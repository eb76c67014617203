"""`thidua web create-admin USERNAME "FULL NAME"`: another administrator of the site."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from thidua.web.accounts import actions
from thidua.web.core.access import Refused


class Command(BaseCommand):
    """Prints a one-time code with which the new administrator sets a password."""

    help = "Thêm một quản trị hệ thống và in mã dùng một lần. / Add a site administrator; prints a code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("full_name")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            code = actions.add_site_admin(username=options["username"], full_name=options["full_name"])
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        self.stdout.write(f"Mã dùng một lần / One-time code: {code}    (/code/, {actions.CODE_HOURS} giờ)")
