"""Addresses of recommendations for awards."""

from django.urls import URLPattern

app_name = "awards"
urlpatterns: list[URLPattern] = []
