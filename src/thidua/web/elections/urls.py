"""Addresses of the choice of next year's head."""

from django.urls import URLPattern

app_name = "elections"
urlpatterns: list[URLPattern] = []
