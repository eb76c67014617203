"""Addresses of the core."""

from django.urls import path

from thidua.web.core import look_page, views

app_name = "core"
urlpatterns = [
    path("audit/", views.audit_list, name="audit"),
    path("audit/<int:entry>/", views.audit_entry, name="audit-entry"),
    path("look/", look_page.look, name="look"),
    path("look/panel/", look_page.panel, name="look-panel"),
    path("look/word/", look_page.word, name="look-word"),
    path("look/paper/", look_page.paper, name="look-paper"),
    path("health/", views.health, name="health"),
]
