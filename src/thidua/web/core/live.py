"""What people watch as it happens: an act tells that something changed, and every open screen asks again.

Nothing secret travels: a watcher hears a number that grew, and then asks the page it may see.
"""

import hashlib
import re
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from thidua.web.core import audit, clock, tickets
from thidua.web.core.models import LiveVersion

CHANNEL = "thidua_live"
"""PostgreSQL's channel for the event process; the payload is the cluster's number."""
PATH = "/live/"
FORM_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def changed(cluster_id: int) -> None:
    """Tell, once the act's transaction commits, whoever watches this cluster that something changed.

    Must be called inside the transaction of the act. Takes the audit chain's turn first, so that an act may
    call it before or after its audit line without two acts waiting for each other.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A change is told inside its act's transaction.")
    table = LiveVersion._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [audit.LOCK_KEY])
        cursor.execute(
            f"INSERT INTO {table} (cluster_id, version) VALUES (%s, 1) "  # noqa: S608 - written by us
            f"ON CONFLICT (cluster_id) DO UPDATE SET version = {table}.version + 1",
            [cluster_id],
        )
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(cluster_id)])


def version(cluster_id: int) -> int:
    """How often something changed that people watch in this cluster; 0 before the first time."""
    found = LiveVersion.objects.filter(cluster_id=cluster_id).values_list("version", flat=True).first()
    return found or 0


def address(request: HttpRequest) -> str:
    """Where the page's screens listen: beside the site on its own port, or behind the proxy that ends https.

    Empty when no event process runs: then screens ask the page itself.
    """
    if not settings.EVENTS_PORT:
        return ""
    if request.is_secure():
        return PATH
    host = urlsplit(f"//{request.get_host()}").hostname or ""
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.EVENTS_PORT}{PATH}"


def may_listen(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let this page's scripts reach the event process, where that is on a port of its own."""
    origin = address(request).removesuffix(PATH)
    if origin:
        response._csp_update = {"connect-src": [origin]}  # type: ignore[attr-defined]  # noqa: SLF001 - django-csp's own way
    return response


def told(request: HttpRequest, response: HttpResponse, cluster_id: int, seen: int) -> HttpResponse:
    """A part of a page that an open screen asks for again and again; 304 when it is as the screen has it.

    `seen` is `version(cluster_id)` from before anything was read. The headers hold what the script
    `core/live.js` needs: the change shown, where to listen and with which ticket, and the server's clock.
    """
    etag = f'W/"{hashlib.sha256(FORM_TOKEN.sub(b"", response.content)).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponseNotModified()
    now = clock.now().timestamp()
    headers = {
        "ETag": etag,
        "Cache-Control": "private, no-store",
        "X-Live-Version": str(seen),
        "X-Live-Clock": str(int(now * 1000)),
        "X-Live-Address": address(request),
        "X-Live-Ticket": tickets.written(settings.SECRET_KEY, cluster_id, int(now) + tickets.LIFE_SECONDS),
    }
    for name, value in headers.items():
        response.headers[name] = value
    return response
