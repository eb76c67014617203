"""One zip file with everything an office must keep; restored only into an empty place, and checked.

The rows are written as JSON lines, so that a backup made on SQLite can be restored on PostgreSQL and
the other way round. Left out on purpose: sessions, the cache and the site's secret key (people sign
in again after a restore).
"""

import datetime as dt
import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from thidua.web.core import clock, files, invariants
from thidua.web.core.access import Refused
from thidua.web.core.models import StoredFile


class ExactEncoder(DjangoJSONEncoder):
    """Django's encoder cuts times to milliseconds; audit digests cover the microseconds."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, dt.datetime) else super().default(o)


FORMAT = "thidua-backup/1"
LEFT_OUT = {"sessions.session", "contenttypes.contenttype", "auth.permission"}


def kept_models() -> list[type[models.Model]]:
    """Every table that a backup holds, those pointed at before those pointing."""
    found = serializers.sort_dependencies([(config, None) for config in apps.get_app_configs()])
    return [m for m in found if m._meta.managed and not m._meta.proxy and m._meta.label_lower not in LEFT_OUT]


def write_backup(path: Path) -> dict[str, Any]:
    """Write the whole site to the zip file `path` (which must not exist); returns its manifest.

    Rows are read in one transaction: a save made meanwhile is wholly in or wholly out.
    """
    if path.exists():
        raise Refused(f"Tệp {path} đã có. Hãy chọn tên khác.")
    partial = path.with_name(path.name + ".partial")
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive, transaction.atomic():
            manifest = _write_rows(archive)
            manifest["files"] = _write_files(archive)
            archive.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1))
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def _write_rows(archive: zipfile.ZipFile) -> dict[str, Any]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    counts: dict[str, int] = {}
    digest = hashlib.sha256()
    with archive.open("rows.jsonl", "w", force_zip64=True) as out:
        for model in kept_models():
            rows = model._default_manager.order_by("pk").iterator(chunk_size=2000)
            counts[model._meta.label_lower] = 0
            for row in rows:
                line = serializers.serialize("jsonl", [row], ensure_ascii=False, cls=ExactEncoder).encode()
                digest.update(line)
                out.write(line)
                counts[model._meta.label_lower] += 1
    applied = sorted(MigrationRecorder(connection).applied_migrations())
    return {
        "format": FORMAT,
        "made_at": clock.now().isoformat(),
        "rows": counts,
        "rows_sha256": digest.hexdigest(),
        "migrations": [f"{app}.{name}" for app, name in applied],
    }


def _write_files(archive: zipfile.ZipFile) -> int:
    count = 0
    for stored in StoredFile.objects.order_by("pk").iterator():
        problem = files.problem_with(stored)
        if problem:
            raise Refused(f"Không sao lưu được: {problem}.")
        archive.write(files.path_of(stored.sha256), f"files/{stored.sha256}")
        count += 1
    return count


def restore_backup(path: Path) -> dict[str, list[str]]:
    """Fill this empty site from the backup; returns the violated invariants (none is right).

    Raises `Refused` when the site is not empty, the file is not a backup, was changed, or was made
    by a newer version. Nothing is written unless all rows are.
    """
    try:
        archive = zipfile.ZipFile(path)
        manifest = json.loads(archive.read("manifest.json"))
    except (zipfile.BadZipFile, KeyError, OSError, ValueError) as error:
        raise Refused(f"{path} không phải tệp sao lưu của Thi đua.") from error
    with archive:
        _require_restorable(manifest)
        with transaction.atomic():
            with archive.open("rows.jsonl") as rows:
                _read_rows(rows, manifest["rows_sha256"])
            _reset_sequences()
            _read_files(archive)
            found = invariants.check_all()
    return {name: problems for name, problems in found.items() if problems}


def _require_restorable(manifest: dict[str, Any]) -> None:
    if manifest.get("format") != FORMAT:
        raise Refused("Tệp sao lưu theo định dạng khác; hãy dùng đúng phiên bản phần mềm.")
    known = {f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()}
    newer = [name for name in manifest["migrations"] if name not in known]
    if newer:
        raise Refused("Tệp sao lưu do phiên bản mới hơn tạo ra. Hãy nâng cấp phần mềm trước khi phục hồi.")
    busy = [m._meta.verbose_name for m in kept_models() if m._default_manager.exists()]
    if busy:
        raise Refused(f"Nơi phục hồi phải trống; đang có: {', '.join(map(str, busy[:3]))}.")


def _lines(rows: IO[bytes], digest: "hashlib._Hash") -> Iterator[str]:
    for line in rows:
        digest.update(line)
        yield line.decode()


def _read_rows(rows: IO[bytes], expected: str) -> None:
    digest = hashlib.sha256()
    for line in _lines(rows, digest):
        for item in serializers.deserialize("jsonl", line):
            item.save()
    if digest.hexdigest() != expected:
        raise Refused("Tệp sao lưu đã bị sửa: số liệu không khớp mã kiểm tra. Chưa ghi gì.")


def _reset_sequences() -> None:
    statements = connection.ops.sequence_reset_sql(no_style(), kept_models())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _read_files(archive: zipfile.ZipFile) -> None:
    for stored in StoredFile.objects.order_by("pk").iterator():
        target = files.path_of(stored.sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(f"files/{stored.sha256}") as source, target.open("wb") as out:
            while chunk := source.read(1 << 20):
                out.write(chunk)
        problem = files.problem_with(stored)
        if problem:
            raise Refused(f"Tệp sao lưu hỏng: {problem}.")
