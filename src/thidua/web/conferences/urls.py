"""Addresses of conferences."""

from django.urls import path

from thidua.web.conferences.views import (
    conferences,
    control,
    door,
    outcome,
    papers,
    people,
    programme,
    screen,
)

app_name = "conferences"
ONE = "conferences/<int:conference>/"
urlpatterns = [
    path("conferences/", conferences.conferences, name="conferences"),
    path("years/<int:cycle>/conferences/new/", conferences.conference_add, name="add"),
    path(ONE, conferences.conference, name="conference"),
    path(f"{ONE}edit/", conferences.conference_edit, name="edit"),
    path(f"{ONE}move/<str:to>/", conferences.conference_move, name="move"),
    path(f"{ONE}rehearsal/start/", conferences.rehearsal_start, name="rehearsal-start"),
    path(f"{ONE}rehearsal/end/", conferences.rehearsal_end, name="rehearsal-end"),
    path(f"{ONE}items/new/", programme.item_add, name="item-add"),
    path("conferences/items/<int:item>/edit/", programme.item_edit, name="item-edit"),
    path("conferences/items/<int:item>/remove/", programme.item_remove, name="item-remove"),
    path("conferences/items/<int:item>/show/<int:shown>/", programme.item_show, name="item-show"),
    path("conferences/items/<int:item>/up/<int:up>/", programme.item_move, name="item-move"),
    path("conferences/items/<int:item>/papers/new/", programme.paper_add, name="paper-add"),
    path("conferences/item-papers/<int:paper>/", programme.paper_file, name="paper-file"),
    path("conferences/item-papers/<int:paper>/remove/", programme.paper_remove, name="paper-remove"),
    path(f"{ONE}delegates/", people.delegates, name="delegates"),
    path(f"{ONE}delegates/new/", people.delegate_add, name="delegate-add"),
    path(f"{ONE}delegates/attendance/", people.attendance, name="attendance"),
    path(f"{ONE}delegates/erase/", people.names_erase, name="names-erase"),
    path("conferences/delegates/<int:delegate>/edit/", people.delegate_edit, name="delegate-edit"),
    path("conferences/delegates/<int:delegate>/remove/", people.delegate_remove, name="delegate-remove"),
    path(
        "conferences/delegates/<int:delegate>/invitation/<str:ending>/",
        papers.invitation_print,
        name="invitation",
    ),
    path(f"{ONE}door/", door.door, name="door"),
    path(f"{ONE}door/open/", door.door_open, name="door-open"),
    path("conferences/door-links/<int:link>/close/", door.door_close, name="door-close"),
    path(f"{ONE}at-door/", door.at_door, name="at-door"),
    path(f"{ONE}at-door/worker.js", door.worker, name="at-door-worker"),
    path(f"{ONE}at-door/list/", door.device_list, name="at-door-list"),
    path(f"{ONE}at-door/marks/", door.device_ticks, name="at-door-marks"),
    path("invitation/", door.invitation_code, name="invitation-code"),
    path(f"{ONE}speeches/", outcome.speeches, name="speeches"),
    path(f"{ONE}speeches/new/", outcome.speech_add, name="speech-add"),
    path("conferences/speeches/<int:speech>/edit/", outcome.speech_edit, name="speech-edit"),
    path("conferences/speeches/<int:speech>/remove/", outcome.speech_remove, name="speech-remove"),
    path(f"{ONE}resolutions/new/", outcome.resolution_add, name="resolution-add"),
    path("conferences/resolutions/<int:resolution>/edit/", outcome.resolution_edit, name="resolution-edit"),
    path(
        "conferences/resolutions/<int:resolution>/remove/",
        outcome.resolution_remove,
        name="resolution-remove",
    ),
    path(f"{ONE}photos/new/", outcome.photo_add, name="photo-add"),
    path("conferences/photos/<int:photo>/", outcome.photo_file, name="photo-file"),
    path("conferences/photos/<int:photo>/remove/", outcome.photo_remove, name="photo-remove"),
    path(f"{ONE}papers/", papers.papers, name="papers"),
    path(f"{ONE}invitations/", papers.invitations_print, name="invitations"),
    path(f"{ONE}papers/<str:kind>/<str:ending>/", papers.paper_print, name="print"),
    path(f"{ONE}screen/", screen.screen, name="screen"),
    path(f"{ONE}screen/now/", screen.screen_now, name="screen-now"),
    path(f"{ONE}control/", control.control, name="control"),
    path(f"{ONE}control/now/", control.control_now, name="control-now"),
    path(f"{ONE}control/show/<str:shows>/", control.show, name="control-show"),
    path(f"{ONE}control/items/<int:item>/", control.item_start, name="control-item"),
    path(f"{ONE}control/speeches/<int:speech>/", control.speech_start, name="control-speech"),
    path(f"{ONE}control/speeches/end/", control.speech_end, name="control-speech-end"),
    path(f"{ONE}control/greeting/", control.greeting, name="control-greeting"),
    path(f"{ONE}control/links/new/", control.screen_link_add, name="screen-link-add"),
    path(
        "conferences/screen-links/<int:link>/revoke/", control.screen_link_revoke, name="screen-link-revoke"
    ),
    path(f"{ONE}control/votes/new/", control.vote_hold, name="vote-hold"),
    *(
        path(f"conferences/votes/<int:link>/{act}/", control.vote_act, {"act": act}, name=f"vote-{act}")
        for act in control.ACTS
    ),
]
