"""Registration of the choice of next year's head."""

from django.apps import AppConfig


class ElectionsConfig(AppConfig):
    name = "thidua.web.elections"
    label = "elections"
    verbose_name = "Cụm trưởng năm sau"
