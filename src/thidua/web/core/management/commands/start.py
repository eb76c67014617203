"""`thidua web start`: migrate, load the demo when asked, serve until Ctrl-C."""

import os
import socket
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.utils.module_loading import import_string

from thidua.web.core import clock, set_up, tls

LAST_PORT = 65_535
DEMO = "thidua.web.demo.actions.load_demo"


class Command(BaseCommand):
    """Everything an office needs to be served from one folder by one command."""

    help = "Chạy sản phẩm: cập nhật dữ liệu, phục vụ tại địa chỉ in ra; Ctrl-C để dừng."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--demo", action="store_true", help="nạp cụm minh họa nếu dữ liệu còn trống")
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument(
            "--events-port",
            type=int,
            help="cổng báo thay đổi cho các màn hình đang mở; mặc định là cổng kế tiếp, 0: không mở",
        )
        parser.add_argument(
            "--certificate",
            type=Path,
            metavar="FOLDER",
            help="phục vụ bằng https với chứng thư của «thidua web certificate»",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        os.umask(0o077)  # what the office keeps is read by nobody else on this machine
        host, port = options["host"], options["port"]
        self.home_must_be_writable()
        scheme = self.use_certificate(options["certificate"])
        self.port_must_be_free(host, port)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        self.stdout.write("Thi đua")
        if options["demo"]:
            for line in import_string(DEMO)():
                self.stdout.write(line)
        address = f"{scheme}://{host}:{port}/"
        self.invite_to_set_up(address)
        self.stdout.write(f"Địa chỉ / Address:  {address}    (Ctrl-C để dừng / to stop)")
        self.stdout.flush()
        wanted = options["events_port"]
        # The event process speaks no https: a browser on an https page would not talk to it, and asks instead.
        usual = port + 1 if scheme == "http" else 0
        self.tell_of_events(host, usual if wanted is None else wanted, is_asked=wanted is not None)
        self.serve(host, port, options["workers"])

    def use_certificate(self, folder: Path | None) -> str:
        """Let the server end https itself, answering to the names in the certificate; "http" without one."""
        if folder is None:
            return "http"
        certificate, key = folder / tls.SITE, folder / tls.KEY
        try:
            names, ends = tls.names_of(certificate), tls.ends_of(certificate)
            key.read_bytes()
        except (OSError, ValueError) as error:
            raise CommandError(
                f"Không đọc được chứng thư trong {folder}: {error}. Tạo bằng: thidua web certificate "
                "/ The certificate cannot be read."
            ) from error
        if ends < clock.now():
            raise CommandError(
                f"Chứng thư hết hạn ngày {ends:%d/%m/%Y}. Tạo lại: thidua web certificate --again "
                "/ The certificate has expired."
            )
        os.environ |= {"THIDUA_HTTPS": "here"}
        os.environ.setdefault("THIDUA_HOSTS", ",".join(names))
        os.environ["GRANIAN_SSL_CERTIFICATE"], os.environ["GRANIAN_SSL_KEYFILE"] = str(certificate), str(key)
        os.environ["GRANIAN_SSL_PROTOCOL_MIN"] = "tls1.2"
        return "https"

    def invite_to_set_up(self, address: str) -> None:
        """On an empty site print where its first person is made, and the code that page asks for."""
        code = set_up.new_code()
        if code:
            self.stdout.write("Hệ thống chưa có ai. Thiết lập lần đầu / This site is empty. First set-up:")
            self.stdout.write(f"  Địa chỉ / Address:          {address}set-up/")
            self.stdout.write(f"  Mã thiết lập / Set-up code: {code}")

    def home_must_be_writable(self) -> None:
        """Refuse with one sentence when the data folder cannot be written."""
        try:
            settings.HOME.mkdir(parents=True, exist_ok=True)
            probe = settings.HOME / ".writable"
            probe.write_text("", encoding="utf-8")
            probe.unlink()
        except OSError as error:
            raise CommandError(
                f"Không ghi được vào thư mục dữ liệu {settings.HOME}: {error.strerror}. "
                "Chọn thư mục khác: make run THIDUA_HOME=thư-mục / The data folder is not writable."
            ) from error

    def port_must_be_free(self, host: str, port: int) -> None:
        """Refuse with one sentence when there is no such port, or another program holds it."""
        if not 1 <= port <= LAST_PORT:
            raise CommandError(
                f"Không có cổng {port}. Chọn cổng từ 1 đến {LAST_PORT}: make run PORT=9000 / There is no such port."
            )
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"Cổng {port} đang có chương trình khác dùng. Chọn cổng khác: make run PORT={port + 1} "
                    "/ The port is taken."
                ) from error

    def tell_of_events(self, host: str, port: int, *, is_asked: bool) -> None:
        """Start the event process, which ends with the server that this process becomes.

        Without it nothing is missing but speed: open screens ask the pages every few seconds. So a port that
        is taken is an error only where it was asked for.
        """
        os.environ |= {"THIDUA_EVENTS_PORT": "0"}
        if not 1 <= port <= LAST_PORT:
            return
        ours, theirs = os.pipe()
        os.set_inheritable(theirs, True)
        command = [sys.executable, "-m", "thidua.web.config.events", host, str(port)]
        said = subprocess.run(command, stdin=ours, check=False)  # noqa: S603 - ours
        os.close(ours)
        if said.returncode == 0:
            os.environ |= {"THIDUA_EVENTS_PORT": str(port)}
        elif is_asked:
            raise CommandError(
                f"Không mở được cổng báo thay đổi {port}. Chọn cổng khác: --events-port / The port for events is taken."
            )

    def serve(self, host: str, port: int, workers: int) -> None:
        """Become the server process, so that Ctrl-C reaches it directly."""
        program = os.path.join(os.path.dirname(sys.executable), "granian")  # noqa: PTH118, PTH120
        arguments = [
            program, "--interface", "wsgi", "--host", host, "--port", str(port),
            "--workers", str(workers), "--blocking-threads", "1", "--backpressure", "512",
            # A worker that the end finds between loading the site and serving it is not waited for.
            "--workers-kill-timeout", "5",
            "--no-ws", "--log-level", "warning", "thidua.web.config.worker:application",
        ]  # fmt: skip
        os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.web.config.settings"
        os.execv(program, arguments)  # noqa: S606 - no shell wanted
