"""Addresses of the choice of next year's head."""

from django.urls import path

from thidua.web.elections import views

app_name = "elections"
CHOICE = "elections/choices/<int:choice>"
urlpatterns = [
    path("elections/", views.start, name="start"),
    path("elections/<int:cycle>/", views.year_page, name="year"),
    path("elections/<int:cycle>/draft/", views.draft, name="draft"),
    path("elections/<int:cycle>/vote/", views.vote, name="vote"),
    path(f"{CHOICE}/people/", views.people, name="people"),
    path(f"{CHOICE}/adopt/", views.adopt, name="adopt"),
    path(f"{CHOICE}/take-back/", views.take_back, name="take-back"),
]
