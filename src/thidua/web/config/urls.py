"""Every address of the site, by feature."""

from django.urls import include, path

urlpatterns = [
    path("", include("thidua.web.home.urls")),
    path("", include("thidua.web.clusters.urls")),
    path("", include("thidua.web.accounts.urls")),
    path("", include("thidua.web.core.urls")),
]
