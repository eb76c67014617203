"""Every address of the site, by feature."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("thidua.web.home.urls")),
    path("", include("thidua.web.demo.urls")),
    path("", include("thidua.web.news.urls")),
    path("", include("thidua.web.charity.urls")),
    path("", include("thidua.web.conferences.urls")),
    path("", include("thidua.web.elections.urls")),
    path("", include("thidua.web.ballots.urls")),
    path("", include("thidua.web.votes.urls")),
    path("", include("thidua.web.awards.urls")),
    path("", include("thidua.web.scoring.urls")),
    path("", include("thidua.web.limitations.urls")),
    path("", include("thidua.web.reporting.urls")),
    path("", include("thidua.web.agreements.urls")),
    path("", include("thidua.web.rulebooks.urls")),
    path("", include("thidua.web.signatures.urls")),
    path("", include("thidua.web.clusters.urls")),
    path("", include("thidua.web.accounts.urls")),
    path("", include("thidua.web.core.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
]
handler500 = "thidua.web.core.error_pages.fault"
