"""Addresses of reporting: the year, a unit's figures, cells, evidence, counts, periods, comparison."""

from django.urls import path

from thidua.web.reporting.views import cells, comparison, counts, evidence, grid, periods, years

app_name = "reporting"
UNIT = "reporting/<int:cycle>/<int:unit>"
CELL = f"{UNIT}/<int:period>/<slug:indicator>"
urlpatterns = [
    path("reporting/", years.start, name="start"),
    path("reporting/<int:cycle>/", years.year_page, name="year"),
    path("reporting/<int:cycle>/compare/", comparison.comparison, name="comparison"),
    path("reporting/<int:cycle>/compare/csv/", comparison.comparison_csv, name="comparison-csv"),
    path("reporting/<int:cycle>/periods/", periods.periods, name="periods"),
    path("reporting/<int:cycle>/periods/add/", periods.period_add, name="period-add"),
    path("reporting/<int:cycle>/periods/copy/", periods.periods_copy, name="periods-copy"),
    path("reporting/periods/<int:period>/edit/", periods.period_edit, name="period-edit"),
    path("reporting/periods/<int:period>/remove/", periods.period_remove, name="period-remove"),
    path("reporting/periods/<int:period>/extend/", periods.period_extend, name="period-extend"),
    path(f"{UNIT}/evidence/", evidence.evidence_list, name="evidence"),
    path(f"{UNIT}/evidence/<str:criterion>/add/", evidence.evidence_add, name="evidence-add"),
    path(f"{UNIT}/activities/", counts.activities, name="activities"),
    path(f"{UNIT}/activities/add/", counts.activity_add, name="activity-add"),
    path(f"{UNIT}/classification/", counts.classification, name="classification"),
    path(f"{UNIT}/<int:period>/", grid.grid, name="grid"),
    path(f"{UNIT}/<int:period>/cells/", grid.cells, name="cells"),
    path(f"{CELL}/history/", cells.history, name="history"),
    path(f"{CELL}/restore/", cells.restore, name="restore"),
    path(f"{CELL}/correct/", cells.correct, name="correct"),
    path(f"{CELL}/assign/", cells.assign, name="assign"),
    path("reporting/evidence/<int:evidence>/file/", evidence.evidence_file, name="evidence-file"),
    path("reporting/evidence/<int:evidence>/withdraw/", evidence.evidence_withdraw, name="evidence-withdraw"),
    path("reporting/evidence/<int:evidence>/review/", evidence.evidence_review, name="evidence-review"),
    path("reporting/activities/<int:activity>/edit/", counts.activity_edit, name="activity-edit"),
    path("reporting/activities/<int:activity>/remove/", counts.activity_remove, name="activity-remove"),
]
