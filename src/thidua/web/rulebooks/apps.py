"""Registration of rulebooks."""

from django.apps import AppConfig


class RulebooksConfig(AppConfig):
    name = "thidua.web.rulebooks"
    label = "rulebooks"
    verbose_name = "Quy chế"
