"""The entry of conferences in the main menu, and who reads their secret audit lines."""

from django.utils.translation import gettext_lazy as _

from thidua.web.conferences.queries import hidden_audit_scope
from thidua.web.core.menu import Entry, register
from thidua.web.core.queries import audit_scopes, confidential_acts

register(Entry(55, _("Hội nghị"), "conferences:conferences", "megaphone", lambda _user: True))
confidential_acts.add("conferences.hidden.")
audit_scopes.append(hidden_audit_scope)
