"""Registration of agreements."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "thidua.web.agreements"
    label = "agreements"
    verbose_name = "Giao ước thi đua"
