"""Registration of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "thidua.web.accounts"
    label = "accounts"
    verbose_name = "Tài khoản"
