"""Addresses of the demo; they answer on a demo site only."""

from django.urls import path

from thidua.web.demo import views

app_name = "demo"
urlpatterns = [
    path("demo/", views.sign_ins, name="sign-ins"),
    path("demo/calendar/", views.calendar, name="calendar"),
]
