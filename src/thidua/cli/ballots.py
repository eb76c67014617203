"""`thidua ballots …`: recount a board; make slips and keys, and open ballots, away from the server. No Django."""

import argparse
import sys
from collections.abc import Callable, Sequence

from thidua.cli import _rules_commands as codes
from thidua.cli._ballots_say import say
from thidua.cli._parser import Parser
from thidua.cli._say import complain, language, told
from thidua.cli.rules import INTERRUPTED
from thidua.rules import DataInvalid

ABOUT = "Bỏ phiếu kín: kiểm lại, chuẩn bị, mở phiếu. / Secret ballots: recount, prepare, open."
CODES = """\
Mã kết thúc / exit codes:
  0  trùng khớp, xong / agrees, done
  1  có chỗ sai hoặc bị từ chối / deviations, or refused
  2  sai cách dùng, tệp không dùng được / usage, or an unusable file
"""
BOARD = "bảng phiếu .json tải về / the downloaded board"


def parser() -> argparse.ArgumentParser:
    """Every command with its help."""
    return _parsers()[0]


def help_of(name: str) -> str:
    """The help of one command, or of the whole for ""."""
    top, commands = _parsers()
    return (commands[name] if name else top).format_help()


def _parsers() -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    top = Parser(prog="thidua ballots", description=ABOUT, epilog=CODES)
    found = top.add_subparsers(dest="command", required=True, metavar="COMMAND", title="lệnh / commands")
    commands: dict[str, argparse.ArgumentParser] = {}
    for name, (about, fill) in COMMANDS.items():
        commands[name] = found.add_parser(name, help=about, description=about)
        commands[name].add_argument(
            "--lang", choices=["vi", "en"], help="ngôn ngữ thông báo / language of messages"
        )
        fill(commands[name])
    return top, commands


def _recount(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help=BOARD)
    command.add_argument("--json", action="store_true", help="in JSON / print JSON")
    command.add_argument("--opening", metavar="DIGEST", help="mã niêm phong đã đọc lúc mở / digest read out")
    command.add_argument(
        "--closing", metavar="DIGEST", help="mã niêm phong đã đọc lúc đóng / digest read out"
    )
    command.add_argument("--earlier", metavar="FILE", help="bản tải về trước đó / an earlier copy")
    command.add_argument(
        "--acknowledged", metavar="FILE", action="append", help="giấy báo nhận của cử tri / a voter's proof"
    )
    command.add_argument("--receipt", metavar="NUMBER", help="tìm phiếu theo số biên nhận / find one ballot")


def _prepare(command: argparse.ArgumentParser) -> None:
    command.add_argument("--ballot", required=True, metavar="ID", help="mã cuộc bỏ phiếu / the ballot's id")
    command.add_argument("--slips", required=True, type=int, metavar="N", help="số phiếu mã / how many slips")
    command.add_argument("--tellers", type=int, default=3, metavar="N", help="số người giữ khóa, mặc định 3")
    command.add_argument("--need", type=int, default=2, metavar="K", help="số người đủ để mở, mặc định 2")
    command.add_argument("--address", metavar="URL", help="trang bỏ phiếu: in thêm PDF có mã QR / also a PDF")
    command.add_argument("--out", required=True, metavar="FOLDER", help="thư mục mới / a new folder")


def _open(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help=BOARD)
    command.add_argument("--out", required=True, metavar="FILE", help="bảng phiếu đã mở / the opened board")
    command.add_argument(
        "--complaints", metavar="FILE", help="khiếu nại đã giải quyết, .json / complaints as decided"
    )


COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "recount": ("Kiểm lại mọi phiếu từ tệp đã công bố. / Do the whole ballot again.", _recount),
    "prepare": ("Làm phiếu mã và khóa, không qua máy chủ. / Make slips and keys offline.", _prepare),
    "open": ("Mở phiếu bằng các mảnh khóa. / Open the ballots with the tellers' shares.", _open),
}


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code is 0 (agrees, done), 1 (deviates, refused) or 2 (usage, unusable)."""
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
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(args: argparse.Namespace) -> int:
    try:
        from thidua.ballots import BallotsError  # noqa: PLC0415 - PyNaCl is optional
        from thidua.cli import _ballots_commands as commands  # noqa: PLC0415
    except ModuleNotFoundError:
        complain(say("no_library", args.lang))
        return codes.UNUSABLE
    run = {
        "recount": commands.recount_command,
        "prepare": commands.prepare_command,
        "open": commands.open_command,
    }[args.command]
    try:
        return run(args)
    except BallotsError as refused:
        complain(refused.said.vi if args.lang == "vi" else refused.said.en)
        return codes.UNUSABLE if refused.code in commands.NO_BOARD else codes.FOUND
    except DataInvalid as invalid:
        for problem in invalid.problems:
            complain(told(problem, args.lang))
    except codes.UnusableError as error:
        complain(str(error))
    return codes.UNUSABLE
