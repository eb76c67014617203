"""Registration of scoring."""

from django.apps import AppConfig


class ScoringConfig(AppConfig):
    name = "thidua.web.scoring"
    label = "scoring"
    verbose_name = "Chấm điểm"
