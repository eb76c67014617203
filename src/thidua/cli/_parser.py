"""An argument parser that speaks both languages."""

import argparse
import sys
from typing import NoReturn

from thidua.cli._say import complain

UNUSABLE = 2


class Parser(argparse.ArgumentParser):
    """The width does not depend on the terminal, so help pages can be compared; a mistake ends with code 2."""

    def __init__(self, **rest: object) -> None:
        super().__init__(
            allow_abbrev=False,
            formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(
                prog, max_help_position=28, width=100
            ),
            **rest,  # type: ignore[arg-type]
        )

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        complain(f"Sai cách dùng / usage error: {message}\nXem / see: {self.prog} --help")
        raise SystemExit(UNUSABLE)
