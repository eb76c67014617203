"""Role × route → code, in one table. A new route of a listed feature must be added here.

`expect(200, foreigner=404)` means 200 for every role of `tests.worlds.ROLES` except the foreigner;
strangers are always sent to sign in (test_house_rules). 403 says "you know it, but this is not yours
to do"; 404 says "there is nothing here for you", which is what another unit's record must answer.
"""

import pytest
from django.urls import reverse

from tests.project.test_house_rules import PUBLIC, ROUTES
from tests.worlds import ROLES, small_world
from thidua.web.agreements.tests import factories as promises
from thidua.web.clusters.tests import factories as papers
from thidua.web.conferences.tests.factories import add_conferences
from thidua.web.limitations.tests import factories as findings
from thidua.web.rulebooks.tests import factories as rulebook_texts
from thidua.web.votes.tests.factories import add_votes

LISTED = (
    "clusters:",
    "core:",
    "home:",
    "accounts:",
    "rulebooks:",
    "limitations:",
    "conferences:",
    "agreements:",
    "votes:",
)


def expect(code, **besides):
    return {role: besides.get(role, code) for role in ROLES}


ANYBODY = expect(200)
OF_THE_CLUSTER = expect(200, foreigner=404)
SITE_ADMIN = expect(403, site_admin=200)
SITE_ADMIN_HERE = expect(403, site_admin=200, foreigner=404)
EDITORS = expect(403, secretary=200, site_admin=200, foreigner=404)
SECRETARY = expect(403, secretary=200, foreigner=404)
SEES_PEOPLE = {"neighbour": 404, "foreigner": 404, "central": 404}
MANAGES_PEOPLE = expect(403, administrator=200, site_admin=200, **SEES_PEOPLE)
ASKS_FOR_RIGHTS = expect(403, leader=200, secretary=200, central=200, site_admin=200, foreigner=404)

SECRET = expect(404, secretary=200)
SECRET_OF_UNIT = expect(404, secretary=200, officer=403, leader=403, administrator=403)
DRAFTER = expect(403, secretary=200)
DRAFTER_OF_ADOPTED = expect(403, secretary=200, foreigner=404)

KEEPS = expect(403, secretary=200, central=200, foreigner=404)
RECORDS = {**KEEPS, "officer": 200, "leader": 200, "neighbour": 200}
OF_B = expect(404, neighbour=200, secretary=200, central=200)

SPEAKS = expect(403, officer=200, leader=200, neighbour=200, foreigner=404)

TABLE = [
    ("agreements:start", {}, expect(302, foreigner=200)),
    ("agreements:year", {"cycle": "year"}, OF_THE_CLUSTER),
    *(
        (f"agreements:{name}", {"agreement": "draft_agreement"}, SECRET)
        for name in ("agreement", "frame", "clause-add", "consult", "withdraw")
    ),
    *(
        (f"agreements:{name}", {"agreement": "draft_agreement"}, {**SECRET, "secretary": 403})
        for name in ("take-back", "adopt", "comment", "propose-new")
    ),
    *(
        (f"agreements:{name}", {"clause": "draft_clause"}, SECRET)
        for name in ("clause", "clause-edit", "clause-remove")
    ),
    *(
        (f"agreements:{name}", {"clause": "draft_clause"}, {**SECRET, "secretary": 403})
        for name in ("comment-clause", "propose")
    ),
    (
        "agreements:light",
        {"clause": "draft_clause", "unit": "b", "quarter": "=1"},
        {**SECRET, "secretary": 403},
    ),
    ("agreements:agreement", {"agreement": "open_agreement"}, OF_THE_CLUSTER),
    *((f"agreements:{name}", {"agreement": "open_agreement"}, SPEAKS) for name in ("comment", "propose-new")),
    *((f"agreements:{name}", {"clause": "open_clause"}, SPEAKS) for name in ("comment-clause", "propose")),
    ("agreements:clause", {"clause": "open_clause"}, OF_THE_CLUSTER),
    ("agreements:take-back", {"agreement": "open_agreement"}, SECRETARY),
    ("agreements:withdraw", {"agreement": "open_agreement"}, SECRETARY),
    *(
        (f"agreements:{name}", {"agreement": "open_agreement"}, expect(403, foreigner=404))
        for name in ("adopt", "sign")
    ),
    ("agreements:decide", {"amendment": "amendment"}, SECRETARY),
    ("agreements:frame", {"agreement": "open_agreement"}, expect(403, foreigner=404)),
    ("agreements:clause-edit", {"clause": "open_clause"}, expect(403, foreigner=404)),
    ("votes:start", {}, ANYBODY),
    ("votes:add", {"cluster": "cluster"}, SECRETARY),
    *(
        (f"votes:{name}", {"vote": "draft_vote"}, SECRET)
        for name in ("vote", "edit", "settings", "discard", "open")
    ),
    ("votes:question-add", {"vote": "draft_vote"}, SECRET),
    *(
        (f"votes:{name}", {"vote": "draft_vote", "question": "=q1"}, SECRET)
        for name in ("question-edit", "question-remove")
    ),
    ("votes:vote", {"vote": "open_vote"}, OF_THE_CLUSTER),
    ("votes:edit", {"vote": "open_vote"}, expect(403, foreigner=404)),
    ("votes:progress", {"vote": "open_vote"}, SECRETARY),
    ("votes:annul", {"vote": "open_vote"}, SECRETARY),
    ("votes:roll", {"vote": "open_vote"}, {**SECRETARY, "secretary": 302}),
    ("votes:count", {"vote": "hands_vote"}, SECRETARY),
    ("votes:decide", {"vote": "closed_vote"}, SECRETARY),
    ("votes:apply", {"vote": "closed_vote"}, expect(403, foreigner=404)),
    ("votes:voter", {"voter": "voter_b"}, expect(404, neighbour=200)),
    ("votes:enter", {"voter": "writer_a"}, SECRETARY),
    (
        "votes:scan",
        {"ballot": "written"},
        expect(404, officer=200, leader=200, administrator=200, secretary=200),
    ),
    ("core:audit", {}, ANYBODY),
    ("home:start", {}, ANYBODY),
    ("home:task-count", {}, ANYBODY),
    ("home:search", {}, ANYBODY),
    ("home:health", {}, SITE_ADMIN),
    ("home:reminders", {"cycle": "year"}, SECRETARY),
    ("accounts:profile", {}, ANYBODY),
    ("core:look", {}, SITE_ADMIN),
    ("core:look-paper", {}, SITE_ADMIN),
    ("core:look-panel", {}, SITE_ADMIN),
    ("core:look-word", {}, SITE_ADMIN),
    ("clusters:clusters", {}, ANYBODY),
    ("clusters:cluster", {"cluster": "cluster"}, OF_THE_CLUSTER),
    ("clusters:cluster", {"cluster": "other_cluster"}, expect(404, foreigner=200, site_admin=200)),
    ("clusters:cluster-add", {}, SITE_ADMIN),
    ("clusters:cluster-edit", {"cluster": "cluster"}, EDITORS),
    ("clusters:units-paste", {"cluster": "cluster"}, SITE_ADMIN_HERE),
    ("clusters:member-add", {"cluster": "cluster"}, EDITORS),
    ("clusters:member-end", {"membership": "membership"}, EDITORS),
    ("clusters:term-add", {"cluster": "cluster"}, EDITORS),
    ("clusters:term-edit", {"term": "term"}, EDITORS),
    ("clusters:administrators", {"cluster": "cluster"}, SITE_ADMIN_HERE),
    ("clusters:roles", {"cluster": "cluster"}, OF_THE_CLUSTER),
    ("clusters:role-request", {"cluster": "cluster"}, ASKS_FOR_RIGHTS),
    ("clusters:role-decline", {"role": "waiting"}, {**ASKS_FOR_RIGHTS, "site_admin": 403}),
    ("clusters:role-end", {"role": "right"}, ASKS_FOR_RIGHTS),
    ("clusters:years", {"cluster": "cluster"}, OF_THE_CLUSTER),
    ("clusters:year-open", {"cluster": "cluster"}, EDITORS),
    ("clusters:year-now", {}, expect(302)),
    ("clusters:year", {"cycle": "year"}, OF_THE_CLUSTER),
    ("clusters:year-move", {"cycle": "year"}, {**SECRETARY, "secretary": 302}),
    ("clusters:year-back", {"cycle": "year"}, expect(403, foreigner=404)),
    ("clusters:year-plan", {"cycle": "year"}, EDITORS),
    ("clusters:deadline-extend", {"step": "step"}, SECRETARY),
    ("clusters:units", {}, ANYBODY),
    ("clusters:unit", {"unit": "a"}, OF_THE_CLUSTER),
    ("clusters:unit", {"unit": "c"}, expect(404, foreigner=200, site_admin=200)),
    ("clusters:unit-add", {}, SITE_ADMIN),
    ("clusters:unit-edit", {"unit": "a"}, SITE_ADMIN_HERE),
    ("clusters:event", {"event": "event"}, OF_THE_CLUSTER),
    ("clusters:event-withdraw", {"event": "event"}, SITE_ADMIN_HERE),
    ("clusters:event-kinds", {}, SITE_ADMIN),
    ("clusters:event-add", {"kind": "=merged"}, SITE_ADMIN),
    ("conferences:conferences", {}, ANYBODY),
    ("conferences:add", {"cycle": "year"}, SECRETARY),
    *(
        (f"conferences:{name}", {"conference": "conference"}, OF_THE_CLUSTER)
        for name in ("conference", "delegates", "door", "speeches", "papers")
    ),
    *(
        (f"conferences:{name}", {"conference": "conference"}, SECRETARY)
        for name in ("edit", "item-add", "delegate-add", "speech-add", "resolution-add", "photo-add")
    ),
    (
        "conferences:door-open",
        {"conference": "conference"},
        expect(403, secretary=200, officer=200, leader=200, administrator=200, foreigner=404),
    ),
    ("conferences:names-erase", {"conference": "conference"}, expect(403, foreigner=404)),
    (
        "conferences:print",
        {"conference": "conference", "kind": "=programme", "ending": "=docx"},
        OF_THE_CLUSTER,
    ),
    (
        "conferences:print",
        {"conference": "conference", "kind": "=minutes", "ending": "=docx"},
        expect(403, foreigner=404),
    ),
    ("conferences:conference", {"conference": "draft_conference"}, SECRET),
    ("conferences:edit", {"conference": "draft_conference"}, SECRET),
    *(
        (f"conferences:{name}", {"item": "shown_item"}, SECRETARY)
        for name in ("item-edit", "item-remove", "paper-add")
    ),
    *(
        (f"conferences:{name}", {"item": "hidden_item"}, SECRET)
        for name in ("item-edit", "item-remove", "paper-add")
    ),
    ("conferences:paper-file", {"paper": "shown_paper"}, OF_THE_CLUSTER),
    ("conferences:paper-file", {"paper": "hidden_paper"}, SECRET),
    ("conferences:paper-remove", {"paper": "shown_paper"}, SECRETARY),
    ("conferences:paper-remove", {"paper": "hidden_paper"}, SECRET),
    *(
        (f"conferences:{name}", {"delegate": "delegate"}, SECRET_OF_UNIT)
        for name in ("delegate-edit", "delegate-remove")
    ),
    (
        "conferences:invitation",
        {"delegate": "delegate", "ending": "=docx"},
        expect(404, secretary=200, officer=200, leader=200, administrator=200),
    ),
    ("conferences:invitation", {"delegate": "guest", "ending": "=docx"}, SECRETARY),
    (
        "conferences:invitations",
        {"conference": "conference"},
        expect(200, central=403, site_admin=403, foreigner=404),
    ),
    *(
        (f"conferences:{name}", {"speech": "hidden_speech"}, SECRET)
        for name in ("speech-edit", "speech-remove")
    ),
    *(
        (f"conferences:{name}", {"resolution": "hidden_resolution"}, SECRET)
        for name in ("resolution-edit", "resolution-remove")
    ),
    *(
        (f"conferences:{name}", {"conference": "conference"}, SECRETARY)
        for name in ("control", "control-now", "control-greeting", "screen-link-add", "vote-hold")
    ),
    ("conferences:control", {"conference": "draft_conference"}, SECRET),
    ("conferences:screen", {"conference": "conference"}, expect(200)),
    ("conferences:screen-now", {"conference": "conference"}, OF_THE_CLUSTER),
    ("conferences:screen-now", {"conference": "draft_conference"}, SECRET),
    ("conferences:photo-file", {"photo": "photo"}, OF_THE_CLUSTER),
    ("conferences:photo-remove", {"photo": "photo"}, SECRETARY),
    ("clusters:my-people", {}, expect(302)),
    ("clusters:people", {"unit": "a"}, expect(200, **SEES_PEOPLE)),
    ("clusters:people", {"unit": "b"}, expect(404, neighbour=200, secretary=200, site_admin=200)),
    ("clusters:person", {"unit": "a", "person": "officer"}, expect(200, **SEES_PEOPLE)),
    ("clusters:person-invite", {"unit": "a"}, MANAGES_PEOPLE),
    (
        "clusters:person-invite",
        {"unit": "b"},
        expect(404, neighbour=403, secretary=403, site_admin=200),
    ),
    ("clusters:role-give", {"unit": "a"}, MANAGES_PEOPLE),
    ("clusters:deputise", {"unit": "a"}, expect(403, officer=200, leader=200, **SEES_PEOPLE)),
    ("clusters:code-issue", {"unit": "a", "person": "officer"}, MANAGES_PEOPLE),
    ("clusters:code-issue", {"unit": "a", "person": "neighbour"}, expect(404)),
    ("clusters:second-factor-clear", {"unit": "a", "person": "officer"}, MANAGES_PEOPLE),
    ("clusters:person-lock", {"unit": "a", "person": "officer"}, MANAGES_PEOPLE),
    ("clusters:assignment-replace", {"assignment": "assignment"}, MANAGES_PEOPLE),
    ("clusters:assignment-end", {"assignment": "assignment"}, MANAGES_PEOPLE),
    ("clusters:documents", {}, ANYBODY),
    ("clusters:document", {"document": "document"}, OF_THE_CLUSTER),
    ("clusters:document", {"document": "plan"}, SECRET),
    ("clusters:document", {"document": "asked"}, {**SECRET, "neighbour": 200, "central": 200}),
    ("clusters:document-file", {"document": "document", "kind": "=pdf"}, OF_THE_CLUSTER),
    ("clusters:document-file", {"document": "document", "kind": "=docx"}, OF_THE_CLUSTER),
    (
        "clusters:document-file",
        {"document": "asked", "kind": "=pdf"},
        {**SECRET, "neighbour": 200, "central": 200},
    ),
    ("clusters:document-withdraw", {"document": "document"}, SECRETARY),
    ("clusters:draft-kinds", {}, DRAFTER),
    ("clusters:draft-new", {"source": "=clusters.letter"}, DRAFTER),
    ("clusters:number-series", {"cluster": "cluster"}, DRAFTER_OF_ADOPTED),
    ("clusters:series-start", {"cluster": "cluster"}, DRAFTER_OF_ADOPTED),
    ("clusters:term-start", {"cluster": "cluster"}, DRAFTER_OF_ADOPTED),
    ("clusters:draft-preview", {"document": "letter", "ending": "=pdf"}, SECRET),
    ("clusters:draft-preview", {"document": "letter", "ending": "=docx"}, SECRET),
    *(
        (f"clusters:draft-{name}", {"document": "letter"}, SECRET)
        for name in ("edit", "gaps", "words", "issue")
    ),
    *(
        (f"clusters:draft-{name}", {"document": "document"}, expect(403, foreigner=404))
        for name in ("edit", "gaps", "words", "issue")
    ),
    ("limitations:start", {}, expect(302, foreigner=200)),
    ("limitations:year", {"cycle": "year"}, OF_THE_CLUSTER),
    ("limitations:csv", {"cycle": "year"}, OF_THE_CLUSTER),
    ("limitations:add", {"cycle": "year"}, RECORDS),
    ("limitations:carry", {"cycle": "year"}, {**KEEPS, "secretary": 302, "central": 302}),
    ("limitations:item", {"limitation": "common"}, OF_THE_CLUSTER),
    ("limitations:item", {"limitation": "admitted"}, OF_B),
    ("limitations:edit", {"limitation": "common"}, KEEPS),
    ("limitations:edit", {"limitation": "admitted"}, OF_B),
    ("limitations:move", {"limitation": "common"}, KEEPS),
    ("limitations:move", {"limitation": "admitted"}, OF_B),
    ("limitations:withdraw", {"limitation": "common"}, KEEPS),
    ("limitations:withdraw", {"limitation": "admitted"}, OF_B),
    ("limitations:evidence", {"change": "proof"}, OF_B),
    ("rulebooks:list", {}, ANYBODY),
    ("rulebooks:new", {}, DRAFTER),
    ("rulebooks:import", {}, DRAFTER),
    ("rulebooks:blank-table", {}, DRAFTER),
    *(
        (f"rulebooks:{name}", {"edition": "edition"}, OF_THE_CLUSTER)
        for name in ("detail", "inputs", "findings", "print", "targets", "compare")
    ),
    ("rulebooks:export", {"edition": "edition", "kind": "=yaml"}, OF_THE_CLUSTER),
    *(
        (f"rulebooks:{name}", {"edition": "edition"}, DRAFTER_OF_ADOPTED)
        for name in ("rehearse", "copy", "versions", "apply")
    ),
    ("rulebooks:version", {"edition": "edition", "version": "=1"}, DRAFTER_OF_ADOPTED),
    *(
        (f"rulebooks:{name}", {"edition": "edition"}, expect(403, foreigner=404))
        for name in ("edit", "edit-text", "parts", "add-item", "add-input", "adopt", "withdraw")
    ),
    *(
        (f"rulebooks:{name}", {"edition": "draft"}, SECRET)
        for name in (
            "detail",
            "inputs",
            "findings",
            "print",
            "targets",
            "compare",
            "rehearse",
            "copy",
            "versions",
            "apply",
            "edit",
            "edit-text",
            "parts",
            "add-item",
            "add-input",
            "adopt",
            "withdraw",
        )
    ),
    ("rulebooks:export", {"edition": "draft", "kind": "=yaml"}, SECRET),
    ("rulebooks:version", {"edition": "draft", "version": "=1"}, SECRET),
    ("rulebooks:edit-item", {"edition": "draft", "item": "=1.1"}, SECRET),
    ("rulebooks:delete-item", {"edition": "draft", "item": "=1.1"}, SECRET),
    ("rulebooks:add-item-in", {"edition": "draft", "parent": "=1"}, SECRET),
    ("rulebooks:edit-input", {"edition": "draft", "code": "=admitted"}, SECRET),
    ("rulebooks:edit-part", {"edition": "draft", "part": "=total"}, SECRET),
    ("rulebooks:add-row", {"edition": "draft", "part": "=gates"}, SECRET),
    ("rulebooks:edit-row", {"edition": "draft", "part": "=ties", "number": "=0"}, SECRET),
    ("rulebooks:delete-row", {"edition": "draft", "part": "=ties", "number": "=0"}, SECRET),
]
TESTED_ELSEWHERE = {
    "agreements:draft": "POST only: agreements/tests/test_pages.py",
    "agreements:clause-move": "POST only: agreements/tests/test_pages.py",
    "agreements:reply": "POST only: agreements/tests/test_pages.py",
    "agreements:unsay": "POST only: agreements/tests/test_pages.py",
    "agreements:retract": "POST only: agreements/tests/test_pages.py",
    "rulebooks:accept-import": "POST only: rulebooks/tests/test_files.py",
    "rulebooks:consult": "POST only: rulebooks/tests/test_drafts.py",
    "rulebooks:take-back": "POST only: rulebooks/tests/test_drafts.py",
    "rulebooks:restore": "POST only: rulebooks/tests/test_drafts.py",
    "rulebooks:expression": "POST only: rulebooks/tests/test_tree.py",
    "rulebooks:delete-input": "POST only: rulebooks/tests/test_tree.py",
    "rulebooks:order-rows": "POST only: rulebooks/tests/test_parts.py",
    "conferences:move": "POST only: conferences/tests/test_acts.py",
    "conferences:item-show": "POST only: conferences/tests/test_acts.py",
    "conferences:item-move": "POST only: conferences/tests/test_acts.py",
    "conferences:rehearsal-start": "POST only: conferences/tests/test_rehearsal.py",
    "conferences:rehearsal-end": "POST only: conferences/tests/test_rehearsal.py",
    "conferences:door-close": "POST only: conferences/tests/test_door.py",
    **{
        f"conferences:{name}": "POST only: conferences/tests/test_screen.py"
        for name in (
            *("control-show", "control-item", "control-speech", "control-speech-end", "screen-link-revoke"),
            *("vote-open", "vote-close", "vote-announce", "vote-show", "vote-write"),
        )
    },
    "conferences:attendance": "POST only: conferences/tests/test_acts.py",
    "clusters:draft-again": "POST only: clusters/tests/test_drafts.py",
    "votes:add-for-award": "POST only: votes/tests/test_award_votes.py",
    "votes:close": "POST only: votes/tests/test_pages.py",
    "votes:go-on": "POST only: votes/tests/test_pages.py",
    "votes:minutes": "POST only: votes/tests/test_pages.py",
    "clusters:role-approve": "POST only: clusters/tests/test_roles.py",
    "core:audit-entry": "who reads which entry: clusters/tests/test_audit_scope.py",
    "home:set-up-guide": "home/tests/test_set_up.py",
}


@pytest.fixture
def world(db):
    w = small_world()
    w.document, w.plan = papers.issued(w), papers.draft(w, "plan")
    w.letter = papers.written(w)
    w.asked = papers.issued(w, "explanation_request", unit=w.b)
    w.common, w.admitted = findings.of_the_cluster(w), findings.of_b(w)
    w.proof = findings.proof_of(w, w.admitted)
    w.edition, w.draft = rulebook_texts.adopted(w), rulebook_texts.draft(w, year=2022)
    promises.add_to(w)
    add_votes(w)
    return add_conferences(w)


def address(world, name, names):
    kwargs = {
        key: value[1:] if value.startswith("=") else getattr(world, value).pk for key, value in names.items()
    }
    return reverse(name, kwargs=kwargs)


@pytest.mark.parametrize(
    ("name", "names", "expected"), TABLE, ids=[f"{n} {' '.join(k.values())}" for n, k, _e in TABLE]
)
def test_each_role_gets_its_code(client, world, name, names, expected):
    found = {}
    for role in ROLES:
        client.force_login(getattr(world, role))
        answer = client.get(address(world, name, names))
        found[role] = answer.status_code
        answer.close()
    assert found == expected


def test_no_route_of_a_listed_feature_is_missing():
    known = {name for name, _names, _expected in TABLE} | set(TESTED_ELSEWHERE) | PUBLIC
    missing = {name for name, _converters in ROUTES if name.startswith(LISTED)} - known
    assert missing == set()
