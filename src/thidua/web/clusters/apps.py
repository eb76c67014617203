"""Registration of clusters."""

from django.apps import AppConfig


class ClustersConfig(AppConfig):
    name = "thidua.web.clusters"
    label = "clusters"
    verbose_name = "Cụm thi đua"
