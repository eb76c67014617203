"""The start command refuses in one clear sentence."""

import os
import socket
import subprocess

import pytest
from django.core.management import CommandError, call_command

from tests.servers import PROGRAM


def test_start_names_the_taken_port(settings, tmp_path):
    settings.HOME = tmp_path
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(CommandError, match=f"Cổng {port} đang có chương trình khác dùng"):
            call_command("start", port=port)


@pytest.mark.parametrize("port", [0, -1, 65_536, 99_999])
def test_start_names_a_port_that_cannot_be(settings, tmp_path, port):
    settings.HOME = tmp_path
    with pytest.raises(CommandError, match=f"Không có cổng {port}. Chọn cổng từ 1 đến 65535"):
        call_command("start", port=port)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("mysql://localhost/thidua", "DATABASE_URL: chỉ nhận postgresql://…, không nhận «mysql»"),
        ("postgresql://thidua:a/b@localhost/thidua", "DATABASE_URL viết chưa đúng."),
        ("postgresql://thidua:x@127.0.0.1:1/thidua", "Không dùng được cơ sở dữ liệu"),
    ],
)
def test_start_says_in_one_line_what_is_wrong_with_the_database(tmp_path, address, sentence):
    environment = {**os.environ, "THIDUA_HOME": str(tmp_path), "DATABASE_URL": address}
    told = subprocess.run(
        [PROGRAM, "web", "start"], env=environment, capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stdout, len(told.stderr.splitlines())) == (1, "", 1)
    assert told.stderr.startswith(sentence)
