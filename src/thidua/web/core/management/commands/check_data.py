"""`thidua web check-data`: run every invariant on the data as they are."""

from typing import Any

from django.core.management import BaseCommand, CommandError

from thidua.web.core.invariants import check_all


class Command(BaseCommand):
    """Exit code 1 when an invariant is violated."""

    help = "Kiểm tra các điều luôn phải đúng của dữ liệu. / Check the data's invariants."

    def handle(self, *_args: Any, **_options: Any) -> None:
        broken = 0
        for name, problems in check_all().items():
            self.stdout.write(f"{'đạt ' if not problems else 'SAI '} {name}")
            for problem in problems:
                self.stdout.write(f"      {problem}")
            broken += bool(problems)
        if broken:
            raise CommandError(f"{broken} điều không đúng.")
