"""People and their one-time codes."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes users; names are compared without case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Sign-in does not mind capital letters."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A person who may sign in."""

    username = models.SlugField(_("tên đăng nhập"), max_length=60, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=120)
    post = models.CharField(_("chức vụ"), max_length=120, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    is_active = models.BooleanField(_("được đăng nhập"), default=True)
    is_site_admin = models.BooleanField(_("quản trị hệ thống"), default=False)
    must_change_password = models.BooleanField(default=False)
    last_seen_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("người dùng")

    def __str__(self) -> str:
        return self.full_name or self.username


class OneTimeCode(models.Model):
    """A printed code that lets its user set a new password once; only its digest is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    clears_second_factor = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("mã dùng một lần")

    def __str__(self) -> str:
        return f"{self.user} {self.expires_at:%d/%m/%Y %H:%M}"
