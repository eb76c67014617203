"""Sign-in, second factor, own account."""

from allauth.account import views as allauth_views
from django.urls import include, path

from thidua.web.accounts import views

own = (
    [
        path("me/", views.profile, name="profile"),
        path("code/", views.use_code, name="use-code"),
    ],
    "accounts",
)
urlpatterns = [
    path("", include(own)),
    path("login/", views.sign_in, name="account_login"),
    path("inactive/", allauth_views.account_inactive, name="account_inactive"),
    path("logout/", allauth_views.logout, name="account_logout"),
    path("reauthenticate/", allauth_views.reauthenticate, name="account_reauthenticate"),
    path("me/password/", allauth_views.password_change, name="account_change_password"),
    path("me/second-factor/", include("allauth.mfa.urls")),
]
