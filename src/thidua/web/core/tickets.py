"""A short-lived ticket to listen for the changes of one cluster; pure, since the event process knows no Django."""

import base64
import hashlib
import hmac

LIFE_SECONDS = 15 * 60


def written(secret: str, cluster_id: int, until: int) -> str:
    """A ticket to the changes of this cluster, good until that second of the Unix clock."""
    return f"{cluster_id}.{until}.{_seal(secret, cluster_id, until)}"


def read(secret: str, ticket: str, now: float) -> tuple[int, int] | None:
    """The cluster and the last second of a ticket that we wrote and that is still good; else None."""
    parts = ticket.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdecimal() for part in parts[:2]):  # noqa: PLR2004
        return None
    cluster_id, until = int(parts[0]), int(parts[1])
    sealed = hmac.compare_digest(_seal(secret, cluster_id, until).encode(), parts[2].encode())
    return (cluster_id, until) if sealed and now < until else None


def _seal(secret: str, cluster_id: int, until: int) -> str:
    key = hashlib.sha256(b"thidua live ticket" + secret.encode()).digest()
    mac = hmac.digest(key, f"{cluster_id}.{until}".encode(), "sha256")
    return base64.urlsafe_b64encode(mac[:18]).decode()
