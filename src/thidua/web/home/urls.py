"""Addresses of the start pages, the inbox, search, help, the site's state and the first set-up."""

from django.urls import path

from thidua.web.home.views import help, reminders, search, set_up, site, start  # noqa: A004 - the screen's name

app_name = "home"
urlpatterns = [
    path("", start.start, name="start"),
    path("tasks/count/", start.count, name="task-count"),
    path("reminders/<int:cycle>/", reminders.reminders, name="reminders"),
    path("search/", search.search, name="search"),
    path("set-up/", set_up.set_up, name="set-up"),
    path("set-up/guide/", set_up.guide, name="set-up-guide"),
    path("site/health/", site.health, name="health"),
    path("help/", help.help_index, name="help"),
    path("help/<slug:topic>/", help.help_topic, name="help-topic"),
]
