"""Addresses of the start pages and of help."""

from django.urls import path

from thidua.web.home import views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
    path("help/", views.help_index, name="help"),
    path("help/<slug:topic>/", views.help_topic, name="help-topic"),
]
