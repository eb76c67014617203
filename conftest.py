"""What every test needs: files in a folder of its own, fast password hashing."""

import pytest

from tools import messages


def pytest_configure():
    """Translations are tested as compiled from the text that is here now."""
    messages.compile_changed()


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Uploads of a test never meet those of another."""
    settings.FILES_ROOT = tmp_path / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
