"""Addresses of the core."""

from django.urls import path

from thidua.web.core import views

app_name = "core"
urlpatterns = [
    path("audit/", views.audit_list, name="audit"),
    path("audit/<int:entry>/", views.audit_entry, name="audit-entry"),
    path("health/", views.health, name="health"),
]
