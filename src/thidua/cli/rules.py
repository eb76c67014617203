"""`thidua rules …`: check, score, explain, rehearse and compare rulebooks; make templates. No Django."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from thidua.cli import _recheck as rechecking
from thidua.cli import _rules_commands as commands
from thidua.cli._parser import Parser
from thidua.cli._say import complain, language, told
from thidua.rules import DataInvalid, RulebookInvalid

ABOUT = "Quy chế: kiểm tra, chấm điểm, giải thích, diễn tập. / Rulebooks: check, score, explain, rehearse."
CODES = """\
Mã kết thúc / exit codes:
  0  xong / done
  1  có lỗi, cảnh báo hoặc bị từ chối / errors, warnings, or refused
  2  sai cách dùng, tệp không dùng được / usage, or an unusable file

FILE là một tệp YAML hoặc tên quy chế có sẵn như cantho_157/2025.
FILE is a YAML file or the name of a shipped rulebook such as cantho_157/2025.
"""
FILE = ("file", "quy chế / the rulebook")
INTERRUPTED = 130
DATA = "số liệu: .xlsx .csv .parquet .yaml .json / the data"


Adding = Callable[[str, str, Callable[[argparse.Namespace], int]], argparse.ArgumentParser]


def parser() -> argparse.ArgumentParser:
    """Every command with its help."""
    top = Parser(prog="thidua rules", description=ABOUT, epilog=CODES)
    found = top.add_subparsers(dest="command", required=True, metavar="COMMAND", title="lệnh / commands")

    def add(name: str, about: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        command = found.add_parser(name, help=about, description=about)
        command.set_defaults(run=run)
        command.add_argument("--json", action="store_true", help="in JSON / print JSON")
        command.add_argument("--lang", choices=["vi", "en"], help="ngôn ngữ thông báo / language of messages")
        return command

    add("list", "Các quy chế có sẵn. / The shipped rulebooks.", commands.shipped)
    command = add(
        "check",
        "Tìm lỗi và chỗ chưa rõ của quy chế. / Find what is wrong in a rulebook.",
        commands.check_command,
    )
    _takes(command, FILE, data=False)
    command = add("score", "Chấm điểm và xếp hạng. / Score and rank.", commands.score_command)
    _takes(command, FILE, data=True)
    _writes(command, needed=False, help_text="ghi ra .xlsx .csv .json .txt / write to a file")
    command.add_argument("--group", help="chỉ một nhóm / one group only")
    command = add("explain", "Giải thích điểm của một đơn vị. / Explain one unit.", commands.explain_command)
    _takes(command, FILE, data=True)
    command.add_argument("--unit", required=True, metavar="CODE", help="mã đơn vị / the unit's code")
    command = add(
        "rehearse",
        "Cùng số liệu theo hai quy chế: ai lên, ai xuống, do đâu. / One data set under two rulebooks.",
        commands.rehearse_command,
    )
    _takes(command, ("old", "quy chế cũ / the old one"), ("new", "quy chế mới / the new one"), data=True)
    command = add(
        "compare", "Hai bản quy chế khác nhau ở đâu. / Where two editions differ.", commands.compare_command
    )
    _takes(command, ("old", "bản cũ / the old one"), ("new", "bản mới / the new one"), data=False)
    command = add(
        "template", "Biểu mẫu Excel cho đơn vị điền. / An Excel form to fill.", commands.template_command
    )
    _takes(command, FILE, data=False)
    command.add_argument(
        "--units", required=True, help="danh sách đơn vị: mã, tên, nhóm / units: code, name, group"
    )
    _writes(command, needed=True, help_text="tệp .xlsx / the .xlsx file")
    command.add_argument("--period", default="", help="kỳ báo cáo / the period")
    command.add_argument("--known", metavar="DATA", help="số liệu đã có, điền sẵn / data to fill in")
    _add_recheck(add)
    return top


def _add_recheck(add: Adding) -> None:
    command = add(
        "recheck",
        "Tính lại một bảng xếp hạng đã công bố, đối chiếu. / Compute a published ranking anew, compare.",
        rechecking.recheck_command,
    )
    _takes(command, ("ranking", "tệp .json tải về từ trang xếp hạng / the downloaded ranking"), data=False)
    command.add_argument(
        "--parts",
        metavar="FOLDER",
        help="ghi quy chế và số liệu thành tệp riêng / write its rulebook and data as files",
    )


def _takes(command: argparse.ArgumentParser, *files: tuple[str, str], data: bool) -> None:
    for name, about in files:
        command.add_argument(name, metavar=name.upper(), help=about)
    if data:
        command.add_argument("--data", required=True, help=DATA)


def _writes(command: argparse.ArgumentParser, *, needed: bool, help_text: str) -> None:
    command.add_argument("--out", required=needed, help=help_text)
    command.add_argument("--force", action="store_true", help="ghi đè tệp đã có / replace an existing file")


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code is 0 (done), 1 (findings, refused) or 2 (usage, unusable file)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        args = parser().parse_args(arguments)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    args.lang = language(args.lang)
    try:
        return _run(args)
    except BrokenPipeError:  # the reader of a pipe went away; nothing more can be said to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return commands.FOUND
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(args: argparse.Namespace) -> int:
    try:
        code: int = args.run(args)
    except (DataInvalid, RulebookInvalid) as invalid:
        return _refused(invalid, args.lang)
    except commands.UnusableError as error:
        complain(str(error))
        return commands.UNUSABLE
    sys.stdout.flush()
    return code


def _refused(invalid: DataInvalid | RulebookInvalid, lang: str) -> int:
    """Tell every problem. What is no table or rulebook at all is unusable; what holds mistakes is refused."""
    for problem in invalid.problems:
        complain(told(problem, lang))
    codes = {p.code for p in invalid.problems}
    if isinstance(invalid, RulebookInvalid):
        return commands.UNUSABLE
    unusable = all(c.startswith("file.") for c in codes) and "file.exists" not in codes
    return commands.UNUSABLE if unusable else commands.FOUND
