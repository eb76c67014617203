"""Run as a program by the tests: several threads write audit lines, as some of many writers."""

import sys
from concurrent.futures import ThreadPoolExecutor

import django


def write(lines: int) -> None:
    from django.db import connection, transaction

    from thidua.web.accounts.models import User
    from thidua.web.core import audit

    user = User.objects.get(username="writer")
    for number in range(lines):
        with transaction.atomic():
            audit.record("test.line.write", actor=user, of=user, number=number)
    connection.close()


def main(threads: int, lines: int) -> None:
    django.setup()
    from django.db import connection

    from thidua.web.accounts.models import User

    User.objects.get_or_create(username="writer", defaults={"full_name": "Người ghi"})
    connection.close()
    with ThreadPoolExecutor(max(threads, 1)) as pool:
        list(pool.map(write, [lines] * threads))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
