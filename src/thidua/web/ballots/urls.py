"""Addresses of secret ballots; the voter's page and the casts are before the site (`doorway`)."""

from django.urls import path

from thidua.web.ballots.views import board, ending, running, steps

app_name = "ballots"
VOTE = "ballots/<int:vote>"
urlpatterns = [
    path(f"{VOTE}/", steps.ballot, name="ballot"),
    path(f"{VOTE}/prepare/", steps.prepare, name="prepare"),
    path(f"{VOTE}/take-in/", steps.take_in, name="take-in"),
    path(f"{VOTE}/paper/", steps.paper, name="paper"),
    path(f"{VOTE}/open/", steps.open_ballot, name="open"),
    path(f"{VOTE}/register/", running.register, name="register"),
    path(f"{VOTE}/withdraw/", running.withdraw, name="withdraw"),
    path(f"{VOTE}/close/", running.close, name="close"),
    path(f"{VOTE}/complaints/add/", ending.complain, name="complain"),
    path(f"{VOTE}/complaints/<int:complaint>/", ending.judge, name="judge"),
    path(f"{VOTE}/count/", ending.count, name="count"),
    path(f"{VOTE}/opened/", ending.take_opened, name="take-opened"),
    path("ballots/board/<str:key>/", board.board, name="board"),
    path("ballots/board/<str:key>/file/", board.board_file, name="board-file"),
    path("ballots/privacy/", board.privacy, name="privacy"),
]
