"""Registration of the demo."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "thidua.web.demo"
    label = "demo"
    verbose_name = "Minh họa"
