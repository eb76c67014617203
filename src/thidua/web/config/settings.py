"""Settings: defaults < environment. Rules of a cluster are data in the database, never settings.

THIDUA_HOME         folder with everything an office must keep (database, files, secret key)
DATABASE_URL        postgresql://user:password@host:port/name; without it SQLite in THIDUA_HOME
THIDUA_HOSTS        comma-separated host names the site answers to
THIDUA_HTTPS        1 when served over https by a proxy before the site: secure cookies, HSTS
                    (`thidua web start --certificate` sets `here`: no proxy to believe, no HSTS)
THIDUA_VGCA         1: offer the signing program of the Government Cipher Committee on the signing page
THIDUA_REQUIRE_MFA  1: secretariat, central roles and site administrators must have a second factor
"""

import os
import secrets
from pathlib import Path

from thidua.web.config.database import database_from_url
from thidua.web.config.sqlite import use_bundled_sqlite

use_bundled_sqlite()

WEB = Path(__file__).resolve().parents[1]
HOME = Path(os.environ.get("THIDUA_HOME") or Path.home() / ".local/share/thidua").expanduser()


def _secret_key() -> str:
    """Read the site's secret from HOME, making it once; without a writable HOME: one for this run."""
    path = HOME / "secret-key"
    try:
        HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_urlsafe(64))
        return path.read_text(encoding="utf-8")
    except OSError:
        return secrets.token_urlsafe(64)


def _flag(name: str) -> bool:
    return os.environ.get(name, "") not in {"", "0", "no", "false"}


SECRET_KEY = os.environ.get("THIDUA_SECRET_KEY") or _secret_key()
DEBUG = _flag("THIDUA_DEBUG")
HTTPS = _flag("THIDUA_HTTPS")
BEHIND_PROXY = HTTPS and os.environ["THIDUA_HTTPS"] != "here"
ALLOWED_HOSTS = [h for h in os.environ.get("THIDUA_HOSTS", "").split(",") if h] or [
    "127.0.0.1",
    "localhost",
    "[::1]",
    "testserver",
]
EVENTS_PORT = int(os.environ.get("THIDUA_EVENTS_PORT") or 0)  # set by `thidua web start`; 0: screens only ask
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
# Https ends in a proxy before the site, which overwrites both headers (deploy/nginx.conf): without them
# HSTS is not sent and all people share one address, hence one limit on signing in.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0

INSTALLED_APPS = [
    "thidua.web.core",
    "thidua.web.accounts",
    "thidua.web.clusters",
    "thidua.web.signatures",
    "thidua.web.rulebooks",
    "thidua.web.agreements",
    "thidua.web.reporting",
    "thidua.web.limitations",
    "thidua.web.scoring",
    "thidua.web.awards",
    "thidua.web.votes",
    "thidua.web.ballots",
    "thidua.web.elections",
    "thidua.web.conferences",
    "thidua.web.charity",
    "thidua.web.news",
    "thidua.web.home",
    "thidua.web.demo",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "thidua.web.core.middleware.LanguageMiddleware",
    "thidua.web.core.middleware.SharedComputerMiddleware",
    "thidua.web.core.middleware.OneDayMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "thidua.web.accounts.middleware.OwnAccountMiddleware",
    "thidua.web.clusters.middleware.SecondFactorMiddleware",
    "thidua.web.core.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "thidua.web.config.urls"
WSGI_APPLICATION = "thidua.web.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thidua.web.core.context.page",
                "thidua.web.demo.context.sign_ins",
            ],
            "builtins": ["thidua.web.core.templatetags.vi", "thidua.web.core.templatetags.look"],
        },
    }
]

FORM_RENDERER = "thidua.web.core.form_look.OfficeRenderer"

DATABASES = {"default": database_from_url(os.environ.get("DATABASE_URL"), HOME / "thidua.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # with 300, many made-up names push the rate limits out
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["thidua.web.accounts.sign_in.Backend"]
SESSION_ENGINE = "thidua.web.accounts.sign_in"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_HASHERS = ["thidua.web.accounts.hashers.OfficeArgon2Hasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SET_UP_URL = "home:set-up"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "thidua.web.accounts.adapter.AccountAdapter"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_CHANGE_EMAIL = False
ACCOUNT_RATE_LIMITS = {
    "use_code": "60/h/ip,10/h/key",
    "set_up": "20/h/ip",
    "verify": "20/m/ip",
    "verify_code": "60/m/ip",
}  # beside allauth's own limits on sign-in
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "Thi đua"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
REQUIRE_MFA = _flag("THIDUA_REQUIRE_MFA")

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [WEB / "locale"]
FORMAT_MODULE_PATH = ["thidua.web.config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_THOUSAND_SEPARATOR = False  # a bare year must not print as 2.026: numbers go through |so

STATIC_URL = "/static/"
STATIC_ROOT = None  # served from the packages themselves by WhiteNoise
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
STATICFILES_DIRS = [
    ("ballots", WEB.parent / "ballots" / "browser")
]  # what seals a ballot, for the voter's page
FILES_ROOT = HOME / "files"
SIGNING_KEYS = HOME / "signing-keys"  # locked key files of units: never in a backup
SIGNING_TRUST = (
    HOME / "trust"
)  # trusted roots and revocation lists: the server's administrator puts them there
VGCA = _flag("THIDUA_VGCA")
BOXES_ROOT = HOME / "boxes"  # of open secret ballots; never backed up
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 30 * 24 * 3600 if BEHIND_PROXY else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

MESSAGE_TAGS = {10: "secondary", 20: "info", 25: "success", 30: "warning", 40: "danger"}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING"},
        "thidua": {"handlers": ["console"], "level": "WARNING"},
    },
}
