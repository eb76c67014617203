"""Tables of the core: the audit chain, stored files, and the site's own state."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """One act: who did what to which thing, with before and after; never changed or removed.

    `digest` is the SHA-256 of the entry's content and of `previous`, the digest of the entry
    before it: a removed, changed or inserted entry breaks the chain from there on.
    """

    at = models.DateTimeField(_("thời điểm"))
    business_on = models.DateField(_("ngày nghiệp vụ"))
    actor_id = models.BigIntegerField(_("người làm"), null=True, db_index=True)
    actor_name = models.CharField(max_length=200)
    action = models.CharField(_("việc"), max_length=80)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    object_name = models.CharField(max_length=300)
    cluster_id = models.BigIntegerField(null=True, db_index=True)
    unit_id = models.BigIntegerField(null=True, db_index=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("nhật ký thao tác")
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_object")]

    def __str__(self) -> str:
        return f"{self.action} {self.object_name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("An audit entry is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("An audit entry is never removed.")


class StoredFile(models.Model):
    """A file kept once by content: `sha256` names it on disk, `media_type` was read from content."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    stored_at = models.DateTimeField()

    class Meta:
        verbose_name = _("tệp")

    def __str__(self) -> str:
        return f"{self.media_type} {self.sha256[:12]}"


class SiteState(models.Model):
    """The one row about the site itself: its business date when set, and whether data are a demo."""

    business_on = models.DateField(_("ngày nghiệp vụ"), null=True, blank=True)
    is_demo = models.BooleanField(default=False)
    set_up_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("trạng thái hệ thống")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_site_state")]

    def __str__(self) -> str:
        return "demo" if self.is_demo else "site"


class LiveVersion(models.Model):
    """How often something changed in a cluster that people watch as it happens (see `core.live`)."""

    cluster_id = models.BigIntegerField(unique=True)
    version = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("số lần thay đổi đang được theo dõi")

    def __str__(self) -> str:
        return str(self.version)
