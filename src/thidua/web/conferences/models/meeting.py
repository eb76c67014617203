"""Conferences: the meeting itself, its programme, its people, what was said and decided, its photos."""

import datetime as dt
import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.web.clusters.models import Cycle, Unit
from thidua.web.core.models import StoredFile


def new_token() -> str:
    """An unguessable name for one invitation."""
    return secrets.token_urlsafe(24)


def _people(lines: str) -> list[tuple[str, str]]:
    parts = [line.strip().partition(",") for line in lines.splitlines() if line.strip()]
    return [(name.strip(), post.strip()) for name, _comma, post in parts]


class Conference(models.Model):
    """One conference of a cluster's year; `quorum` is the least number of member units that must be there."""

    class Kind(models.TextChoices):
        YEAR_END = "year_end", _("Hội nghị tổng kết")
        MID_YEAR = "mid_year", _("Hội nghị sơ kết")

    class State(models.TextChoices):
        DRAFT = "draft", _("Đang chuẩn bị")
        ANNOUNCED = "announced", _("Đã thông báo")
        HELD = "held", _("Đã họp")

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="conferences")
    kind = models.CharField(_("loại hội nghị"), max_length=10, choices=Kind, default=Kind.YEAR_END)
    title = models.CharField(_("tên hội nghị"), max_length=300)
    held_on = models.DateField(_("ngày họp"))
    starts_at = models.TimeField(_("giờ bắt đầu"), null=True, blank=True)
    ends_at = models.TimeField(_("giờ kết thúc"), null=True, blank=True)
    place = models.CharField(_("địa điểm"), max_length=200)
    host_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="hosted_conferences", verbose_name=_("đơn vị chủ trì")
    )
    quorum = models.PositiveSmallIntegerField(_("số đơn vị tối thiểu để họp"), null=True, blank=True)
    names_kept_until = models.DateField(_("giữ tên đại biểu đến hết ngày"))
    chairs = models.TextField(_("chủ trì"), max_length=1000, blank=True)
    secretaries = models.TextField(_("thư ký"), max_length=1000, blank=True)
    speech_minutes = models.PositiveSmallIntegerField(
        _("số phút phát biểu của mỗi đoàn"), null=True, blank=True
    )
    is_rehearsal = models.BooleanField(_("diễn tập"), default=False, editable=False)
    rehearsal_of = models.OneToOneField(
        "self", models.CASCADE, null=True, blank=True, editable=False, related_name="rehearsal"
    )
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.DRAFT)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("hội nghị")
        ordering = ("-held_on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(starts_at__isnull=False),
                name="conference_end_has_a_start",
                violation_error_message=_("Đã ghi giờ kết thúc thì phải ghi giờ bắt đầu."),
            ),
            models.CheckConstraint(
                condition=Q(rehearsal_of=None) | Q(is_rehearsal=True), name="rehearsal_is_marked"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def chair_list(self) -> list[tuple[str, str]]:
        """(name, post) of those who chair, as written: one a line, the post after the first comma."""
        return _people(self.chairs)

    @property
    def secretary_list(self) -> list[tuple[str, str]]:
        """(name, post) of those who keep the minutes."""
        return _people(self.secretaries)

    @property
    def starts(self) -> dt.datetime | None:
        """Day and hour on the wall clock; None while the hour is not known."""
        return dt.datetime.combine(self.held_on, self.starts_at) if self.starts_at else None

    @property
    def ends(self) -> dt.datetime | None:
        """Day and hour of the end; None when nobody wrote it down."""
        return dt.datetime.combine(self.held_on, self.ends_at) if self.ends_at else None


class AgendaItem(models.Model):
    """One item of the programme; known to the secretariat alone until `is_shown`."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("thứ tự"))
    title = models.CharField(_("nội dung"), max_length=300)
    minutes = models.PositiveSmallIntegerField(_("số phút dự kiến"), null=True, blank=True)
    speaker = models.CharField(_("người trình bày"), max_length=200, blank=True)
    is_shown = models.BooleanField(_("cho các đơn vị thấy"), default=True)

    class Meta:
        verbose_name = _("nội dung chương trình")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title


class AgendaPaper(models.Model):
    """A paper handed out with an item: a file kept by content."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="papers")
    title = models.CharField(_("tên tài liệu"), max_length=300)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("tài liệu hội nghị")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title


class Delegate(models.Model):
    """A delegate of a unit, or a guest of honour (no unit), with the attendance as all ticks together tell it.

    `posts` holds one post per line. `name` and `posts` of a unit's delegate are emptied after the day
    the conference promises; the attendance stays. `token` is for the code on the invitation.
    """

    class Attendance(models.TextChoices):
        EXPECTED = "expected", _("Chưa điểm danh")
        PRESENT = "present", _("Có mặt")
        ABSENT = "absent", _("Vắng mặt")
        REPRESENTED = "represented", _("Có người dự thay")

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="delegates")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("đơn vị")
    )
    name = models.CharField(_("họ và tên"), max_length=120, blank=True)
    posts = models.TextField(_("chức vụ"), max_length=600, blank=True)
    is_leader = models.BooleanField(_("trưởng đoàn"), default=False)
    token = models.CharField(max_length=40, unique=True, editable=False)
    attendance = models.CharField(
        _("điểm danh"), max_length=12, choices=Attendance, default=Attendance.EXPECTED
    )
    represented_by = models.CharField(_("người dự thay"), max_length=200, blank=True)
    arrived_at = models.DateTimeField(_("giờ đến"), null=True, blank=True, editable=False)
    erased_on = models.DateField(_("ngày xóa tên"), null=True, blank=True)

    class Meta:
        verbose_name = _("đại biểu")
        ordering = (models.F("unit__order").asc(nulls_first=True), "-is_leader", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") | Q(erased_on__isnull=False), name="delegate_has_a_name_until_erased"
            ),
            models.CheckConstraint(
                condition=~Q(attendance="represented") | ~Q(represented_by="") | Q(erased_on__isnull=False),
                name="represented_names_who_came",
            ),
        ]

    def __str__(self) -> str:
        return f"Đại biểu {self.pk}"  # no name: it would stay in the audit for ever

    @property
    def post_list(self) -> list[str]:
        """The posts, one by one."""
        return [line.strip() for line in self.posts.splitlines() if line.strip()]

    @property
    def post_text(self) -> str:
        """The posts in one line, as papers print them."""
        return ", ".join(self.post_list)


class Speech(models.Model):
    """One turn to speak: who, how long was allotted, how long was used. What was said is not kept."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="speeches")
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="speeches", verbose_name=_("nội dung")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("đơn vị")
    )
    position = models.PositiveSmallIntegerField(_("thứ tự"))
    speaker = models.CharField(_("người phát biểu"), max_length=200, blank=True)
    allotted_minutes = models.PositiveSmallIntegerField(_("số phút được phát biểu"), null=True, blank=True)
    used_minutes = models.PositiveSmallIntegerField(_("số phút đã phát biểu"), null=True, blank=True)

    class Meta:
        verbose_name = _("lượt phát biểu")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return f"Lượt phát biểu {self.position}"


class Resolution(models.Model):
    """What the conference decided: its text, the decision, how it was taken, the counts when counted."""

    class Decision(models.TextChoices):
        PENDING = "pending", _("Chưa quyết định")
        ADOPTED = "adopted", _("Thông qua")
        REJECTED = "rejected", _("Không thông qua")
        NOTED = "noted", _("Được ghi nhận")

    class Method(models.TextChoices):
        UNSTATED = "", _("Không ghi")
        OPEN_VOTE = "open_vote", _("Biểu quyết giơ tay")
        SECRET_BALLOT = "secret_ballot", _("Bỏ phiếu kín")
        CONSENSUS = "consensus", _("Thống nhất chung, không đếm phiếu")

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="resolutions")
    item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resolutions",
        verbose_name=_("nội dung"),
    )
    position = models.PositiveSmallIntegerField(_("thứ tự"))
    wording = models.TextField(_("nội dung quyết định"), max_length=2000)
    decision = models.CharField(_("kết quả"), max_length=10, choices=Decision, default=Decision.PENDING)
    method = models.CharField(_("cách quyết định"), max_length=14, choices=Method, blank=True)
    votes_for = models.PositiveIntegerField(_("tán thành"), null=True, blank=True)
    votes_against = models.PositiveIntegerField(_("không tán thành"), null=True, blank=True)
    votes_abstaining = models.PositiveIntegerField(_("không biểu quyết"), null=True, blank=True)

    class Meta:
        verbose_name = _("nghị quyết hội nghị")
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(votes_for=None, votes_against=None, votes_abstaining=None)
                | Q(votes_for__isnull=False, votes_against__isnull=False, votes_abstaining__isnull=False),
                name="resolution_counts_are_whole",
                violation_error_message=_("Đã đếm phiếu thì ghi đủ ba số, không có thì ghi 0."),
            )
        ]

    def __str__(self) -> str:
        return self.wording[:300]


class Photo(models.Model):
    """A photo with its caption; without a file only the caption is known."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="photos")
    caption = models.CharField(_("chú thích"), max_length=300)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=255, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("ảnh")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.caption
