"""Addresses of scoring."""

from django.urls import path

from thidua.web.scoring.views import board, clauses, criterion, explanations, papers, ranking, sheets

app_name = "scoring"
urlpatterns = [
    path("scoring/", board.board_now, name="board-now"),
    path("scoring/<int:cycle>/", board.board, name="board"),
    path("scoring/<int:cycle>/sheets/", sheets.sheet_list, name="sheets"),
    path("scoring/<int:cycle>/units/<str:unit>/<str:item>/", criterion.criterion, name="criterion"),
    path("scoring/sheets/<int:sheet>/", sheets.sheet, name="sheet"),
    path("scoring/sheets/<int:sheet>/mark/", sheets.self_mark, name="self-mark"),
    path("scoring/sheets/<int:sheet>/submit/", sheets.submit, name="submit"),
    path("scoring/sheets/<int:sheet>/recall/", sheets.recall, name="recall"),
    path("scoring/sheets/<int:sheet>/approve/", sheets.approve, name="approve"),
    path("scoring/sheets/<int:sheet>/return/", sheets.return_to_officer, name="return"),
    path("scoring/sheets/<int:sheet>/reopen/", sheets.reopen, name="reopen"),
    path("scoring/sheets/<int:sheet>/missed/", sheets.record_missed, name="missed"),
    path("scoring/sheets/<int:sheet>/zero/", sheets.zero_missing, name="zero"),
    path("scoring/sheets/<int:sheet>/verify/", sheets.verify, name="verify"),
    path("scoring/sheets/<int:sheet>/verify/<str:item>/", criterion.verify_mark, name="verify-mark"),
    path("scoring/marks/<int:version>/restore/", criterion.restore, name="mark-restore"),
    path("scoring/<int:cycle>/explanations/", explanations.explanation_list, name="explanations"),
    path("scoring/sheets/<int:sheet>/ask/<str:item>/", explanations.ask, name="ask"),
    path("scoring/explanations/<int:explanation>/", explanations.explanation, name="explanation"),
    path("scoring/<int:cycle>/ranking/", ranking.ranking_now, name="ranking-now"),
    path("scoring/<int:cycle>/tie/<str:unit>/", ranking.tie, name="tie"),
    path("scoring/<int:cycle>/grade/<str:unit>/", ranking.grade, name="grade"),
    path("scoring/<int:cycle>/gate/<str:unit>/<str:gate>/", ranking.gate, name="gate"),
    path("scoring/<int:cycle>/again/", ranking.again, name="again"),
    path("scoring/rankings/<int:ranking>/", ranking.ranking, name="ranking"),
    path("scoring/rankings/<int:ranking>/units/<str:unit>/<str:item>/", criterion.frozen, name="frozen"),
    path("scoring/rankings/<int:ranking>/recheck/", ranking.recheck, name="recheck"),
    path("scoring/rankings/<int:ranking>/snapshot/", ranking.snapshot, name="snapshot"),
    path("agreements/<int:agreement>/follow/", clauses.follow, name="follow"),
    path("scoring/papers/sheet/<int:sheet>/", papers.sheet_paper, name="paper-sheet"),
    path("scoring/papers/minutes/<int:sheet>/", papers.minutes_paper, name="paper-minutes"),
    path("scoring/papers/explanation/<int:explanation>/", papers.explanation_paper, name="paper-explanation"),
    path("scoring/papers/scores/<int:cycle>/", papers.scores_paper, name="paper-scores"),
    path("scoring/papers/ranking/<int:ranking>/", papers.ranking_paper, name="paper-ranking"),
    path("scoring/papers/sheet/<int:sheet>/<slug:ending>/", papers.sheet_file, name="file-sheet"),
    path("scoring/papers/minutes/<int:sheet>/<slug:ending>/", papers.minutes_file, name="file-minutes"),
    path(
        "scoring/papers/explanation/<int:explanation>/<slug:ending>/",
        papers.explanation_file,
        name="file-explanation",
    ),
    path("scoring/papers/scores/<int:cycle>/<slug:ending>/", papers.scores_file, name="file-scores"),
    path("scoring/papers/ranking/<int:ranking>/<slug:ending>/", papers.ranking_file, name="file-ranking"),
]
