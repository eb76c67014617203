"""Acts of clusters, by what they are about: years, units and clusters, people of a unit, cluster rights."""

from thidua.web.clusters.actions.lineage import record_lineage_event, withdraw_lineage_event, write_event
from thidua.web.clusters.actions.people import (
    Invitation,
    deputise,
    end_assignment,
    give_role,
    invite_administrators,
    invite_person,
    issue_code,
    replace_person,
    set_person_locked,
)
from thidua.web.clusters.actions.roles import (
    approve_cluster_role,
    decline_cluster_role,
    end_cluster_role,
    request_cluster_role,
)
from thidua.web.clusters.actions.units import (
    add_head_term,
    add_member,
    add_units,
    create_cluster,
    edit_cluster,
    edit_head_term,
    edit_unit,
    end_membership,
)
from thidua.web.clusters.actions.years import (
    extend_deadline,
    move_cycle,
    note_change,
    note_change_of_units,
    open_cycle,
    plan_steps,
    skipped_states,
)

__all__ = [
    "Invitation",
    "add_head_term",
    "add_member",
    "add_units",
    "approve_cluster_role",
    "create_cluster",
    "decline_cluster_role",
    "deputise",
    "edit_cluster",
    "edit_head_term",
    "edit_unit",
    "end_assignment",
    "end_cluster_role",
    "end_membership",
    "extend_deadline",
    "give_role",
    "invite_administrators",
    "invite_person",
    "issue_code",
    "move_cycle",
    "note_change",
    "note_change_of_units",
    "open_cycle",
    "plan_steps",
    "record_lineage_event",
    "replace_person",
    "request_cluster_role",
    "set_person_locked",
    "skipped_states",
    "withdraw_lineage_event",
    "write_event",
]
