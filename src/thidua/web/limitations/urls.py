"""Addresses of limitations."""

from django.urls import path

from thidua.web.limitations.views import items, years

app_name = "limitations"
ITEM = "limitations/items/<int:limitation>"
urlpatterns = [
    path("limitations/", years.start, name="start"),
    path("limitations/<int:cycle>/", years.year_page, name="year"),
    path("limitations/<int:cycle>/csv/", years.year_csv, name="csv"),
    path("limitations/<int:cycle>/add/", items.add, name="add"),
    path("limitations/<int:cycle>/carry/", years.carry, name="carry"),
    path(f"{ITEM}/", items.item, name="item"),
    path(f"{ITEM}/edit/", items.edit, name="edit"),
    path(f"{ITEM}/state/", items.move, name="move"),
    path(f"{ITEM}/withdraw/", items.withdraw, name="withdraw"),
    path("limitations/changes/<int:change>/file/", items.evidence, name="evidence"),
]
