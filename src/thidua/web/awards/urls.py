"""Addresses of recommendations for awards."""

from django.urls import path

from thidua.web.awards.views import lists, papers, units

app_name = "awards"
LIST = "awards/lists/<int:award_list>"
urlpatterns = [
    path("awards/", lists.start, name="start"),
    path("awards/<int:cycle>/", lists.year_page, name="year"),
    path("awards/<int:cycle>/make/", lists.make, name="make"),
    path(f"{LIST}/follow/", lists.follow, name="follow"),
    path(f"{LIST}/thresholds/", lists.thresholds, name="thresholds"),
    path(f"{LIST}/decide/", lists.decide, name="decide"),
    path(f"{LIST}/reopen/", lists.reopen, name="reopen"),
    path(f"{LIST}/send/", lists.send, name="send"),
    path(f"{LIST}/add/", units.add, name="add"),
    path(f"{LIST}/units/<int:unit>/", units.unit_page, name="unit"),
    path(f"{LIST}/units/<int:unit>/disqualify/", units.disqualify, name="disqualify"),
    path(f"{LIST}/papers/<str:kind>/<str:ending>/", papers.paper, name="paper"),
    path("awards/disqualifications/<int:disqualification>/lift/", units.lift, name="lift"),
    path("awards/recommendations/<int:recommendation>/remove/", units.remove, name="remove"),
    path("awards/recommendations/<int:recommendation>/vote/", units.vote, name="vote"),
    path("awards/achievements/<int:achievement>/", units.achievement, name="achievement"),
    path("awards/achievements/<int:achievement>/<str:ending>/", papers.achievement, name="achievement-paper"),
]
