"""Certificates of units, rounds of signing, who signs in them, and signatures that are on their way."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.web.clusters.models import Cluster, Unit
from thidua.web.core.models import StoredFile

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12


def new_code() -> str:
    """A code to print on a paper before it is signed; who has it may see who signed. Not to be guessed."""
    return "".join(secrets.choice(CODE_LETTERS) for _i in range(CODE_LENGTH))


class UnitCertificate(models.Model):
    """A certificate that was registered as the unit's own; the private key is elsewhere."""

    class Kind(models.TextChoices):
        TEST = "test", _("Chứng thư thử nghiệm trên máy chủ")
        SERVER = "server", _("Tệp chứng thư trên máy chủ")
        TOKEN = "token", _("Thiết bị ký hoặc dịch vụ ký từ xa")
        EXTERNAL = "external", _("Phần mềm ký bên ngoài")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="certificates")
    kind = models.CharField(_("cách giữ khóa"), max_length=10, choices=Kind)
    pem = models.TextField(_("chứng thư và nơi cấp (PEM)"))
    fingerprint = models.CharField(_("mã băm chứng thư"), max_length=64)
    holder = models.CharField(_("tên trong chứng thư"), max_length=300)
    issuer = models.CharField(_("nơi cấp"), max_length=300)
    serial = models.CharField(_("số sê-ri"), max_length=80)
    valid_from = models.DateTimeField(_("hiệu lực từ"))
    valid_to = models.DateTimeField(_("hiệu lực đến"))
    is_test = models.BooleanField(_("thử nghiệm"), default=False)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField()
    revoked_at = models.DateTimeField(_("ngừng dùng lúc"), null=True, blank=True)
    revoke_reason = models.CharField(_("lý do ngừng dùng"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("chứng thư số của đơn vị")
        ordering = ("unit", "-registered_at")
        constraints = [
            models.UniqueConstraint(fields=["fingerprint"], name="one_unit_per_certificate"),
            models.CheckConstraint(
                condition=Q(valid_to__gt=F("valid_from")), name="certificate_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | ~Q(revoke_reason=""), name="certificate_revoked_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder} ({self.serial[:8]})"

    @property
    def has_key_here(self) -> bool:
        """True when the private key lies, locked, on this server."""
        return self.kind in {self.Kind.TEST, self.Kind.SERVER}


class SigningRound(models.Model):
    """One paper that units sign; `current` is `original` with the signatures made so far appended."""

    class State(models.TextChoices):
        OPEN = "open", _("Đang ký")
        FINISHED = "finished", _("Đã ký đủ")
        CANCELLED = "cancelled", _("Đã hủy")

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="signing_rounds")
    title = models.CharField(_("văn bản"), max_length=300)
    about = models.CharField(max_length=60, db_index=True)
    code = models.CharField(_("mã tra cứu"), max_length=20, unique=True, default=new_code)
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.OPEN)
    original = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    current = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(_("lý do hủy"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("đợt ký số")
        ordering = ("-opened_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["about"], condition=~Q(state="cancelled"), name="one_live_signing_round"
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | (~Q(state="cancelled") & Q(cancelled_at=None)),
                name="signing_round_cancelled_when",
            ),
            models.CheckConstraint(
                condition=Q(state="finished", finished_at__isnull=False)
                | (~Q(state="finished") & Q(finished_at=None)),
                name="signing_round_finished_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class RoundSigner(models.Model):
    """A unit that signs in a round: its field, who signs for it, and once signed when and with what."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Chờ ký")
        SIGNED = "signed", _("Đã ký")

    class Way(models.TextChoices):
        SERVER = "server", _("Tệp chứng thư trên máy chủ")
        DEFERRED = "deferred", _("Ký từ xa")
        UPLOAD = "upload", _("Tải lên tệp đã ký")
        VGCA = "vgca", _("Phần mềm ký VGCA")

    round = models.ForeignKey(SigningRound, models.CASCADE, related_name="signers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    field_name = models.CharField(_("ô ký"), max_length=80)
    unit_name = models.CharField(_("đơn vị"), max_length=200)
    signer_name = models.CharField(_("người ký"), max_length=120)
    post = models.CharField(_("chức vụ"), max_length=120, blank=True)
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.WAITING)
    signed_at = models.DateTimeField(_("thời gian ký"), null=True, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    certificate = models.ForeignKey(UnitCertificate, models.PROTECT, null=True, related_name="+")
    way = models.CharField(_("cách ký"), max_length=10, choices=Way, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("đơn vị ký")
        ordering = ("round", "order")
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="one_signer_per_unit"),
            models.UniqueConstraint(fields=["round", "field_name"], name="one_signer_per_field"),
            models.CheckConstraint(
                condition=Q(state="waiting", signed_at=None, certificate=None, file=None, way="")
                | Q(state="signed", signed_at__isnull=False, certificate__isnull=False, file__isnull=False)
                & ~Q(way=""),
                name="signed_when_and_with_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_name} – {self.round}"


class SigningSession(models.Model):
    """A signature on its way: prepared here, made elsewhere. `base` is the file it was prepared on.

    Only the digest of its token is kept. `tail` is what preparing appended to `base`; `prepared` the rest of
    what is needed to put the value in.
    """

    signer = models.ForeignKey(RoundSigner, models.CASCADE, related_name="sessions")
    way = models.CharField(max_length=10, choices=RoundSigner.Way)
    certificate = models.ForeignKey(UnitCertificate, models.PROTECT, null=True, related_name="+")
    base = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    tail = models.BinaryField(default=bytes)
    prepared = models.JSONField(default=dict)
    token_digest = models.CharField(max_length=64, unique=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("phiên ký")
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["signer", "way"], condition=Q(closed_at=None), name="one_open_signing_session"
            )
        ]

    def __str__(self) -> str:
        return f"{self.signer} {self.opened_at:%d/%m/%Y %H:%M}"
