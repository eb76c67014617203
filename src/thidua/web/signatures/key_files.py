"""Private keys of units that chose to keep them here: PKCS#12 files, locked by a passphrase that is kept nowhere.

They lie in a folder of their own beside the database: no backup, no page and no query reaches them. The
passphrase is typed at each signing and forgotten. Losing a file costs a new certificate, nothing else.
"""

import os
from pathlib import Path

from django.conf import settings

from thidua.documents.signing import Key, SigningError, open_key
from thidua.web.signatures.models import UnitCertificate

OWNER_ONLY = 0o600


def folder() -> Path:
    """The folder of key files; only the account of the site reads it."""
    return Path(settings.SIGNING_KEYS)


def _path(fingerprint: str) -> Path:
    return folder() / f"{fingerprint}.p12"


def keep(fingerprint: str, p12: bytes) -> None:
    """Keep a locked key file."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    path = _path(fingerprint)
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY)
    with os.fdopen(handle, "wb") as file:
        file.write(p12)
        file.flush()
        os.fsync(file.fileno())


def is_kept(certificate: UnitCertificate) -> bool:
    """True when the certificate's key file is here."""
    return certificate.has_key_here and _path(certificate.fingerprint).is_file()


def opened(certificate: UnitCertificate, passphrase: str) -> Key:
    """The unit's key. SigningError `key.*` when the file is gone, does not open, or is another's."""
    try:
        content = _path(certificate.fingerprint).read_bytes()
    except OSError as error:
        raise SigningError("key.unreadable") from error
    key = open_key(content, passphrase)
    if key.certificate.fingerprint != certificate.fingerprint:
        raise SigningError("key.unreadable")
    return key


def drop(certificate: UnitCertificate) -> None:
    """Remove the key file, if there is one."""
    _path(certificate.fingerprint).unlink(missing_ok=True)
