"""Registration of secret ballots."""

from typing import Any

from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "thidua.web.ballots"
    label = "ballots"
    verbose_name = "Bỏ phiếu kín"

    def ready(self) -> None:
        from django.db.models.signals import post_save, pre_delete  # noqa: PLC0415 - app ready

        from thidua.web.ballots import (  # noqa: PLC0415 - app ready
            act_names,  # noqa: F401 - registers
            doors,  # noqa: F401 - registers
            help_pages,  # noqa: F401 - registers
            invariants,  # noqa: F401 - registers
        )
        from thidua.web.ballots.models import SecretBallot  # noqa: PLC0415 - app ready
        from thidua.web.votes.models import Vote  # noqa: PLC0415 - app ready

        post_save.connect(_vote_saved, sender=Vote)
        pre_delete.connect(_ballot_removed, sender=SecretBallot)


def _vote_saved(instance: Any, **_more: Any) -> None:
    """Votes know nothing of boxes: a vote that ends tells its ballot here."""
    from thidua.web.ballots.actions import vote_ended  # noqa: PLC0415 - app ready

    vote_ended(instance)


def _ballot_removed(instance: Any, **_more: Any) -> None:
    from thidua.web.ballots.actions import vote_removed  # noqa: PLC0415 - app ready

    vote_removed(instance)
