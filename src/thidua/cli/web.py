"""`thidua web …`: the product's own commands, then every Django management command."""

import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Hand `arguments` to Django's command line; `check-data` is the module `check_data`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.web.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - slow import

    name, *rest = arguments or ["help"]
    execute_from_command_line(["thidua web", name.replace("-", "_"), *rest])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
