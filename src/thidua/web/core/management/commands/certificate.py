"""`thidua web certificate`: a certificate for https inside the office, and how telephones come to believe it."""

import socket
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from thidua.web.core import clock, tls

HERE = ("localhost", "127.0.0.1")


class Command(BaseCommand):
    """Make authority and certificate in the data folder; say what to do with each file."""

    help = "Tạo chứng thư https cho mạng nội bộ: máy ảnh và trang ở cửa trên điện thoại cần https."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", help="tên máy hoặc địa chỉ IP mà điện thoại sẽ gõ")
        parser.add_argument("--folder", type=Path, help="nơi ghi; mặc định là tls trong thư mục dữ liệu")
        parser.add_argument("--again", action="store_true", help="thay chứng thư đang có")

    def handle(self, *_args: Any, **options: Any) -> None:
        folder: Path = options["folder"] or Path(settings.HOME) / "tls"
        if (folder / tls.SITE).exists() and not options["again"]:
            raise CommandError(
                f"Đã có chứng thư ở {folder}. Thêm --again để thay; khi đó điện thoại phải cài lại "
                "/ There is one already; --again replaces it, and telephones must install it anew."
            )
        names = [*dict.fromkeys([*options["names"], socket.gethostname(), *HERE])]
        try:
            tls.make(folder, names, clock.now())
        except (OSError, ValueError) as error:
            raise CommandError(f"Không tạo được chứng thư / No certificate was made: {error}") from error
        self.stdout.write(f"Chứng thư cho / Certificate for: {', '.join(names)}")
        self.stdout.write(f"  1. Chạy / Start:   thidua web start --host 0.0.0.0 --certificate {folder}")
        self.stdout.write(
            f"  2. Cài tệp này lên điện thoại, máy tính ở cửa / Install: {folder / tls.AUTHORITY}"
        )
        self.stdout.write(
            "     Android: Cài đặt > Bảo mật > Cài chứng chỉ > Chứng chỉ CA. "
            "iPhone: mở tệp, cài hồ sơ, rồi bật trong Giới thiệu > Cài đặt tin cậy chứng chỉ."
        )
        self.stdout.write(f"  3. Giữ kín / Keep secret: {folder / tls.KEY}")
