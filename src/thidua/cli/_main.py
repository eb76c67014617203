"""Choose the command; each one lives in a module of its own and is imported only when asked for."""

import sys
from collections.abc import Callable, Sequence

USAGE = """\
thidua – cụm thi đua: quy chế, chấm điểm, xếp hạng / emulation clusters: rules, scores, rankings

  thidua rules …      kiểm tra, chấm, giải thích, diễn tập quy chế / check, score, explain, rehearse
  thidua ballots …    bỏ phiếu kín: kiểm lại, chuẩn bị, mở phiếu / secret ballots: recount, prepare, open
  thidua documents …  kiểm tra chữ ký số trên văn bản / check the signatures of papers
  thidua web …        sản phẩm web / the web product (start, backup, restore, check-data, …)

Thêm --help sau mỗi lệnh để xem cách dùng. / Add --help to any command.
"""


def _web(arguments: Sequence[str]) -> int:
    from thidua.cli import web  # noqa: PLC0415 - slow import: Django

    return web.main(arguments)


def _rules(arguments: Sequence[str]) -> int:
    from thidua.cli import rules  # noqa: PLC0415 - slow import: tables, YAML

    return rules.main(arguments)


def _ballots(arguments: Sequence[str]) -> int:
    from thidua.cli import ballots  # noqa: PLC0415 - only when asked for

    return ballots.main(arguments)


def _documents(arguments: Sequence[str]) -> int:
    from thidua.cli import documents  # noqa: PLC0415 - slow import: PDF, cryptography

    return documents.main(arguments)


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "rules": _rules,
    "ballots": _ballots,
    "documents": _documents,
    "web": _web,
}


def main() -> int:
    """Run the command named on the command line; the exit code is 0 (done), 1 (no) or 2 (usage)."""
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(USAGE)
        return 0 if arguments else 2
    command = COMMANDS.get(arguments[0])
    if command is None:
        print(f"Không có lệnh / no such command: {arguments[0]}\n\n{USAGE}", file=sys.stderr)
        return 2
    return command(arguments[1:])
