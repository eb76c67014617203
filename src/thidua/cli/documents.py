"""`thidua documents …`: check the signatures of a PDF; make certificates for trying signing out. No Django."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from thidua.cli import _documents_commands as commands
from thidua.cli._documents_agent import sign_digest_command
from thidua.cli._parser import Parser
from thidua.cli._say import complain, language

ABOUT = "Văn bản: kiểm tra chữ ký số, chứng thư thử nghiệm. / Papers: check signatures, test certificates."
CODES = """\
Mã kết thúc / exit codes:
  0  xong; mọi chữ ký đều tốt, không còn ô trống / done; every signature good, no field empty
  1  có điều không tốt hoặc bị từ chối / something is not good, or refused
  2  sai cách dùng, tệp không dùng được / usage, or an unusable file
"""
INTERRUPTED = 130


def parser() -> argparse.ArgumentParser:
    """Every command with its help."""
    top = Parser(prog="thidua documents", description=ABOUT, epilog=CODES)
    found = top.add_subparsers(dest="command", required=True, metavar="COMMAND", title="lệnh / commands")

    def add(name: str, about: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        command = found.add_parser(name, help=about, description=about)
        command.set_defaults(run=run)
        command.add_argument("--json", action="store_true", help="in JSON / print JSON")
        command.add_argument("--lang", choices=["vi", "en"], help="ngôn ngữ thông báo / language of messages")
        return command

    command = add(
        "verify",
        "Ai ký, khi nào, còn nguyên vẹn và đáng tin không. / Who signed, when, intact and trusted or not.",
        commands.verify_command,
    )
    command.add_argument("file", metavar="FILE", help="tệp PDF / the PDF")
    command.add_argument(
        "--root",
        action="append",
        default=[],
        metavar="PEM",
        help="chứng thư gốc tin cậy (lặp lại được) / a trusted root certificate (may be repeated)",
    )
    command.add_argument(
        "--crl",
        action="append",
        default=[],
        metavar="CRL",
        help="danh sách thu hồi (lặp lại được) / a revocation list (may be repeated)",
    )
    command.add_argument(
        "--at", metavar="TIME", help="thời điểm xét, ISO 8601; mặc định: bây giờ / the moment; default: now"
    )
    _add_authority(add)
    _add_agent(add)
    return top


def _add_authority(
    add: Callable[[str, str, Callable[[argparse.Namespace], int]], argparse.ArgumentParser],
) -> None:
    command = add(
        "test-authority",
        "Làm chứng thư THỬ NGHIỆM cho các đơn vị. / Make TEST certificates for units.",
        commands.authority_command,
    )
    command.add_argument("folder", metavar="DIR", help="thư mục mới / a new folder")
    command.add_argument(
        "--units",
        required=True,
        metavar="FILE",
        help="tệp danh sách: mỗi dòng một đơn vị / a file with one unit a line",
    )
    command.add_argument("--days", type=int, default=730, help="số ngày hiệu lực / days of validity")
    command.add_argument("--rsa", action="store_true", help="khóa RSA thay cho ECDSA / RSA keys, not ECDSA")


def _add_agent(
    add: Callable[[str, str, Callable[[argparse.Namespace], int]], argparse.ArgumentParser],
) -> None:
    command = add(
        "sign-digest",
        "Ký một mã băm bằng tệp chứng thư trên máy này. / Sign a digest with a certificate file on this machine.",
        sign_digest_command,
    )
    command.add_argument("digest", nargs="?", metavar="HEX", help="mã băm SHA-256 / the SHA-256 digest")
    command.add_argument("--key", required=True, metavar="P12", help="tệp chứng thư có khóa / the key file")
    command.add_argument(
        "--at",
        metavar="URL",
        help="địa chỉ của phiên ký: lấy mã băm, gửi giá trị về / the session's address: fetch and send",
    )


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code is 0 (done, good), 1 (not good, refused) or 2 (usage, unusable file)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        args = parser().parse_args(arguments)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    args.lang = language(args.lang)
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except commands.RefusedError as refused:
        complain(str(refused))
        return refused.code
    except BrokenPipeError:  # the reader of a pipe went away; nothing more can be said to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return commands.FOUND
    except KeyboardInterrupt:
        return INTERRUPTED
    return code
