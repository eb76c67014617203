"""Run as a program by the tests: write N audit lines as one of many concurrent writers."""

import sys

import django


def main(lines: int) -> None:
    django.setup()
    from django.db import transaction

    from thidua.web.accounts.models import User
    from thidua.web.core import audit

    user, _created = User.objects.get_or_create(username="writer", defaults={"full_name": "Người ghi"})
    for number in range(lines):
        with transaction.atomic():
            audit.record("test.line.write", actor=user, of=user, number=number)


if __name__ == "__main__":
    main(int(sys.argv[1]))
