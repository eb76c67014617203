"""Checks of strangers' files in a process of their own, with bounds on time and memory.

The parent writes a JSON line (what to do, how long each file is) and the files; the child writes JSON back.
"""

import contextlib
import datetime as dt
import json
import resource
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import IO, Any

from thidua.documents.signing._problems import Finding, SigningError, UploadRefusedError
from thidua.documents.signing._reading import LIMIT_MB, MEGABYTE
from thidua.documents.signing._report import Report, SignatureReport, as_json, report_of, signature_of
from thidua.documents.signing._upload import check_upload
from thidua.documents.signing._verify import Asked, unreadable, verify

SECONDS = 30
MEGABYTES = 512
TRACEBACK = 1


def verify_apart(pdf: bytes, asked: Asked, *, seconds: int = SECONDS, megabytes: int = MEGABYTES) -> Report:
    """`verify` for a file of a stranger: `file.too_hard` when it takes more than the bounds."""
    if len(pdf) > LIMIT_MB * MEGABYTE:
        return unreadable(pdf, asked.at, Finding("file.too_big", values={"limit": LIMIT_MB}))
    answer = _ask({"do": "verify"}, [pdf], asked, (seconds, megabytes))
    if "failed" in answer:
        return unreadable(pdf, asked.at, Finding(answer["failed"]))
    if "refused" in answer:
        raise SigningError(answer["refused"], **answer["values"])
    return report_of(answer)


def check_upload_apart(
    before: bytes, after: bytes, field: str | None, asked: Asked, *, seconds: int = SECONDS
) -> SignatureReport:
    """`check_upload` for a file of a stranger: UploadRefusedError `file.too_hard` beyond the bounds."""
    if len(after) > LIMIT_MB * MEGABYTE:
        raise UploadRefusedError("file.too_big", limit=LIMIT_MB)
    answer = _ask({"do": "upload", "field": field}, [before, after], asked, (seconds, MEGABYTES))
    if "failed" in answer:
        raise UploadRefusedError(answer["failed"])
    if "refused" in answer:
        raise UploadRefusedError(answer["refused"], **answer["values"])
    return signature_of(answer)


def _ask(task: Mapping[str, Any], files: list[bytes], asked: Asked, bounds: tuple[int, int]) -> Any:
    head = {**task, "sizes": [len(f) for f in files], "asked": _written(asked), "bounds": bounds}
    command = [sys.executable, "-I", "-m", __name__]
    message = json.dumps(head).encode() + b"\n" + b"".join(files)
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command, input=message, capture_output=True, timeout=bounds[0] + 5, check=False
        )
        return json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return {"failed": "file.too_hard"}
    except ValueError:  # no answer: killed at a bound, or a traceback over something no one foresaw
        return {"failed": "file.unreadable" if done.returncode == TRACEBACK else "file.too_hard"}


def _written(asked: Asked) -> dict[str, Any]:
    return {
        "roots": [b64encode(r).decode() for r in asked.roots],
        "at": asked.at.isoformat(),
        "crls": [b64encode(c).decode() for c in asked.crls],
        "expected": None if asked.expected is None else list(asked.expected),
        "received": {name: moment.isoformat() for name, moment in asked.received.items()},
    }


def _read(given: Mapping[str, Any]) -> Asked:
    return Asked(
        roots=[b64decode(r) for r in given["roots"]],
        at=dt.datetime.fromisoformat(given["at"]),
        crls=[b64decode(c) for c in given["crls"]],
        expected=given["expected"],
        received={name: dt.datetime.fromisoformat(m) for name, m in given["received"].items()},
    )


def serve(source: IO[bytes], out: IO[str]) -> None:
    """The child: bound itself, do the one task, answer."""
    task = json.loads(source.readline())
    seconds, megabytes = task["bounds"]
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, megabytes * MEGABYTE))
    files = [source.read(size) for size in task["sizes"]]
    asked = _read(task["asked"])
    try:
        if task["do"] == "verify":
            answer = as_json(verify(files[0], asked))
        else:
            answer = as_json(check_upload(files[0], files[1], task["field"], asked))
    except SigningError as error:
        answer = {"refused": error.code, "values": dict(error.finding.values)}
    json.dump(answer, out)


if __name__ == "__main__":
    with contextlib.suppress(MemoryError, RecursionError):  # no answer: the parent says it was too hard
        serve(sys.stdin.buffer, sys.stdout)
