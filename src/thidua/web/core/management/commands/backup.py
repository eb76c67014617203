"""`thidua web backup FILE`: the whole site in one zip file."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from thidua.web.core.access import Refused
from thidua.web.core.backup import write_backup


class Command(BaseCommand):
    """Safe while the site runs."""

    help = "Sao lưu toàn bộ dữ liệu và tệp vào một tệp zip. / Back up rows and files into one zip."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        os.umask(0o077)  # the copy holds everything; nobody else on this machine reads it
        try:
            manifest = write_backup(options["file"])
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        rows = sum(manifest["rows"].values())
        self.stdout.write(f"Đã sao lưu {rows} dòng, {manifest['files']} tệp vào {options['file']}")
