"""Registration of votes."""

from django.apps import AppConfig


class VotesConfig(AppConfig):
    name = "thidua.web.votes"
    label = "votes"
    verbose_name = "Biểu quyết"
