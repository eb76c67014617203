"""Addresses of agreements."""

from django.urls import path

from thidua.web.agreements.views import commenting, drafting, lights, reading, signing

app_name = "agreements"
ONE = "agreements/<int:agreement>"
CLAUSE = "agreements/clauses/<int:clause>"
urlpatterns = [
    path("agreements/", reading.start, name="start"),
    path("agreements/years/<int:cycle>/", reading.year_page, name="year"),
    path("agreements/years/<int:cycle>/draft/", drafting.draft, name="draft"),
    path(f"{ONE}/", reading.agreement_page, name="agreement"),
    path(f"{ONE}/frame/", drafting.frame, name="frame"),
    path(f"{ONE}/add/", drafting.clause_add, name="clause-add"),
    path(f"{ONE}/consult/", drafting.consult, name="consult"),
    path(f"{ONE}/take-back/", drafting.take_back, name="take-back"),
    path(f"{ONE}/withdraw/", drafting.withdraw, name="withdraw"),
    path(f"{ONE}/adopt/", drafting.adopt, name="adopt"),
    path(f"{ONE}/sign/", signing.sign, name="sign"),
    path(f"{ONE}/comment/", commenting.comment, name="comment"),
    path(f"{ONE}/propose/", commenting.propose_new, name="propose-new"),
    path(f"{ONE}/reply/<int:unit>/", commenting.reply, name="reply"),
    path(f"{CLAUSE}/", reading.clause_page, name="clause"),
    path(f"{CLAUSE}/edit/", drafting.clause_edit, name="clause-edit"),
    path(f"{CLAUSE}/move/<slug:way>/", drafting.clause_move, name="clause-move"),
    path(f"{CLAUSE}/remove/", drafting.clause_remove, name="clause-remove"),
    path(f"{CLAUSE}/comment/", commenting.comment_clause, name="comment-clause"),
    path(f"{CLAUSE}/propose/", commenting.propose, name="propose"),
    path(f"{CLAUSE}/lights/<int:unit>/<int:quarter>/", lights.set_light, name="light"),
    path("agreements/comments/<int:comment>/withdraw/", commenting.unsay, name="unsay"),
    path("agreements/amendments/<int:amendment>/decide/", commenting.decide, name="decide"),
    path("agreements/amendments/<int:amendment>/retract/", commenting.retract, name="retract"),
]
