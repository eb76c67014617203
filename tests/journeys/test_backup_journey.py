"""A backup restores into an empty place, refuses a full one, and tells a changed file."""

import json
import zipfile

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from thidua.web.accounts import actions
from thidua.web.core import files
from thidua.web.core.backup import kept_models, write_backup
from thidua.web.core.models import AuditEntry, StoredFile

PDF = b"%PDF-1.4 bien ban hop cum"


@pytest.fixture
def site_with_a_file(db):
    import io

    admin = get_user_model().objects.create(username="quantri", full_name="Quản trị", is_site_admin=True)
    actions.create_user(actor=admin, username="canbo", full_name="Lò Văn Ún")
    files.store(io.BytesIO(PDF))


def rows():
    return {m._meta.label: list(m._default_manager.order_by("pk").values()) for m in kept_models()}


def empty_the_site(settings, tmp_path):
    call_command("flush", interactive=False, verbosity=0)
    settings.FILES_ROOT = tmp_path / "elsewhere"


@pytest.mark.django_db(transaction=True)
def test_a_backup_restores_every_row_and_file(site_with_a_file, settings, tmp_path, capsys):
    before = rows()
    call_command("backup", tmp_path / "site.zip")
    empty_the_site(settings, tmp_path)
    call_command("restore", tmp_path / "site.zip")
    assert rows() == before
    assert files.path_of(StoredFile.objects.get().sha256).read_bytes() == PDF
    assert "mọi phép kiểm tra đều đạt" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_a_full_place_is_refused(site_with_a_file, tmp_path):
    write_backup(tmp_path / "site.zip")
    with pytest.raises(CommandError, match="phải trống"):
        call_command("restore", tmp_path / "site.zip")


@pytest.mark.django_db(transaction=True)
def test_a_changed_backup_writes_nothing(site_with_a_file, settings, tmp_path):
    write_backup(tmp_path / "site.zip")
    with zipfile.ZipFile(tmp_path / "site.zip") as old, zipfile.ZipFile(tmp_path / "bad.zip", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace("Lò Văn".encode(), "Lý Văn".encode()))
    empty_the_site(settings, tmp_path)
    with pytest.raises(CommandError, match="đã bị sửa"):
        call_command("restore", tmp_path / "bad.zip")
    assert AuditEntry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"migrations": ["core.0999_from_a_later_release"]}, "phiên bản mới hơn"),
        ({"format": "thidua-backup/2"}, "định dạng khác"),
    ],
)
def test_a_backup_of_a_later_release_is_refused(site_with_a_file, settings, tmp_path, change, said):
    write_backup(tmp_path / "site.zip")
    with zipfile.ZipFile(tmp_path / "site.zip") as old, zipfile.ZipFile(tmp_path / "new.zip", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "manifest.json":
                content = json.dumps(json.loads(content) | change).encode()
            new.writestr(name, content)
    empty_the_site(settings, tmp_path)
    with pytest.raises(CommandError, match=said):
        call_command("restore", tmp_path / "new.zip")
    assert AuditEntry.objects.count() == 0


def test_something_else_is_not_a_backup(tmp_path, db):
    (tmp_path / "x.zip").write_text(json.dumps({}))
    with pytest.raises(CommandError, match="không phải tệp sao lưu"):
        call_command("restore", tmp_path / "x.zip")
