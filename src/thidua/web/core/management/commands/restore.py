"""`thidua web restore FILE`: fill an empty site from a backup, then check every invariant."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, call_command

from thidua.web.core.access import Refused
from thidua.web.core.backup import restore_backup


class Command(BaseCommand):
    """Refuses a place that is not empty."""

    help = "Phục hồi từ tệp sao lưu vào nơi còn trống. / Restore a backup into an empty place."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        try:
            broken = restore_backup(options["file"])
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        for name, problems in broken.items():
            for problem in problems:
                self.stderr.write(f"{name}: {problem}")
        if broken:
            raise CommandError("Đã phục hồi nhưng dữ liệu không qua hết các phép kiểm tra nói trên.")
        self.stdout.write("Đã phục hồi; mọi phép kiểm tra đều đạt.")
