"""Registration of secret ballots."""

from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "thidua.web.ballots"
    label = "ballots"
    verbose_name = "Bỏ phiếu kín"
