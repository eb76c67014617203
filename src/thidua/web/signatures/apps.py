"""Registration of signatures."""

from django.apps import AppConfig


class SignaturesConfig(AppConfig):
    name = "thidua.web.signatures"
    label = "signatures"
    verbose_name = "Chữ ký số"
