"""`thidua web one-time-code USERNAME`: a way back in for somebody nobody else can help."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from thidua.web.accounts import actions
from thidua.web.accounts.models import User


class Command(BaseCommand):
    """For the site's administrator who lost the password or the second factor."""

    help = "In mã dùng một lần cho một người (mất mật khẩu). / Print a one-time code for a person."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument(
            "--clears-second-factor", action="store_true", help="gỡ cả lớp bảo vệ thứ hai khi dùng mã"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        user = User.objects.filter(username__iexact=options["username"]).first()
        if user is None:
            raise CommandError(f"Không có ai tên đăng nhập {options['username']}. / No such user name.")
        code = actions.issue_one_time_code(
            actor=None,
            user=user,
            clears_second_factor=options["clears_second_factor"],
            reason="Cấp từ dòng lệnh của máy chủ",
        )
        self.stdout.write(f"Mã dùng một lần / One-time code: {code}    (/code/, {actions.CODE_HOURS} giờ)")
