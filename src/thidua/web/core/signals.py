"""News that features tell upwards, sent after commit; receivers never change the sender's outcome."""

from django.dispatch import Signal

cycle_moved = Signal()
"""A year moved to another state. Arguments: cycle, old, new, actor."""

ranking_published = Signal()
"""A ranking was published or re-published. Arguments: ranking."""
