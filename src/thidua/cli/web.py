"""`thidua web …`: the product's own commands, then every Django management command."""

import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Hand `arguments` to Django's command line with the product's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.web.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - slow import

    execute_from_command_line(["thidua web", *(arguments or ["help"])])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
