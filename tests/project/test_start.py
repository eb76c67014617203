"""The start command refuses in one clear sentence."""

import socket

import pytest
from django.core.management import CommandError, call_command


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
