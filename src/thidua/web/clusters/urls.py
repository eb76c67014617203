"""Addresses of clusters: clusters and units, people, rights, years."""

from django.urls import path

from thidua.web.clusters.views import clusters, people, roles, units, years

app_name = "clusters"
urlpatterns = [
    path("clusters/", clusters.cluster_list, name="clusters"),
    path("clusters/new/", clusters.cluster_add, name="cluster-add"),
    path("clusters/<int:cluster>/", clusters.cluster_page, name="cluster"),
    path("clusters/<int:cluster>/edit/", clusters.cluster_edit, name="cluster-edit"),
    path("clusters/<int:cluster>/units/paste/", clusters.units_paste, name="units-paste"),
    path("clusters/<int:cluster>/members/add/", clusters.member_add, name="member-add"),
    path("clusters/<int:cluster>/terms/add/", clusters.term_add, name="term-add"),
    path("clusters/<int:cluster>/administrators/", people.administrators_invite, name="administrators"),
    path("clusters/<int:cluster>/roles/", roles.roles, name="roles"),
    path("clusters/<int:cluster>/roles/request/", roles.role_request, name="role-request"),
    path("clusters/<int:cluster>/years/", years.year_list, name="years"),
    path("clusters/<int:cluster>/years/open/", years.year_open, name="year-open"),
    path("memberships/<int:membership>/end/", clusters.member_end, name="member-end"),
    path("terms/<int:term>/edit/", clusters.term_edit, name="term-edit"),
    path("roles/<int:role>/approve/", roles.role_approve, name="role-approve"),
    path("roles/<int:role>/decline/", roles.role_decline, name="role-decline"),
    path("roles/<int:role>/end/", roles.role_end, name="role-end"),
    path("units/", units.unit_list, name="units"),
    path("units/new/", units.unit_add, name="unit-add"),
    path("units/<int:unit>/", units.unit_page, name="unit"),
    path("units/<int:unit>/edit/", units.unit_edit, name="unit-edit"),
    path("units/<int:unit>/people/", people.people, name="people"),
    path("units/<int:unit>/people/invite/", people.person_invite, name="person-invite"),
    path("units/<int:unit>/people/assign/", people.role_give, name="role-give"),
    path("units/<int:unit>/people/deputise/", people.deputy_add, name="deputise"),
    path("units/<int:unit>/people/<int:person>/", people.person_page, name="person"),
    path("units/<int:unit>/people/<int:person>/code/", people.code_issue, name="code-issue"),
    path(
        "units/<int:unit>/people/<int:person>/second-factor/",
        people.second_factor_clear,
        name="second-factor-clear",
    ),
    path("units/<int:unit>/people/<int:person>/lock/", people.person_lock, name="person-lock"),
    path("assignments/<int:assignment>/replace/", people.assignment_replace, name="assignment-replace"),
    path("assignments/<int:assignment>/end/", people.assignment_end, name="assignment-end"),
    path("events/new/", units.event_kinds, name="event-kinds"),
    path("events/new/<slug:kind>/", units.event_add, name="event-add"),
    path("events/<int:event>/", units.event_page, name="event"),
    path("people/", people.my_people, name="my-people"),
    path("years/", years.year_now, name="year-now"),
    path("years/<int:cycle>/", years.year_page, name="year"),
    path("years/<int:cycle>/move/", years.year_move, name="year-move"),
    path("years/<int:cycle>/back/", years.year_back, name="year-back"),
    path("years/<int:cycle>/plan/", years.year_plan, name="year-plan"),
    path("steps/<int:step>/extend/", years.deadline_extend, name="deadline-extend"),
]
