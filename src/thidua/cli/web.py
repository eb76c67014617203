"""`thidua web …`: the product's own commands, then every Django management command."""

import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Hand `arguments` to Django's command line; `check-data` is the module `check_data`.

    A database address that is wrong, or where nobody answers, is told in a sentence; the exit code is 1.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.web.config.settings")
    from django.conf import settings  # noqa: PLC0415 - slow import
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - slow import
    from django.db import OperationalError  # noqa: PLC0415 - slow import

    from thidua.web.config.database import UnreadableAddressError  # noqa: PLC0415 - only this command knows web

    name, *rest = arguments or ["help"]
    try:
        _ = settings.DATABASES  # a wrong address is told before anything starts
        execute_from_command_line(["thidua web", name.replace("-", "_"), *rest])
    except UnreadableAddressError as error:
        print(error, file=sys.stderr)
    except OperationalError as error:
        if "--traceback" in rest:
            raise
        why = str(error).strip().splitlines()[0]
        print(f"Không dùng được cơ sở dữ liệu / The database does not answer: {why}", file=sys.stderr)
    else:
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
