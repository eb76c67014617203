"""Registration of public news."""

from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "thidua.web.news"
    label = "news"
    verbose_name = "Tin bài"
