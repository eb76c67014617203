"""Load the demo cluster into an empty site."""

from collections.abc import Iterator

from django.db import transaction

from thidua.web.accounts.models import User

PASSWORD = "thidua-demo-2021"  # noqa: S105 - printed on start; a demo site only


def load_demo() -> Iterator[str]:
    """Fill an empty site with the demo cluster; yields the lines to print (one sign-in per role)."""
    with transaction.atomic():
        if not User.objects.exists():
            admin = User(username="quantri", full_name="Quản trị hệ thống (minh họa)", is_site_admin=True)
            admin.set_password(PASSWORD)
            admin.save()
    yield f"Đăng nhập thử / Demo sign-in:  quantri / {PASSWORD}"
