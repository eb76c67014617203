"""Addresses of the start pages, of help and of the first set-up."""

from django.urls import path

from thidua.web.home.views import help, set_up, start  # noqa: A004 - the screen's name

app_name = "home"
urlpatterns = [
    path("", start.start, name="start"),
    path("set-up/", set_up.set_up, name="set-up"),
    path("set-up/guide/", set_up.guide, name="set-up-guide"),
    path("help/", help.help_index, name="help"),
    path("help/<slug:topic>/", help.help_topic, name="help-topic"),
]
