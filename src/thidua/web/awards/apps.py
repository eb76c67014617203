"""Registration of recommendations for awards."""

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "thidua.web.awards"
    label = "awards"
    verbose_name = "Khen thưởng"
